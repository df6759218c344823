"""The letters of every paper: Noto Serif SC and Noto Sans SC, whole, from one package, never the system's."""

from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Busy

PACKAGE = "pylopdf_fonts_zh_cn"
FILES = ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf")


def folder() -> str:
    found = find_spec(PACKAGE)
    place = Path(found.origin).parent if found and found.origin else None
    if place is None or not all((place / name).exists() for name in FILES):
        raise Busy(
            _("这台服务器上没有装好中文字体包,文书无法打印。"),
            instead=_("请系统管理员按 requirements/run.txt 重新安装软件包。"),
        )
    return str(place)
