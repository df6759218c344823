"""Codes are versioned: a newer edition renames and closes, and the past stays what it was."""

from datetime import date

from lianxin.kernel.actor import SYSTEM
from lianxin.territory import models
from lianxin.territory import public as territory
from lianxin.territory.actions.divisions import ImportResult
from lianxin.territory.queries import division_history
from territory.cast import NOW, TODAY, rows

EARLIER, LATER = date(2025, 1, 1), date(2026, 1, 1)


def take(*named: tuple[str, ...], valid_from: date = LATER, whole_of: str | None = None) -> ImportResult:
    return territory.import_divisions(
        rows(*named), by=SYSTEM, now=NOW, valid_from=valid_from, whole_of=whole_of
    )


def test_a_new_name_opens_a_new_span_and_keeps_the_old(luzhou: None) -> None:
    result = take(("140403001", "东大街街道"))

    assert result.changed == 1
    old, new = division_history("140403001")
    assert (old.name, old.valid_until) == ("东街街道", LATER)
    assert (new.name, new.valid_from, new.valid_until) == ("东大街街道", LATER, None)
    assert territory.name_of("140403001") == "东大街街道"


def test_a_name_corrected_on_its_first_day_is_mended_in_place(luzhou: None) -> None:
    take(("140403001", "东大街街道"))
    take(("140403001", "东大街"))

    assert [span.name for span in division_history("140403001")] == ["东街街道", "东大街"]


def test_what_a_whole_edition_leaves_out_is_closed(luzhou: None) -> None:
    county = [(code.code, code.name) for code in territory.children("140403", TODAY)]
    kept = [("140403", "潞州区"), *[(code, name) for code, name in county if code != "140403002"]]

    result = take(*kept, whole_of="140403")

    assert result.closed == 1
    assert not territory.known("140403002", LATER)
    assert territory.known("140403002", EARLIER)
    assert territory.known("140403001004", LATER)  # the file had no communities at all


def test_a_code_on_a_bad_row_was_not_left_out(luzhou: None) -> None:
    towns = [(code.code, code.name) for code in territory.children("140403", TODAY)]

    result = take(*[(code, "" if code == "140403002" else name) for code, name in towns], whole_of="140403")

    assert (result.closed, len(result.bad)) == (0, 1)
    assert territory.known("140403002", LATER)


def test_a_replaced_code_is_closed_and_says_by_what(luzhou: None) -> None:
    result = take(("140403002", "西街街道", "140403001000"))

    assert result.closed == 1
    assert division_history("140403002")[-1].replaced_by == "140403001"
    assert not territory.known("140403002", TODAY)


def test_a_child_of_a_closed_code_is_a_bad_row(luzhou: None) -> None:
    result = take(("140403002", "西街街道", "140403001"), ("140403002999", "新社区居委会"))

    assert (result.added, len(result.bad)) == (0, 1)


def test_an_older_edition_does_not_undo_a_newer_one(luzhou: None) -> None:
    take(("140403001", "东大街街道"))

    result = take(("140403001", "旧名街道"), valid_from=EARLIER)

    assert (result.changed, len(result.bad)) == (0, 1)
    assert territory.name_of("140403001") == "东大街街道"


def test_a_closed_code_can_be_opened_again(luzhou: None) -> None:
    take(("140403002", "西街街道", "140403001"), valid_from=EARLIER)

    assert take(("140403002", "西街街道")).added == 1
    assert [territory.known("140403002", on) for on in (date(2024, 1, 1), EARLIER, LATER)] == [
        True,
        False,
        True,
    ]


def test_a_dry_run_tells_and_writes_nothing(luzhou: None) -> None:
    before = models.Division.objects.count()

    result = territory.import_divisions(rows(("140498", "新区")), by=SYSTEM, now=NOW, dry_run=True)

    assert result.added == 1
    assert models.Division.objects.count() == before
