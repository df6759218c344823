"""The filters of a list: what the specification names, paging as servers came to do it, and the hours in
which something changed last."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from lianxin.kernel.clock import CHINA
from lianxin.kernel.errors import Invalid, Refusal
from lianxin.open311.wanted import Wanted
from lianxin.open311.web.asked import Asked

SPAN = timedelta(days=90)
MOST = 1000  # rows of one page; the specification's first thousand
DEEPEST = 10_000  # rows that paging leads through
_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=CHINA), datetime(2100, 1, 1, tzinfo=CHINA)


def wanted(asked: Asked) -> Wanted:
    """Raises NotFound for a jurisdiction that is not there, Invalid for what cannot be read, all of it."""
    jurisdiction, faults = asked.jurisdiction(), dict[str, str]()
    since = _moment(asked, "start_date", faults)
    until = _moment(asked, "end_date", faults, end=True)
    updated_since = _moment(asked, "updated_after", faults)
    updated_until = _moment(asked, "updated_before", faults, end=True)
    size = _number(asked, "page_size", MOST, MOST, faults)
    page = _number(asked, "page", 1, DEEPEST, faults)
    status = _status(asked, faults)
    if not faults and page * size > DEEPEST:
        faults["page"] = _("page 最多翻到第 %(most)d 条。请用 start_date 和 end_date 缩小范围。") % {
            "most": DEEPEST
        }
    if not faults:
        since, until = _range(since, until, asked.now, faults)
    if faults or since is None or until is None:
        raise Invalid(next(iter(faults.values())), fields=faults)
    codes = asked.several("service_code")
    skip = (page - 1) * size
    return Wanted(jurisdiction, codes, status, since, until, updated_since, updated_until, skip, size)


def _range(
    since: datetime | None, until: datetime | None, now: datetime, faults: dict[str, str]
) -> tuple[datetime, datetime]:
    """Ninety days at most. Where one end is left out it lies ninety days from the other, or now."""
    if since is None:
        until = until or now
        return until - SPAN, until
    if until is None:
        return since, max(min(since + SPAN, now), since)
    if until < since:
        faults["end_date"] = _("end_date 不能早于 start_date。")
    elif until - since > SPAN + timedelta(days=1):  # both days count where only days were said
        faults["end_date"] = _("start_date 到 end_date 最多 90 天。")
    return since, until


def _moment(asked: Asked, name: str, faults: dict[str, str], *, end: bool = False) -> datetime | None:
    words = asked.word(name)
    if not words:
        return None
    if " " in words:  # a plus that was sent without being escaped
        words = words[:10] + words[10:].replace(" ", "+")
    try:
        at = datetime.fromisoformat(words)
        if at.tzinfo is None:
            at = at.replace(tzinfo=CHINA)
        if end and len(words) == 10:  # a day counts to its end
            at += timedelta(days=1, microseconds=-1)
        return min(max(at, _EARLIEST), _LATEST)
    except (ValueError, OverflowError):
        faults[name] = _("%(name)s 应当是 W3C 格式的时间,比如 2026-06-01T00:00:00Z。") % {"name": name}
        return None


def _number(asked: Asked, name: str, otherwise: int, most: int, faults: dict[str, str]) -> int:
    words = asked.word(name)
    if not words:
        return otherwise
    if words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= most and len(words) < 9:
        return int(words)
    faults[name] = _("%(name)s 应当是 1 到 %(most)d 的数。") % {"name": name, "most": most}
    return otherwise


def _status(asked: Asked, faults: dict[str, str]) -> str:
    try:
        chosen = set(asked.several("status"))
    except Refusal as refusal:
        faults["status"] = refusal.sentence
        return ""
    if not chosen <= {"open", "closed"}:
        faults["status"] = _("status 只有 open 和 closed。")
    return next(iter(chosen)) if len(chosen) == 1 else ""
