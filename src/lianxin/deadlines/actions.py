"""The clocks' verbs: start, restart, stop, pause, resume, extend."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.deadlines import clockwork, times
from lianxin.deadlines.clockwork import ANSWER, DISPATCH, Promise
from lianxin.deadlines.models import Clock
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.rows import insert


def start(
    county: str,
    subject: str,
    service: str,
    *,
    now: datetime,
    answer_due: datetime | None = None,
    kept: Collection[str] = (),
) -> Promise:
    """Promise, from now, the moment of receipt, when it will be dispatched and answered.

    One statement when the snapshots are warm. A second call for the same subject changes nothing (read
    `clocks_of` for what stands). A service that nobody knows is served as `ordinary`. `answer_due` keeps a
    day that was promised elsewhere (real requests carried over from another system). `kept`: the kinds whose
    promise is kept at this very moment, so that their clock stands from the beginning.
    """
    promise, clocks = _made(county, subject, service, now, answer_due)
    for clock in clocks:
        clock.stopped_at = now if clock.kind in kept else None
    insert(clocks, pass_over_known=True)
    return promise


def _made(
    county: str, subject: str, service: str, started_at: datetime, answer_due: datetime | None
) -> tuple[Promise, list[Clock]]:
    row = times.service_at(service, started_at)
    promise = clockwork.promise_of(row, started_at, times.calendar.get())
    if answer_due is not None:
        promise = Promise(promise.dispatch_due, answer_due, promise.service, provisional=False)
    common: dict[str, Any] = {"county": county, "subject": subject, "service": promise.service}
    common |= {"started_at": started_at, "counted_from": started_at}
    in_workdays = bool(row.answer_workdays) and answer_due is None
    clocks = [
        Clock(**common, kind=DISPATCH, due_at=promise.dispatch_due),
        Clock(**common, kind=ANSWER, due_at=promise.answer_due, in_workdays=in_workdays),
    ]
    for clock in clocks:
        clock.next_step_at = clockwork.next_ring(clock, times.ladder.get())
    return promise, clocks


@transaction.atomic
def restart(county: str, subject: str, service: str, *, started_at: datetime, now: datetime) -> Promise:
    """Begin a new round (reopened, or ruled to be of another service). With the same service the new end is
    never earlier than the old one: neither a double call nor a clock that jumped back shortens a promise."""
    promise, fresh = _made(county, subject, service, started_at, None)
    old = {clock.kind: clock for clock in _locked(county, subject)}
    for clock in fresh:
        was = old.get(clock.kind)
        if was is None:
            continue
        clock.id, clock.round, clock.extended = was.id, was.round + 1, was.extended
        if was.service == clock.service and was.due_at and clock.due_at and was.due_at > clock.due_at:
            clock.due_at = was.due_at
        clock.next_step_at = clockwork.next_ring(clock, times.ladder.get())
        _keep(clock)
    insert([clock for clock in fresh if clock.kind not in old], pass_over_known=True)
    dues = {clock.kind: clock.due_at for clock in fresh}
    return Promise(dues[DISPATCH] or promise.dispatch_due, dues[ANSWER], promise.service, promise.provisional)


def stop(county: str, subject: str, kinds: Collection[str] | None = None, *, now: datetime) -> int:
    """The promise is kept (or lapsed): a stopped clock never rings. Returns how many were running."""
    running = Clock.objects.filter(county=county, subject=subject, stopped_at__isnull=True)
    if kinds is not None:
        running = running.filter(kind__in=list(kinds))
    return running.update(stopped_at=now)


def pause(county: str, subject: str, *, now: datetime) -> int:
    """挂账: no clock of the subject runs until `resume`. A second pause changes nothing."""
    running = Clock.objects.filter(
        county=county, subject=subject, stopped_at__isnull=True, paused_at__isnull=True
    )
    return running.update(paused_at=now)


@transaction.atomic
def resume(county: str, subject: str, *, now: datetime) -> datetime | None:
    """Run on, each clock's end moved by what was paused, in its own measure (minutes, or working days).

    Returns when the answer is now due (None: no answer clock runs, or a plan is owed). Calling it twice, or
    after the server's clock jumped back, never moves an end forward in time."""
    answer_due = None
    for clock in _locked(county, subject):
        if clock.stopped_at is not None:
            continue
        if clock.paused_at is not None:
            by = clockwork.moved(clock, now, times.calendar.get())
            clock.counted_from += by
            clock.due_at = clock.due_at + by if clock.due_at else None
            clock.paused_at = None
            clock.next_step_at = clockwork.next_ring(clock, times.ladder.get())
            _keep(clock)
        if clock.kind == ANSWER:
            answer_due = clock.due_at
    return answer_due


@transaction.atomic
def extend(county: str, subject: str, until: datetime, *, now: datetime) -> Clock:
    """Move the answer's end to `until` and count it (`extended`); the first date of a plan counts as none.

    The same `until` again changes nothing; an earlier one is refused: a promise never shrinks."""
    clock = next((clock for clock in _locked(county, subject) if clock.kind == ANSWER), None)
    if clock is None or clock.stopped_at is not None:
        raise NotNow(_("这件事没有正在走的答复时限,不用延期。"))
    if clock.due_at == until:
        return clock
    if until <= (clock.due_at or now):
        raise Invalid(_("延期只能往后延,答应过的日子不能提前。"), instead=_("请选一个更晚的日子。"))
    if clock.due_at is not None:
        clock.extended += 1
    clock.due_at, clock.rung, clock.round = until, 0, clock.round + 1
    clock.next_step_at = clockwork.next_ring(clock, times.ladder.get())
    _keep(clock)
    return clock


def _locked(county: str, subject: str) -> QuerySet[Clock]:
    return Clock.objects.select_for_update().filter(county=county, subject=subject).order_by("kind")


_KEPT = [
    "service",
    "started_at",
    "counted_from",
    "in_workdays",
    "due_at",
    "paused_at",
    "extended",
    "stopped_at",
    "round",
    "rung",
    "next_step_at",
]


def _keep(clock: Clock) -> None:
    values = {field: getattr(clock, field) for field in _KEPT}
    Clock.objects.filter(county=clock.county, id=clock.id).update(**values)
