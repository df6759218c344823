"""A keeper changes the ladder: the clocks that run follow it, and no promise moves."""

import random
from datetime import datetime, timedelta

import pytest

from keepers import NOW, Two
from lianxin.deadlines import clockwork, times
from lianxin.deadlines.keeping import change_ladder
from lianxin.deadlines.models import Clock
from lianxin.deadlines.public import extend, pause, resume, start, stop, sweep
from lianxin.journal.public import Entry, unheard
from lianxin.kernel.actor import SYSTEM

COUNTY, OTHER = "140403", "140404"
pytestmark = pytest.mark.django_db


def begun(subject: str = "matter:1", county: str = COUNTY, service: str = "ordinary") -> Clock:
    start(county, subject, service, now=NOW)
    return answer(subject, county)


def answer(subject: str = "matter:1", county: str = COUNTY) -> Clock:
    return Clock.objects.get(county=county, subject=subject, kind="answer")


def at(clock: Clock, percent: int) -> datetime:
    assert clock.due_at
    return clock.counted_from + (clock.due_at - clock.counted_from) * percent / 100


def change(**percents: int) -> int:
    return change_ladder(percents, by=SYSTEM, now=NOW)


def steps_told() -> list[str]:
    rows = [row for row in unheard().order_by("due_at") if row.topic == "deadlines.stepped"]
    return [row.payload["step"] for row in rows if row.payload["kind"] == "answer"]


def test_a_running_clock_rings_when_the_new_ladder_says() -> None:
    clock = begun()

    change(reminder=30)

    assert close_to(answer().next_step_at, at(clock, 30))
    sweep(at(clock, 30) + timedelta(seconds=1))
    assert answer().rung == 1


def close_to(found: datetime | None, wanted: datetime) -> bool:
    return found is not None and abs(found - wanted) <= timedelta(milliseconds=1)


def test_a_later_ladder_lets_it_ring_later() -> None:
    clock = begun()

    change(reminder=95)

    sweep(at(clock, 90))
    assert answer().rung == 0
    sweep(at(clock, 96))
    assert answer().rung == 1


def test_no_promised_end_moves_by_it() -> None:
    """A12, I6: what was promised never shrinks, and here it does not grow either."""
    for number, service in enumerate(("emergency", "utilities", "ordinary", "complex", "engineering")):
        begun(f"matter:{number}", service=service)
    before = list(Clock.objects.order_by("id").values_list("id", "due_at", "counted_from", "rung", "round"))

    change(reminder=1, ordinary=2, yellow=3, red=4)
    change(reminder=900, ordinary=950, yellow=960, red=1000)

    assert (
        list(Clock.objects.order_by("id").values_list("id", "due_at", "counted_from", "rung", "round"))
        == before
    )


def test_steps_that_now_lie_behind_ring_at_the_next_sweep_in_order() -> None:
    clock = begun()
    moment = at(clock, 60)
    sweep(moment)

    change(reminder=20, ordinary=40, yellow=55)
    sweep(moment + timedelta(seconds=1))

    assert answer().rung == 3
    assert steps_told() == ["reminder", "ordinary", "yellow"]


def test_what_has_rung_stays_rung_and_never_rings_twice() -> None:
    clock = begun()
    sweep(at(clock, 101))
    reached, told = answer().rung, len(steps_told())

    change(reminder=300, ordinary=400, yellow=500, red=600)
    sweep(at(clock, 150))

    assert answer().rung == reached
    assert len(steps_told()) == told


def test_stopped_paused_and_planned_clocks_are_left_alone() -> None:
    begun("matter:1")
    stop(COUNTY, "matter:1", now=NOW)
    begun("matter:2")
    pause(COUNTY, "matter:2", now=NOW)
    planned = begun("matter:3", service="engineering")
    Clock.objects.filter(county=COUNTY, id=planned.id).update(due_at=None, next_step_at=None)
    before = dict(
        Clock.objects.filter(subject__in=["matter:1", "matter:2"]).values_list("id", "next_step_at")
    )

    change(reminder=10)

    for id_, rings in before.items():
        assert Clock.objects.get(county=COUNTY, id=id_).next_step_at == rings
    assert answer("matter:3").next_step_at is None


def test_a_paused_clock_runs_on_by_the_new_ladder() -> None:
    clock = begun()
    pause(COUNTY, "matter:1", now=NOW)
    change(reminder=10)

    resume(COUNTY, "matter:1", now=NOW)

    assert close_to(answer().next_step_at, at(clock, 10))


def test_sql_and_python_agree_for_any_clock_on_any_ladder() -> None:
    dice = random.Random(7)
    for number in range(40):
        clock = begun(f"matter:{number}", county=dice.choice([COUNTY, OTHER]))
        if number % 3 == 0:
            until = NOW + timedelta(days=dice.randint(40, 400), microseconds=dice.randint(0, 999_999))
            extend(clock.county, clock.subject, until, now=NOW)
        moved = {"rung": dice.randint(0, 4), "counted_from": NOW + timedelta(seconds=dice.randint(0, 10**7))}
        Clock.objects.filter(county=clock.county, id=clock.id).update(**moved)

    for percents in ((7, 33, 77, 99), (80, 100, 125, 150), (1, 2, 3, 1000)):
        touched = change(**dict(zip(("reminder", "ordinary", "yellow", "red"), percents, strict=True)))
        ladder = times.ladder.get()
        assert touched == Clock.objects.count()
        for clock in Clock.objects.all():
            wanted = clockwork.next_ring(clock, ladder)
            assert clock.next_step_at == wanted or close_to(clock.next_step_at, wanted or NOW)


def test_the_journal_and_the_page_say_how_many_it_touches(two: Two) -> None:
    begun("matter:1")
    begun("matter:2", OTHER)
    assert "现在有 4 个时限在走" in two.keeper.get("/service-times/").content.decode()
    assert "个时限在走" not in two.other.get("/service-times/").content.decode()

    assert change(reminder=33) == 4

    assert '"running":4' in Entry.objects.get(action="deadlines.change_ladder").payload
