"""A cell of a sheet in which people wrote yes, or a day."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid

_YES = frozenset({"是", "可", "公开", "yes", "true", "1", "y"})
_NO = frozenset({"否", "不", "不公开", "no", "false", "0", "n"})
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


def yes_or_no(words: str, otherwise: bool = False) -> bool:
    """是 or 否; an empty cell says `otherwise`."""
    plain = words.strip().lower()
    if not plain:
        return otherwise
    if plain not in _YES | _NO:
        raise Invalid(_("“%(words)s”看不懂,请写是或否。") % {"words": words.strip()[:20]})
    return plain in _YES


def day_from(words: str, otherwise: date | None) -> date | None:
    """2026-06-01, 2026/6/1, 2026.6.1, 2026年6月1日 or 20260601; an empty cell says `otherwise`."""
    plain = words.strip().split(" ")[0].split("T")[0]
    if not plain:
        return otherwise
    for form in _DAYS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise Invalid(_("日期“%(words)s”看不懂,请写成 2026-06-01 这样。") % {"words": words.strip()[:20]})
