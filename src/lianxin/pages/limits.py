"""Bounds for whoever has no account, for looks at contacts and for messages nobody asked for: kept in the
database, so that a restart forgives nothing.

A whole neighbourhood may share one address (CGNAT): bounds are generous, say when to come again, and never
lock anybody out of a report for longer than the span.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.kernel.errors import Busy, NotFound
from lianxin.kernel.keyring import keyring


class TooMany(Busy):
    """`retry_after` is in seconds."""

    code = "too_many"


@dataclass(frozen=True)
class Limit:
    """At most `settings.<most>` times (or `most`, where it is a number) in one `span` from one address. What
    refuses nobody has no sentence."""

    name: str
    most: str | int
    span: timedelta
    sentence: str = ""
    instead: str = ""


REPORTS = Limit(
    "report",
    "REPORTS_PER_HOUR",
    timedelta(hours=1),
    gettext_noop("您这个网络上刚才来的事太多了,这一件还没有存下。请过 %(minutes)s 分钟再提交,写的话还在。"),
    gettext_noop("着急请拨打 12345,或直接告诉网格员。"),
)
WRONG_CODES = Limit(
    "code",
    "WRONG_CODES",
    timedelta(minutes=10),
    gettext_noop("您这个网络上刚才输错查询码的次数太多了。请过 %(minutes)s 分钟再查。"),
    gettext_noop("请对照短信或回执上的查询码;着急请拨打 12345。"),
)
ASKED_BEFORE = Limit(  # asked while one writes: some five times for a report, by a street behind one address
    "before",
    "ASKED_BEFORE_PER_HOUR",
    timedelta(hours=1),
    gettext_noop("刚才问得太多了,请过 %(minutes)s 分钟再问。不影响您说事。"),
    gettext_noop("直接说就行,收到以后会有人看是不是同一件。"),
)
LOOKS = (
    Limit(  # of one person who serves: work needs a few; whoever carries off a county's numbers, thousands
        "look",
        "LOOKS_PER_HOUR",
        timedelta(hours=1),
        gettext_noop("您这一小时看过的电话太多了,这一个没有打开。请过 %(minutes)s 分钟再看。"),
        gettext_noop("着急联系报事人,请同事代为联系。"),
    )
)
PAPERS = Limit(  # of one party: each sheet is set anew, one at a time for the whole house
    "paper",
    30,
    timedelta(hours=1),
    gettext_noop("这一小时下载的文书太多了。请过 %(minutes)s 分钟再来。"),
    gettext_noop("急用的,请到调委会拿一份纸的。"),
)
ACTS = Limit(  # of one party: what they say by their code, each a step and a message to the mediator
    "act",
    20,
    timedelta(hours=1),
    gettext_noop("这一小时说得太多了,这一次没有存下。请过 %(minutes)s 分钟再说。"),
    gettext_noop("着急的,请打电话给调委会。"),
)
PROOFS = Limit(  # to one number: codes sent; of one matter: answers tried
    "proof",
    "PROOFS_PER_HOUR",
    timedelta(hours=1),
    gettext_noop("验证的次数太多了。请过 %(minutes)s 分钟再来。"),
    gettext_noop("也可以带身份证件到综治中心当面办。"),
)
# Of a number's five, so that no code and no network uses up what its owner may need.
PROOFS_OF_ONE_CODE = replace(PROOFS, name="proof by code", most=2)
PROOFS_OF_ONE_PLACE = replace(PROOFS, name="proof from", most=3)
KEPT = timedelta(days=1)


def take(limit: Limit, request: HttpRequest, *, now: datetime, whose: str = "") -> None:
    """Count one, of this address or of `whose` (somebody who has signed in). Raises TooMany once the span is
    used up; whoever is refused is not counted. Inside the transaction of what is bounded, one commit keeps
    both."""
    if not fits(limit, whose or address_of(request), now=now):
        raise _too_many(limit, request, now)


def fits(limit: Limit, whose: str, *, now: datetime) -> bool:
    """Count one of `whose` in the span of `now`; False, and nothing counted, where that is used up. One
    statement, which two who come at once cannot both slip by."""
    table, ends_at = _tallies().model._meta, end_of(limit, now)
    most = limit.most if isinstance(limit.most, int) else getattr(settings, limit.most)
    row = [_key(limit, whose, now), table.get_field("ends_at").get_db_prep_save(ends_at, connection), most]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE.format(table=table.db_table), row)
        return bool(cursor.rowcount)


_COUNT_ONE = """INSERT INTO "{table}" ("key", "count", ends_at) VALUES (%s, 1, %s)
ON CONFLICT ("key") DO UPDATE SET "count" = "{table}".count + 1 WHERE "{table}".count < %s"""


@contextmanager
def guesses(request: HttpRequest, *, now: datetime, whose: str = "") -> Iterator[None]:
    """Around a look-up by code: what is not found counts, and past the bound a right code opens no more than
    a wrong one. (As many as are under way at the same moment may slip past; a code has 50 bits.) `whose`:
    as in `take`."""
    key, most = _key(WRONG_CODES, whose or address_of(request), now), settings.WRONG_CODES
    if _tallies().filter(key=key, count__gte=most).exists():
        raise _too_many(WRONG_CODES, request, now)
    try:
        yield
    except NotFound:
        take(WRONG_CODES, request, now=now, whose=whose)
        raise


def forget(now: datetime) -> int:
    """Delete what ended a day ago; returns how many rows."""
    deleted, _by_model = _tallies().filter(ends_at__lt=now - KEPT).delete()
    return int(deleted)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; of IPv6 the network, since a household has all its addresses. What a
    proxy says is believed only where we were told that one stands before us, and then only its own word:
    the last entry, since anybody can write the ones before it."""
    return address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str:
    told = str(environ.get("REMOTE_ADDR", ""))
    if settings.BEHIND_HTTPS:
        forwarded = str(environ.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        told = forwarded if _read(forwarded) else told
    return _read(told) or "unknown"


def _read(told: str) -> str:
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else f"{int(address) >> 64:x}/64"
    return str(address)


def _key(limit: Limit, whose: str, now: datetime) -> str:
    return keyring().digest("pages.tally", f"{limit.name}\0{whose}\0{_number(limit, now)}")


def _number(limit: Limit, now: datetime) -> int:
    return int(now.timestamp() // limit.span.total_seconds())


def end_of(limit: Limit, now: datetime) -> datetime:
    """When the span of `now` is over."""
    return datetime.fromtimestamp((_number(limit, now) + 1) * limit.span.total_seconds(), UTC)


def _too_many(limit: Limit, request: HttpRequest, now: datetime) -> TooMany:
    wait = max(1, ceil((end_of(limit, now) - now).total_seconds()))
    request.lx_wait = wait  # type: ignore[attr-defined]  # also for a refusal that comes back inside a form
    words = _(limit.sentence) % {"minutes": -(-wait // 60), "seconds": wait}
    return TooMany(words, instead=_(limit.instead), retry_after=wait, status=429)


def _tallies() -> Any:
    """By name: this module is reached through the front door before any model can be imported."""
    return apps.get_model("pages", "Tally")._default_manager
