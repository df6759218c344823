"""The index is laid anew from the matters, stopped, gone on with, and equals them."""

import pytest
from django.db import connection

from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb, searching
from lianxin.matters.searching import Sought
from lianxin.search import checking
from lianxin.search.models import Owed, Row
from lianxin.search.public import rebuilding
from town import Town


def told(town: Town) -> list[Ref]:
    refs = [town.later(minutes=1).reported(f"第{number}个井盖坏了") for number in range(7)]
    town.speak(Verb.SUPPLEMENT, refs[0], town.resident(refs[0]), note="绊倒人了")
    other = town.handling("第八个井盖")
    town.speak(Verb.ASSIST, other, town.handler(other), unit=town.unit("police_station"), reason="围一下")
    return [*refs, other]


def lying() -> set[tuple[object, ...]]:
    return set(Row.objects.values_list("subject", "seat", "marks", "helpers", "words", "fades_at"))


def test_laid_anew_it_is_the_same(town: Town) -> None:
    told(town)
    before = lying()

    rebuilding.owe(emptied=True)
    assert lying() == set()
    while rebuilding.lay_some(3):
        pass

    assert lying() == before
    assert not rebuilding.is_owed()
    assert checking.faults() == []


def test_stopped_and_gone_on_with_where_it_stood(town: Town) -> None:
    told(town)
    rebuilding.owe(emptied=True)

    assert rebuilding.lay_some(3) == 3
    (owed,) = rebuilding.owed()
    assert (rebuilding.laid_since(owed), searching.FAMILY.count()) == (3, 8)
    assert searching.find(town.qianpaiqian, Sought("井盖"), now=town.now).count == 3

    assert rebuilding.lay_some(100) == 5
    assert searching.find(town.qianpaiqian, Sought("井盖"), now=town.now).count == 8


def test_what_comes_in_meanwhile_is_there_once(town: Town) -> None:
    told(town)
    rebuilding.owe()
    rebuilding.lay_some(2)

    town.reported("新来的井盖")
    while rebuilding.lay_some(2):
        pass

    assert Row.objects.count() == Matter.objects.count() == 9
    assert checking.faults() == []


def test_what_speaks_of_nothing_goes(town: Town) -> None:
    from uuid import UUID

    from lianxin.kernel.ids import uuid7

    told(town)
    row = Row.objects.first()
    assert row is not None
    row.id, row.subject, row.seat = UUID(int=1), uuid7(), row.seat + 1
    row.save(force_insert=True)
    assert any("no more" in fault for fault in checking.faults())

    rebuilding.owe()
    while rebuilding.lay_some(100):
        pass

    assert Row.objects.count() == 8
    assert checking.faults() == []


@pytest.mark.parametrize("column", ["marks", "words", "helpers"])
def test_what_differs_is_named(town: Town, column: str) -> None:
    told(town)
    row = Row.objects.first()
    assert row is not None

    Row.objects.filter(county=row.county, id=row.id).update(**{column: "a9"})

    (fault,) = checking.faults()
    assert str(row.subject) in fault


def test_what_is_missing_is_named(town: Town) -> None:
    refs = told(town)

    searching.forget(refs[0])

    (fault,) = checking.faults()
    assert str(refs[0].id) in fault


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL the column is the database's own")
def test_an_engine_that_lost_its_triggers_is_named(town: Town) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_row_laid")
    town.reported()

    assert any("search_row_laid" in fault for fault in checking.faults())


def test_two_of_the_same_moment_and_seat(town: Town) -> None:
    from uuid import UUID

    from lianxin.search.public import Entry, lay

    for number in (1, 1 << 40):
        lay(Entry(town.county, "matter", UUID(int=number), town.now, ("井盖",), ("a14",)))

    first, second = Row.objects.order_by("seat")
    assert second.seat == first.seat + 1


def test_a_house_without_matters_owes_nothing(db: None) -> None:
    assert Owed.objects.count() == 0
    assert rebuilding.lay_some() == 0
