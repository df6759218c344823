"""Area codes as plain text: the tier is the length, what lies inside is a range."""

from enum import IntEnum

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid


class Tier(IntEnum):
    """The value is the number of digits. 省 · 市域 · 县区 · 乡镇街道 · 社区村 · 网格."""

    PROVINCE = 2
    CITY = 4
    DISTRICT = 6
    TOWN = 9
    COMMUNITY = 12
    GRID = 15


_WIDTHS = tuple(int(tier) for tier in Tier)
_UP = {4: 2, 6: 4, 9: 6, 12: 9, 15: 12}


def tier_of(code: str) -> Tier:
    """Raises Invalid for anything that is not digits of one of the six lengths."""
    if len(code) not in _WIDTHS or not (code.isascii() and code.isdigit()):
        raise Invalid(
            _("“%(code)s”不是区划代码。") % {"code": code[:20]},
            instead=_("区划代码是 2、4、6、9、12 位数字,网格是 15 位。"),
        )
    return Tier(len(code))


def parent(code: str) -> str | None:
    """The area one tier up; None for a province."""
    width = _UP.get(len(code))
    return code[:width] if width else None


def after(code: str) -> str:
    """The first code past everything inside `code`: `code <= x < after(code)` is its subtree. "" (the whole
    country) ends after every digit."""
    return str(int(code) + 1).zfill(len(code)) if code else ":"


def covers(area: str, code: str) -> bool:
    """Whether `code` lies in `area` (or is it); "" covers all."""
    return code.startswith(area)


def ancestors(code: str) -> list[str]:
    """The code itself, then the areas it lies in, nearest first."""
    chain = []
    here: str | None = code
    while here:
        chain.append(here)
        here = parent(here)
    return chain


def trimmed(written: str) -> str:
    """The code without the zeros that pad it: 140403001000 → 140403001, 140000 → 14. What is not a
    division's code comes back as "". The 15 digits of a grid stand as they are."""
    if not (written.isascii() and written.isdigit()):
        return ""
    if len(written) == Tier.GRID:
        return written
    for shorter, width in ((9, 12), (6, 9), (4, 6), (2, 4)):
        if len(written) == width and not written[shorter:].strip("0"):
            written = written[:shorter]
    return written if len(written) in _WIDTHS and written.strip("0") else ""
