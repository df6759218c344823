"""The line under everything that goes out: who took it along, when, and how much. Pure."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local

SIGN = "※"


def watermark(who: str, rows: int, *, now: datetime) -> str:
    """The last line: a file that ends without it was cut off on its way."""
    told = {"who": who, "at": f"{local(now):%Y-%m-%d %H:%M}", "n": rows}
    return SIGN + _("由 %(who)s 于 %(at)s 从连心导出,共 %(n)d 行,只供办事用。") % told


def is_watermark(cells: Sequence[str]) -> bool:
    return bool(cells) and cells[0].startswith(SIGN) and not any(cells[1:])
