"""What anybody reads: the rows, where they lie, and what makes them vanish."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb
from lianxin.org.catalogue import CategoryDraft, keep_category
from town import Town

WORDS = "广场一带:井盖破损"
pytestmark = pytest.mark.django_db
Sought = matters.publicity.Sought


def shown(town: Town, *words: str, spot: bool = False, **more: object) -> Ref:
    ref = town.accepted(*words, **more)
    return town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS, spot=spot)


def numbers(**sought: object) -> list[str]:
    return [row.number for row in matters.publicity.rows(Sought(**sought))[0]]  # type: ignore[arg-type]


def test_the_place_is_the_middle_of_the_community_unless_the_spot_is_public(town: Town) -> None:
    point = town.point()
    shown(town, point=point)
    shown(town, point=point, spot=True)

    spot, area = matters.publicity.rows(Sought())[0]

    assert spot.exact
    assert spot.point is not None
    assert (spot.point.lon, spot.point.lat) == (round(point.lon, 4), round(point.lat, 4))
    assert not area.exact
    assert area.point is not None
    assert len(area.community) == 12


def test_times_are_told_to_the_hour(town: Town) -> None:
    town.later(minutes=17, seconds=3)
    shown(town)

    (row,) = matters.publicity.rows(Sought())[0]

    assert {(moment.minute, moment.second) for moment in (row.received_at, row.updated_at)} == {(0, 0)}


def test_rows_are_found_by_place_kind_state_and_month_and_page_by_page(town: Town) -> None:
    refs = [shown(town.later(hours=1)) for _n in range(5)]

    told = [answer.number for answer in town.told][::-1]
    assert numbers() == told
    assert numbers(area=town.town, kind="facility", state="hand", month="2026-11") == told
    assert numbers(kind="green") == numbers(state="done") == numbers(month="2026-10") == []
    assert numbers(area="140404") == []
    first, mark = matters.publicity.rows(Sought(at_most=2))
    second, last = matters.publicity.rows(Sought(at_most=3, after=mark))
    assert [row.number for row in (*first, *second)] == told
    assert last == ""
    assert len(refs) == 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"area": "14x"}, {"area": "140403001004001"}, {"kind": "nothing"}, {"state": "rated"},
        {"month": "2026-13"}, {"month": "26-1"}, {"after": "140403-260101-AAAAAAA"},
    ],
)  # fmt: skip
def test_what_cannot_be_sought_is_refused_in_words(town: Town, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        matters.publicity.rows(Sought(**wrong))


def test_a_month_is_a_month_in_china(town: Town) -> None:
    town.now = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)  # half past midnight on the first of December
    shown(town)

    assert len(numbers(month="2026-12")) == 1
    assert numbers(month="2026-11") == []


def test_a_kind_that_the_keeper_closes_vanishes_at_once(town: Town) -> None:
    shown(town)
    closed = CategoryDraft("facility.manhole", "井盖缺失或破损", "", "event", "utilities", public=False)

    keep_category(closed, by=SYSTEM, now=town.now)

    assert numbers() == []
    assert matters.publicity.of_number(town.told[0].number) is None


def test_what_is_merged_or_taken_back_is_shown_no_longer_and_comes_back_only_by_a_decision(
    town: Town,
) -> None:
    lead = town.reported()
    ref = town.speak(Verb.PUBLISH, town.reported(), town.qianpaiqian, words=WORDS)
    town.speak(Verb.MERGE, ref, town.qianpaiqian, into=town.told[0].number, reason="同一件")
    assert numbers() == []
    town.speak(Verb.APPEAL, ref, town.resident(ref), reason="不是同一件")
    assert numbers() == []

    town.speak(Verb.PUBLISH, lead, town.qianpaiqian, words=WORDS)
    town.speak(Verb.WITHDRAW, lead, town.resident(lead))
    assert numbers() == []


def test_whoever_holds_a_number_reads_kind_and_state_and_no_unapproved_word(town: Town) -> None:
    ref = town.accepted("我家门口井盖没了")
    number = town.told[0].number

    row = matters.publicity.of_number(number)

    assert row is not None
    assert (row.words, row.state, row.exact) == (None, "hand", False)
    town.speak(Verb.UNPUBLISH, ref, town.resident(ref))
    assert matters.publicity.of_number(number) is None
    assert matters.publicity.of_number("140403-261123-0000000") is None
    assert matters.publicity.of_number("'; drop table") is None


def test_the_stamp_changes_with_whatever_anybody_could_read(town: Town) -> None:
    stamps = [matters.publicity.stamp("140403")[0]]
    ref = shown(town)
    stamps.append(matters.publicity.stamp("140403")[0])
    unseen = town.later(minutes=1).reported()
    assert matters.publicity.stamp("140403")[0] == stamps[-1]
    town.later(minutes=1).speak(Verb.BEGIN, ref, town.handler(ref))
    stamps.append(matters.publicity.stamp("140403")[0])
    town.speak(Verb.UNPUBLISH, ref, town.qianpaiqian)
    stamps.append(matters.publicity.stamp("140403")[0])

    assert stamps[0] == stamps[3]  # nothing is shown, as before
    assert len(set(stamps[:3])) == 3
    assert unseen


def test_a_page_of_rows_is_one_statement_and_two_further_on(town: Town) -> None:
    for _n in range(3):
        shown(town.later(hours=1))
    _rows, mark = matters.publicity.rows(Sought(at_most=1))

    with CaptureQueriesContext(
        connection,
    ) as first:
        matters.publicity.rows(Sought(area=town.town, kind="facility"))
    with CaptureQueriesContext(connection) as second:
        matters.publicity.rows(Sought(after=mark))

    heavy = [[q for q in seen.captured_queries if "matters_matter" in q["sql"]] for seen in (first, second)]
    assert [len(found) for found in heavy] == [1, 2]
