"""What a clock promises and when it rings: pure arithmetic, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.deadlines.models import Clock, ServiceTime
from lianxin.deadlines.times import Rung
from lianxin.deadlines.workdays import WorkCalendar
from lianxin.kernel.clock import local

DISPATCH, ANSWER = "dispatch", "answer"


@dataclass(frozen=True)
class Promise:
    """Until when it is dispatched, and answered (None: a dated plan is owed instead). `provisional` when
    the count of working days runs through a year whose days off are not announced yet."""

    dispatch_due: datetime
    answer_due: datetime | None
    service: str
    provisional: bool


def promise_of(service: ServiceTime, started_at: datetime, calendar: WorkCalendar) -> Promise:
    """Minutes run round the clock; working days end at 18:00 of the n-th one after the first day."""
    dispatch_due = started_at + timedelta(minutes=service.dispatch_minutes)
    answer_due, provisional = None, False
    if service.answer_workdays:
        answer_due = calendar.add_workdays(started_at, service.answer_workdays)
        first, last = local(started_at), local(answer_due)
        provisional = any(
            calendar.is_provisional(first.date().replace(year=year, day=1))
            for year in range(first.year, last.year + 1)
        )
    elif service.answer_minutes:
        answer_due = started_at + timedelta(minutes=service.answer_minutes)
    return Promise(dispatch_due, answer_due, service.code, provisional)


def moved(clock: Clock, resumed_at: datetime, calendar: WorkCalendar) -> timedelta:
    """By how much a pause moves the end, never less than nothing: minutes by the time paused; working days
    by the working days that passed, so that many short pauses move it exactly as far as one long one."""
    if clock.paused_at is None or clock.due_at is None:
        return timedelta(0)
    if not clock.in_workdays:
        return max(timedelta(0), resumed_at - clock.paused_at)
    passed = calendar.workdays_between(local(clock.paused_at).date(), local(resumed_at).date())
    if not passed:
        return timedelta(0)
    due = local(clock.due_at)
    later = calendar.nth_workday(due.date(), passed)
    return due.replace(year=later.year, month=later.month, day=later.day) - due


def rings_at(clock: Clock, rung: Rung) -> datetime | None:
    """When the clock reaches the rung, measured on the time it was given; None: never."""
    if clock.due_at is None:
        return None
    given = clock.due_at - clock.counted_from
    try:
        return clock.counted_from + max(timedelta(0), given) * rung.after_percent / 100
    except OverflowError:  # past the end of the calendar: it never rings, and stops no other clock
        return None


def next_ring(clock: Clock, ladder: Sequence[Rung]) -> datetime | None:
    moments = [rings_at(clock, rung) for rung in ladder if rung.rank > clock.rung]
    return min((moment for moment in moments if moment is not None), default=None)


def reached(clock: Clock, ladder: Sequence[Rung], now: datetime) -> list[Rung]:
    """The rungs not yet rung whose moment has come, lowest first: a jump of the clock skips none."""
    due = []
    for rung in ladder:
        moment = rings_at(clock, rung)
        if rung.rank > clock.rung and moment is not None and moment <= now:
            due.append(rung)
    return due
