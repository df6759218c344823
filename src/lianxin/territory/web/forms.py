"""What the pages of territory take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.territory.coordinates import SYSTEMS

_SYSTEM_NAMES = {
    "wgs84": _("国家2000 / WGS-84,或文件里写明的"),
    "gcj02": _("GCJ-02(高德、腾讯地图)"),
    "bd09": _("BD-09(百度地图)"),
}
LARGEST_MB = 40


class SizedFile(forms.FileField):
    """A file that fits: a province's villages are 4 MB, the country's 40."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file is not None and getattr(file, "size", 0) > LARGEST_MB * 1_000_000:
            raise forms.ValidationError(_("文件太大了,最多 40 MB。"))
        return file


class DivisionFile(forms.Form):
    file = SizedFile(label=_("区划表(CSV 或 Excel .xlsx)"))
    valid_from = forms.DateField(
        label=_("从哪天起生效"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    whole_of = forms.RegexField(
        "^[0-9]{2,9}$",
        label=_("这份表是哪个区划的完整清单"),
        required=False,
        help_text=_("填它的代码,表里没有的就会停用;不填则只增加和改名。"),
    )


class GridFile(forms.Form):
    file = SizedFile(label=_("画好的网格(GeoJSON,或 shapefile 打成的 .zip)"))
    system = forms.ChoiceField(label=_("坐标系"), choices=[(name, _SYSTEM_NAMES[name]) for name in SYSTEMS])


class Parts(forms.Form):
    parts = forms.IntegerField(
        label=_("划成几个网格"),
        min_value=1,
        max_value=60,
        error_messages={"min_value": _("至少划成 1 个。"), "max_value": _("这里一次最多划成 60 个。")},
    )
