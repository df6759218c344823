"""The sheet of questions: what goes in, what comes back."""

from datetime import date
from pathlib import Path

import pytest

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotAllowed
from lianxin.open311.models import Question
from lianxin.open311.public import Taken, import_questions
from lianxin.open311.seeds import QUESTIONS
from town import Town

HEAD = "类别,代码,类型,问题,必答,选项,生效日期,失效日期\n"


def taken(town: Town, folder: Path, *lines: str, **more: bool) -> Taken:
    sheet = folder / "questions.csv"
    sheet.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return import_questions(sheet, by=SYSTEM, now=town.now, **more)


def test_a_sheet_goes_in_and_is_journaled(town: Town, tmp_path: Path) -> None:
    done = taken(
        town, tmp_path, "other,WHEN,datetime,什么时候,是,,,", "other,WHAT,选一个,哪样,,a=甲;b=乙|B,,"
    )

    assert (done.added, done.bad) == (2, [])
    when = Question.objects.get(code="WHEN")
    assert (when.required, when.valid_from, when.valid_until) == (True, date(2026, 11, 23), None)
    assert Question.objects.get(code="WHAT").choices == [["a", "甲", ""], ["b", "乙", "B"]]
    assert journal.entries_about(journal.NATION, "services:open311").count() == 2


def test_the_same_sheet_twice_changes_nothing(town: Town, tmp_path: Path) -> None:
    line = "other,WHEN,datetime,什么时候,是,,2026-11-01,"
    taken(town, tmp_path, line)

    again = taken(town, tmp_path, line)

    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


def test_a_changed_row_is_known_again_by_its_day(town: Town, tmp_path: Path) -> None:
    taken(town, tmp_path, "other,WHEN,datetime,什么时候,是,,2026-11-01,")

    again = taken(town, tmp_path, "other,WHEN,datetime,哪一天,,,2026-11-01,")

    assert (again.added, again.changed) == (0, 1)
    assert Question.objects.get().words == "哪一天"


def test_a_dry_run_keeps_nothing(town: Town, tmp_path: Path) -> None:
    done = taken(town, tmp_path, "other,WHEN,datetime,什么时候,是,,,", dry_run=True)

    assert done.added == 1
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("nothing,A,string,问,,,,", "nothing"),
        ("other,9,string,问,,,,", "代码"),
        ("other,A,picture,问,,,,", "picture"),
        ("other,A,string,,,,,", "问题"),
        ("other,A,singlevaluelist,问,,,,", "选项"),
        ("other,A,string,问,,a=甲,,", "选项"),
        ("other,A,singlevaluelist,问,,a=甲;a=乙,,", "重复"),
        ("other,A,singlevaluelist,问,,甲,,", "甲"),
        ("other,A,string,问,大概,,,", "大概"),
        ("other,A,string,问,,,2026-12-01,2026-11-01", "失效"),
        ("other,A,string,问,,,昨天,", "昨天"),
    ],
)
def test_a_bad_row_comes_back_with_its_reason(town: Town, tmp_path: Path, line: str, word: str) -> None:
    done = taken(town, tmp_path, line)

    assert done.added == 0
    assert [bad.line for bad in done.bad] == [2]
    assert word in done.bad[0].reason


def test_two_versions_never_hold_on_one_day(town: Town, tmp_path: Path) -> None:
    first = "other,WHEN,datetime,什么时候,,,2026-11-01,"

    done = taken(town, tmp_path, first, "other,WHEN,datetime,哪一天,,,2027-01-01,")

    assert (done.added, len(done.bad)) == (1, 1)
    assert "2026-11-01" in done.bad[0].reason


def test_only_who_keeps_everything_brings_it_in(town: Town, tmp_path: Path) -> None:
    sheet = tmp_path / "questions.csv"
    sheet.write_text(HEAD, encoding="utf-8")

    with pytest.raises(NotAllowed):
        import_questions(sheet, by=town.qianpaiqian, now=town.now)


def test_the_example_that_travels_with_us_goes_in_whole(town: Town) -> None:
    done = import_questions(QUESTIONS, by=SYSTEM, now=town.now)

    assert (done.added, done.bad) == (6, [])
