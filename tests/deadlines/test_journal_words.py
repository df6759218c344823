"""The page of the journal says in words which step of the ladder a clock had reached."""

import json
from types import SimpleNamespace

import pytest
from django.utils import translation

from lianxin.pages.public import deeds


def told(step: str) -> tuple[tuple[str, str], ...]:
    entry = SimpleNamespace(action="matters.oversee", subject="matter:x", payload=json.dumps({"step": step}))
    (line,) = deeds.tell([entry])
    return line.details


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("answer:red:1", "答复时限 红色"),
        ("dispatch:yellow:1", "派遣时限 黄色"),
        ("answer:red:3", "答复时限 红色(第 3 次计时)"),
        ("by a hand:red:1", "by a hand:red:1"),
    ],
)
def test_a_step_is_told_in_words_and_what_is_none_stands_for_itself(step: str, words: str) -> None:
    assert told(step) == (("提醒", words),)


@pytest.mark.django_db
def test_it_is_told_in_english_too() -> None:
    with translation.override("en"):
        assert told("answer:red:1")[0][1] == "Time to answer Red"
