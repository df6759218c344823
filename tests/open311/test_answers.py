"""The questions of a service: answered, or said what is wrong with the answer."""

from pathlib import Path

import pytest

from lianxin.kernel.actor import SYSTEM
from lianxin.matters.models import Matter
from lianxin.open311.public import import_questions
from open311.partners import Partner, partner
from town import Town

SHEET = """类别,代码,类型,问题,英文问题,必答,要回答,顺序,选项
facility.manhole,STATE,singlevaluelist,井盖怎么了,What is it,是,,1,lost=不见了|Gone;broken=破了|Broken
facility.manhole,AROUND,multivaluelist,附近有什么,,,,2,school=学校;shop=商店|Shop;stop=车站
facility.manhole,WIDTH,number,多宽(厘米),,,,3,
facility.manhole,SINCE,datetime,什么时候发现的,,,,4,
facility.manhole,PLATE,string,井盖上的编号,,,,5,
facility.manhole,MORE,text,还有什么,,,,6,
facility.manhole,MIND,string,请不要靠近,,是,否,7,
"""


@pytest.fixture
def app(town: Town, at_town_time: None, tmp_path: Path) -> Partner:
    sheet = tmp_path / "questions.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    assert import_questions(sheet, by=SYSTEM, now=town.now).bad == []
    return partner(town)


def test_answers_stand_under_the_words_as_the_handler_reads_them(app: Partner) -> None:
    app.sent(
        **{
            "attribute[STATE]": "lost",
            "attribute[AROUND][]": ["school", "Shop", "school"],
            "attribute[WIDTH]": "-60.5",
            "attribute[SINCE]": "2026-11-23T01:00:00Z",
            "attribute[PLATE]": " A\x00-17 ",
            "attribute[MORE]": "路口\n北边",
        }
    )

    assert Matter.objects.get().text.split("\n\n", 1) == [
        "城隍庙广场北口井盖坏了",
        "井盖怎么了:不见了\n附近有什么:学校、商店\n多宽(厘米):-60.5\n什么时候发现的:2026-11-23 09:00\n"
        "井盖上的编号:A-17\n还有什么:路口\n北边",
    ]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "一定要回答"),
        ({"STATE": " "}, "一定要回答"),
        ({"STATE": "sunk"}, "lost、broken"),
        ({"STATE": ["lost", "broken"]}, "只能有一个"),
        ({"STATE": "lost", "AROUND": ["school", "moon"]}, "school、shop、stop"),
        ({"STATE": "lost", "WIDTH": "wide"}, "数字"),
        ({"STATE": "lost", "WIDTH": "1e5"}, "数字"),
        ({"STATE": "lost", "WIDTH": "NaN"}, "数字"),
        ({"STATE": "lost", "SINCE": "yesterday"}, "2026-06-01T08:30:00+08:00"),
        ({"STATE": "lost", "SINCE": "0001-01-01T00:00:00+14:00"}, "2026-06-01T08:30:00+08:00"),
        ({"STATE": "lost", "PLATE": "x" * 201}, "200"),
        ({"STATE": "lost", "MORE": "x" * 1001}, "1000"),
        ({"STATE": "lost", "OTHER": "x"}, "OTHER"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_why(app: Partner, answers: dict[str, object], told: str) -> None:
    answer = app.send(**{f"attribute[{code}]": given for code, given in answers.items()})

    assert answer.status_code == 400
    assert told in answer.json()[0]["description"]
    assert not Matter.objects.exists()


def test_in_english_the_question_is_said_in_english(app: Partner) -> None:
    (error,) = app.send(lang="en").json()

    assert error["description"] == "“What is it” must be answered."


def test_words_and_answers_together_have_a_bound(app: Partner) -> None:
    answer = app.send(description="井" * 3990, **{"attribute[STATE]": "lost", "attribute[PLATE]": "A" * 50})

    assert answer.status_code == 400
    assert "4000" in answer.json()[0]["description"]
