"""What org writes into the journal, in words."""

from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.org import queries
from lianxin.org.models import Duty, DutyItem, DutyKind, Post
from lianxin.org.templatetags.org_words import DUTIES, TIERS, category_name
from lianxin.pages.public import deeds


def _units(codes: Collection[str]) -> dict[str, str]:
    found = {id_: queries.unit(id_) for id_ in deeds.ids(codes)}
    return {str(id_): card.name for id_, card in found.items() if card}


def _posts(codes: Collection[str]) -> dict[str, str]:
    rows = Post.objects.filter(id__in=deeds.ids(codes)).values_list("id", "unit__name", "title")
    return {str(id_): f"{unit} {title}" for id_, unit, title in rows}


def _duties(codes: Collection[str]) -> dict[str, str]:
    fields = ("id", "person__name", "post__unit__name", "post__title")
    rows = Duty.objects.filter(id__in=deeds.ids(codes)).values_list(*fields)
    return {str(id_): f"{name} · {unit} {title}" for id_, name, unit, title in rows}


def _items(codes: Collection[str]) -> dict[str, str]:
    rows = DutyItem.objects.filter(id__in=deeds.ids(codes)).values_list("id", "number", "title")
    return {str(id_): f"{number} {title}" for id_, number, title in rows}


def _categories(codes: Collection[str]) -> dict[str, str]:
    return {code: category_name(code) for code in codes}


def _kinds(codes: Collection[str]) -> dict[str, str]:
    english = get_language() == "en"
    return {code: queries.kind_name(code, english=english) for code in codes}


DEEDS = deeds.Deeds(
    room=_("单位和职责"),
    words={
        "org.found_unit": _("登记单位"),
        "org.rename_unit": _("改单位的名称和电话"),
        "org.close_unit": _("撤销单位"),
        "org.open_post": _("设岗位"),
        "org.appoint": _("任命"),
        "org.relieve": _("解除任职"),
        "org.keep_category": _("新增或修改类别"),
        "org.retire_category": _("停用类别"),
        "org.import_category": _("导入类别"),
        "org.import_unit": _("导入单位"),
        "org.import_unitkind": _("导入单位类型"),
        "org.import_duty_item": _("导入责任清单的一条"),
        "org.import_road": _("导入路线图的一条"),
    },
    labels={
        "person": _("谁"),
        "post": _("岗位"),
        "unit": _("单位"),
        "kind": _("类型"),
        "area": _("区域"),
        "category": _("类别"),
        "number": _("编号"),
        "tier": _("层级"),
        "lead": _("牵头"),
        "from": _("从哪天起"),
        "until": _("到哪天止"),
        "public": _("可公开"),
    },
    means={
        "person": "person",
        "post": "post",
        "unit": "unit",
        "kind": "unit_kind",
        "org.open_post.kind": "duty_kind",
        "area": "area",
        "category": "category",
        "tier": "tier",
        "lead": "unit_kind",
        "public": "yes_no",
    },
    things={
        "unit": _units,
        "post": _posts,
        "duty": _duties,
        "item": _items,
        "category": _categories,
        "unit_kind": _kinds,
        "duty_kind": deeds.among({kind: DUTIES[kind] for kind in DutyKind.values}),
        "tier": deeds.among({str(tier): word for tier, word in TIERS.items()}),
    },
    kinds={
        "unit": _("单位"),
        "post": _("岗位"),
        "duty": _("任职"),
        "item": _("责任清单"),
        "category": _("类别"),
        "code": _("编码"),
    },
)
