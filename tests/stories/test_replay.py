"""`lianxin replay` on a town of twelve rows, written by us to spring every trap that real files set."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from lianxin.kernel.errors import NotNow
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import whereabouts
from lianxin.org import public as org
from lianxin.shell.replay.compare import compare
from lianxin.shell.replay.run import Replayed, replay

MILLS = Path(__file__).parent / "three_mills"
ROWS = MILLS / "requests.csv"
WORKED = ["accept", "begin", "finish", "verify", "close"]
COUNTED_BY_HAND = {
    "requests": 8,
    "closed": 5,  # m1 m3 m4 m5 m6
    "on_time": 3,  # m1 m5 m6
    "late": 1,  # m3, by a second
    "closed_unpromised": 1,  # m4
    "cancelled": 2,  # m2 m8
    "open": 1,  # m7
    "open_late": 1,
}


_rows: dict[type[models.Model], list[models.Model]] = {}
_done: list[Replayed] = []


@pytest.fixture
def done(db: None, tmp_path: Path) -> Replayed:
    """Replayed once, remembered as rows, and put back by one insert a table for every later test."""
    names = ("accounts", "territory", "org", "deadlines", "journal", "notices", "matters")
    rooms = [apps.get_app_config(name) for name in names]
    if not _done:
        _done.append(replay(MILLS, ROWS, tmp_path))
        _rows.update(
            {model: list(model._default_manager.all()) for room in rooms for model in room.get_models()}
        )
        return _done[0]
    for model, rows in _rows.items():
        model._default_manager.bulk_create(rows)
    return _done[0]


def verbs(done: Replayed, id_: str) -> list[str]:
    ref = done.carried.refs[id_]
    moves = Movement.objects.filter(county=ref.county, matter_id=ref.id).exclude(verb="oversee")
    return list(moves.order_by("version").values_list("verb", flat=True))


def odd(done: Replayed, id_: str) -> set[str]:
    return {oddity.what for oddity in done.told.oddities if oddity.id == id_}


def test_lianxin_and_the_file_and_a_count_by_hand_agree(done: Replayed) -> None:
    assert done.compared.differences == []
    assert done.compared.by_request == done.counted.by_request == COUNTED_BY_HAND
    assert done.compared.by_row["closed"] == 7  # m1 and m3 stand in two rows each
    assert done.ok


def test_the_same_row_again_is_the_same_request_and_other_words_are_refused(done: Replayed) -> None:
    assert done.carried.again == 1
    assert done.carried.mismatched == ["m3"]
    assert odd(done, "m3") == {"repeat with other times"}
    assert Matter.objects.count() == 8


def test_a_cancelled_repeat_at_the_same_place_joins_the_first_one(done: Replayed) -> None:
    assert verbs(done, "m2") == ["submit", "route", "merge"]
    second = Matter.objects.get(id=done.carried.refs["m2"].id)
    assert second.merged_into == done.carried.refs["m1"].id


def test_a_cancelled_request_without_a_twin_is_declined_with_a_way_on(done: Replayed) -> None:
    assert verbs(done, "m8") == ["submit", "route", "decline"]
    declined = Movement.objects.get(matter_id=done.carried.refs["m8"].id, verb="decline")
    assert (declined.note, declined.road) == ("Struck from the book.", "Tell the Mill Office again.")


def test_a_look_before_the_end_is_the_signing_for_it(done: Replayed) -> None:
    accepted = Movement.objects.get(matter_id=done.carried.refs["m1"].id, verb="accept")
    assert accepted.at.isoformat() == "2020-06-01T10:00:00+00:00"  # 11:00 in a London summer
    assert verbs(done, "m1") == ["submit", "route", *WORKED]


def test_a_problem_nobody_leads_stays_with_the_desk_and_gets_our_own_promise(done: Replayed) -> None:
    assert verbs(done, "m4") == ["submit", "route", *WORKED]
    where = whereabouts(done.carried.refs["m4"])
    unit = org.unit(where.unit) if where.unit else None
    assert unit is not None
    assert unit.name == "Mill Office"
    assert where.area == "980101"  # the file names no quarter
    assert where.due_at is not None
    assert "no department" in odd(done, "m4")


def test_an_end_before_the_beginning_is_told_and_taken_as_the_beginning(done: Replayed) -> None:
    matter = Matter.objects.get(id=done.carried.refs["m5"].id)
    assert matter.ended_at == matter.received_at
    assert odd(done, "m5") == {"closed before it was opened", "point outside the town"}


def test_a_unit_the_file_does_not_name_sends_it_back_to_be_routed(done: Replayed) -> None:
    assert verbs(done, "m6") == ["submit", "route", "send_back", "route", *WORKED]
    assert done.carried.after_end == ["m6"]  # closed, and cancelled a day later: the first end stands
    assert "closed and cancelled" in odd(done, "m6")


def test_a_quarter_with_no_number_lies_with_the_county(done: Replayed) -> None:
    assert whereabouts(done.carried.refs["m7"]).area == "980101"
    assert whereabouts(done.carried.refs["m1"]).area == "980101001"


def test_the_clock_is_heard_while_time_passes(done: Replayed) -> None:
    watched = Movement.objects.filter(matter_id=done.carried.refs["m7"].id, verb="oversee")
    assert watched.exists()  # its promise was broken on 3 June, and somebody was told
    assert (done.unheard, done.broken) == (0, [])


def test_rows_without_number_or_day_are_told_and_not_lost(done: Replayed) -> None:
    assert odd(done, "") == {"no id or no opening time"}
    assert odd(done, "m9") == {"opened: not a time", "no id or no opening time"}


def test_one_second_off_is_found(done: Replayed) -> None:
    matter = Matter.objects.get(id=done.carried.refs["m1"].id)
    assert matter.ended_at is not None
    late = matter.ended_at + timedelta(seconds=1)
    Matter.objects.filter(county=matter.county, id=matter.id).update(ended_at=late)
    found = compare("9801", done.told, done.carried, done.counted).differences
    assert [(one.id, one.what) for one in found] == [("m1", "closed")]


def test_a_request_the_file_never_held_is_found(done: Replayed) -> None:
    fewer = replace(done.counted, lines={id_: one for id_, one in done.counted.lines.items() if id_ != "m7"})
    found = compare("9801", done.told, done.carried, fewer).differences
    assert [(one.id, one.file, one.lianxin) for one in found] == [("m7", "missing", "there")]


def test_a_database_that_holds_the_town_already_is_refused(done: Replayed, tmp_path: Path) -> None:
    with pytest.raises(NotNow, match="Three Mills"):
        replay(MILLS, ROWS, tmp_path)
