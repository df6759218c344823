"""The calendar and the service times as pages: everybody who serves reads, the keeper changes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keepers import Two
from lianxin.deadlines.public import is_workday, ladder, seed_calendar, service_times
from lianxin.journal.public import NATION, entries_about
from lianxin.kernel import clock

pytestmark = pytest.mark.django_db
PAGES = ["/calendar/", "/calendar/2026/", "/service-times/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_led_to_the_door(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("address", PAGES)
def test_who_serves_reads_it_without_the_buttons(two: Two, address: str) -> None:
    answer = two.other.get(address)

    assert answer.status_code == 200
    assert 'class="button primary"' not in answer.content.decode()
    assert 'class="button primary"' in two.keeper.get(address).content.decode()


@pytest.mark.parametrize("year", [1900, 2003, 2026, 2027, 2101, 2200])
def test_every_year_is_shown_and_a_guessed_one_says_so(two: Two, year: int) -> None:
    page = two.keeper.get(f"/calendar/{year}/").content.decode()

    assert page.count("<caption>") == 12
    assert ("通知已公布" in page) == (year != 2026)


@pytest.mark.parametrize("year", [0, 1899, 2201, 99999])
def test_a_year_that_the_calendar_does_not_hold_is_not_found(two: Two, year: int) -> None:
    assert two.keeper.get(f"/calendar/{year}/").status_code == 404


def test_special_days_are_marked_with_a_word(two: Two) -> None:
    page = two.keeper.get("/calendar/2026/").content.decode()

    assert page.count("<small>班</small>") == page.count('class="day worked"') == 6 + 1  # one in the legend
    assert page.count("<small>休</small>") == page.count('class="day off"')


def test_the_keeper_sets_a_day_and_takes_it_back(two: Two) -> None:
    answer = two.keeper.post("/calendar/2026/", {"day": "2026-06-02", "working": "0", "name": "停工"})

    assert answer.status_code == 302
    assert not is_workday(date(2026, 6, 2))
    assert "吴管理" in two.keeper.get("/calendar/2026/").content.decode()
    two.keeper.post("/calendar/2026/clear/", {"day": "2026-06-02"})
    assert is_workday(date(2026, 6, 2))


def test_a_broken_form_comes_back_with_its_words(two: Two) -> None:
    answer = two.keeper.post("/calendar/2026/", {"day": "soon", "working": "0", "name": "停工"})

    assert answer.status_code == 422
    assert "停工" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/calendar/2026/clear/", {"day": "2026-06-02"}),
        ("/calendar/2027/confirm/", {}),
    ],
)
def test_nobody_else_changes_a_day(two: Two, address: str, given: dict[str, str]) -> None:
    assert two.other.post(address, given).status_code == 403
    assert not entries_about(NATION, "calendar:2027").exists()


def test_nobody_else_sets_a_day(two: Two) -> None:
    answer = two.other.post("/calendar/2026/", {"day": "2026-06-02", "working": "0"})

    assert answer.status_code == 422
    assert is_workday(date(2026, 6, 2))


def test_the_keeper_confirms_a_year(two: Two) -> None:
    two.keeper.post("/calendar/2027/confirm/")

    assert "通知已公布" not in two.keeper.get("/calendar/2027/").content.decode()


def new_time(**changed: str) -> dict[str, str]:
    tomorrow = clock.local(clock.now()).date() + timedelta(days=1)
    given = {"code": "ordinary", "name": "普通", "dispatch": "4", "dispatch_unit": "hours", "answer": "5"}
    given |= {"answer_unit": "workdays", "valid_from": tomorrow.isoformat(), "basis": "县里定的"}
    return given | changed


def test_the_keeper_changes_a_service_time(two: Two) -> None:
    form = two.keeper.get("/service-times/?code=ordinary").content.decode()
    assert 'value="ordinary"' in form

    assert two.keeper.post("/service-times/change/", new_time()).status_code == 302

    later = clock.local(clock.now()).date() + timedelta(days=2)
    row = next(row for row in service_times(later) if row.code == "ordinary")
    assert (row.dispatch_minutes, row.answer_workdays) == (240, 5)
    assert "5 个工作日" in two.other.get("/service-times/").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"answer": ""}, {"code": "A b"}, {"valid_from": "2001-01-01"}, {"answer": "2000"}]
)
def test_a_wrong_service_time_comes_back_with_its_words(two: Two, wrong: dict[str, str]) -> None:
    answer = two.keeper.post("/service-times/change/", new_time(**wrong))

    assert answer.status_code == 422
    assert "县里定的" in answer.content.decode()


def test_the_keeper_changes_the_ladder(two: Two) -> None:
    given = {"reminder": "60", "ordinary": "100", "yellow": "130", "red": "200"}

    assert two.other.post("/service-times/ladder/", given).status_code == 422
    assert two.keeper.post("/service-times/ladder/", given).status_code == 302
    assert [rung.after_percent for rung in ladder()] == [60, 100, 130, 200]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_few_statements(two: Two, address: str) -> None:
    seed_calendar(timezone.now())
    two.keeper.get(address)

    with CaptureQueriesContext(connection) as statements:
        two.keeper.get(address)

    assert len(statements) <= 14, [row["sql"][:80] for row in statements]


def test_the_day_and_its_reason_can_be_read_afterwards(two: Two) -> None:
    told = {"day": "2031-06-03", "working": "0", "name": "防汛停工"}

    page = two.keeper.post("/calendar/2031/", told, follow=True).content.decode()

    assert "2031-06-03 这一天改好了。以后的承诺按它算" in page
    assert "改成休息 · 防汛停工" in page


def test_a_day_that_is_over_is_not_said_to_move_promises(two: Two) -> None:
    page = two.keeper.post("/calendar/2020/", {"day": "2020-03-03", "working": "0"}, follow=True)

    assert "2020-03-03 这一天改好了。它已经过去" in page.content.decode()
    assert "以后的承诺按它算" not in page.content.decode()
