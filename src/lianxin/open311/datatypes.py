"""The kinds of answers a question takes (GeoReport v2, service definition), and whether an answer fits one.

Pure: words in, words as the handler will read them out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid
from lianxin.kernel.legible import legible, plain_name

LONGEST_LINE, LONGEST_TEXT, MOST_DIGITS = 200, 1000, 30


class Datatype(TextChoices):
    STRING = "string", gettext_lazy("一行字")
    NUMBER = "number", gettext_lazy("数字")
    DATETIME = "datetime", gettext_lazy("日期和时间")
    TEXT = "text", gettext_lazy("一段话")
    ONE = "singlevaluelist", gettext_lazy("选一个")
    SEVERAL = "multivaluelist", gettext_lazy("选几个")


LISTS = frozenset({Datatype.ONE, Datatype.SEVERAL})


@dataclass(frozen=True)
class Choice:
    """One value of a list: `key` is what is sent, the names are what people read."""

    key: str
    name: str
    name_en: str = ""


@dataclass(frozen=True)
class Asked:
    """A question of a service definition, in force. `variable` False only tells something and takes no
    answer."""

    code: str
    words: str
    words_en: str
    datatype: Datatype
    required: bool
    variable: bool
    order: int
    hint: str = ""
    hint_en: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def said(self) -> str:
        return (get_language() == "en" and self.words_en) or self.words


def read(question: Asked, given: Sequence[str]) -> str:
    """The answer as the handler reads it, "" for none. Raises Invalid with a sentence."""
    given = [value.strip() for value in given if value.strip()]
    if not given:
        if question.required:
            raise Invalid(_("“%(question)s”一定要回答。") % {"question": question.said})
        return ""
    if len(given) > 1 and question.datatype != Datatype.SEVERAL:
        raise Invalid(_("“%(question)s”只能有一个回答。") % {"question": question.said})
    if question.datatype in LISTS:
        return "、".join(_chosen(question, value) for value in dict.fromkeys(given))
    return _READ[question.datatype](question, given[0])


def _chosen(question: Asked, value: str) -> str:
    """By its key; by its name too, since more than one client sends that."""
    for choice in question.choices:
        if value in {choice.key, choice.name, choice.name_en}:
            return choice.name
    keys = "、".join(choice.key for choice in question.choices)
    told = {"question": question.said, "keys": keys}
    raise Invalid(_("“%(question)s”的回答不在可选的里面。可以选:%(keys)s。") % told)


def _line(question: Asked, value: str) -> str:
    return _bounded(question, plain_name(value), LONGEST_LINE)


def _text(question: Asked, value: str) -> str:
    return _bounded(question, legible(value), LONGEST_TEXT)


def _bounded(question: Asked, value: str, most: int) -> str:
    if len(value) > most:
        told = {"question": question.said, "most": most}
        raise Invalid(_("“%(question)s”的回答太长了,最多 %(most)d 个字。") % told)
    return value


def _number(question: Asked, value: str) -> str:
    plain = value.removeprefix("-").replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS):
        raise Invalid(_("“%(question)s”的回答应当是一个数字。") % {"question": question.said})
    return value


def _moment(question: Asked, value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = local(moment)
    except (ValueError, OverflowError):
        words = _("“%(question)s”的回答应当是日期和时间,比如 2026-06-01T08:30:00+08:00。")
        raise Invalid(words % {"question": question.said}) from None
    return f"{moment:%Y-%m-%d %H:%M}"


_READ = {
    Datatype.STRING: _line,
    Datatype.TEXT: _text,
    Datatype.NUMBER: _number,
    Datatype.DATETIME: _moment,
}
