"""What territory writes into the journal, in words."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds
from lianxin.territory.queries import full_name


def _areas(codes: Collection[str]) -> dict[str, str]:
    return {code: name for code in codes if (name := full_name(code))}


DEEDS = deeds.Deeds(
    room=_("区划和网格"),
    words={
        "territory.import_divisions": _("导入区划表"),
        "territory.outline": _("导入边界"),
        "territory.save_grids": _("保存网格"),
    },
    labels={
        "added": _("新增"),
        "changed": _("改名"),
        "closed": _("停用的"),
        "opened": _("启用"),
        "bad": _("不能用的行"),
        "valid_from": _("从哪天起生效"),
    },
    things={"area": _areas},
    kinds={"area": _("区域"), "divisions": _("区划")},
)
