"""Words of org: kinds, tiers, duties and categories in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django import template
from django.utils.translation import get_language, gettext_lazy

from lianxin.org import queries, sheets

register = template.Library()
_ = gettext_lazy
# The words of the spreadsheets, on pages in the reader's language.
TIERS, PARTS, SERVICES, FAMILIES, ROADS = (
    {code: gettext_lazy(word) for code, word in words.items()}
    for words in (sheets.TIERS, sheets.PARTS, sheets.SERVICES, sheets.FAMILIES, sheets.ROADS)
)
DUTIES = {
    "grid_officer": _("网格员"),
    "dispatcher": _("派遣员"),
    "handler": _("经办人"),
    "unit_head": _("单位负责人"),
    "overseer": _("督办员"),
    "mediator": _("调解员"),
    "mediation_guide": _("调解指导员"),
    "keeper": _("业务管理员"),
}


@register.filter
def named(card: Any) -> str:
    """A category's name in the reader's language."""
    return str(card.name_en or card.name) if get_language() == "en" else str(card.name)


@register.filter
def road_name(kind: str) -> str:
    return str(ROADS.get(kind, kind))


@register.filter
def category_name(code: str) -> str:
    card = queries.category(code)
    return named(card) if card else code


@register.filter
def kind_name(code: str) -> str:
    return queries.kind_name(code, english=get_language() == "en")


def _word_of(words: Mapping[Any, Any]) -> Callable[[Any], str]:
    """A filter that says the word for a code, and the code itself where there is none."""
    return lambda code: str(words.get(code, code))


for _name, _words in (
    ("tier_name", TIERS),
    ("part_name", PARTS),
    ("service_name", SERVICES),
    ("duty_name", DUTIES),
):
    register.filter(_name, _word_of(_words))


@register.filter
def place(code: str) -> str:
    """An area by its name; "" is the whole deployment."""
    return queries.place_name(code)
