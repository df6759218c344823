"""The sheet of questions that a kind of matter asks: its columns and how a cell is read."""

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.open311.datatypes import LISTS, Choice, Datatype

COLUMNS: dict[str, tuple[str, ...]] = {
    "category": ("类别", "类别代码", "category"),
    "code": ("代码", "code"),
    "datatype": ("类型", "datatype"),
    "words": ("问题", "description"),
    "words_en": ("英文问题", "description_en"),
    "hint": ("提示", "datatype_description"),
    "hint_en": ("英文提示", "datatype_description_en"),
    "required": ("必答", "required"),
    "variable": ("要回答", "variable"),
    "order": ("顺序", "order"),
    "choices": ("选项", "values"),
    "valid_from": ("生效日期", "valid_from"),
    "valid_until": ("失效日期", "valid_until"),
}
REQUIRED = ("code", "datatype", "words")
MOST_CHOICES, LONGEST = 100, 400


def datatype_from(words: str) -> Datatype:
    plain = words.strip()
    for kind in Datatype:
        if plain in {kind.value, str(kind.label)}:
            return kind
    known = "、".join(kind.value for kind in Datatype)
    raise Invalid(_("没有“%(words)s”这一种类型,可以用:%(known)s。") % {"words": plain[:20], "known": known})


def choices_from(words: str, datatype: Datatype) -> list[list[str]]:
    """`key=名称|English;key=…`, one after another. A list needs some, nothing else takes any."""
    found = [_choice(part) for part in words.replace(";", ";").split(";") if part.strip()]
    if (datatype in LISTS) != bool(found):
        raise Invalid(_("选择题要有选项,别的题不能有选项。"))
    if len({choice.key for choice in found}) != len(found) or len(found) > MOST_CHOICES:
        raise Invalid(_("选项的代码重复了,或者多于 %(most)d 个。") % {"most": MOST_CHOICES})
    return [[choice.key, choice.name, choice.name_en] for choice in found]


def _choice(part: str) -> Choice:
    key, _sign, names = part.partition("=")
    name, _bar, english = names.partition("|")
    key, name = key.strip(), name.strip()
    if not key or not name:
        raise Invalid(_("选项“%(part)s”看不懂,请写成 代码=名称 这样。") % {"part": part.strip()[:40]})
    return Choice(key, name, english.strip())
