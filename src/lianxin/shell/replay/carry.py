"""Carrying requests through the loop: the known moments of all of them, taken
in the order of time, with the work that nobody waits for done as the days go by."""

import time as stopwatch
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid5

from lianxin.deadlines.public import sweep
from lianxin.journal.public import deliver
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Mismatch
from lianxin.matters.public import (
    Brought,
    Ref,
    Report,
    State,
    Submitted,
    Verb,
    speak,
    submit_report,
    whereabouts,
)
from lianxin.notices.public import relay
from lianxin.shell.replay.lay import Staff
from lianxin.shell.replay.requests import PastRequest, Told
from lianxin.shell.replay.sheets import Sheets
from lianxin.shell.replay.town import Town

REQUESTS = UUID("5b0f7d1e-6a1c-5d5c-9a53-0c7a7c0b1d11")  # the namespace of ids made from the file's own
TICK = timedelta(days=1)
BATCH = 200
ORDER = ("submit", "repeat", "see", "close", "cancel")  # of one request at the same moment
R = TypeVar("R")


class Moment(NamedTuple):
    at: datetime
    line: int
    order: int
    request: PastRequest


@dataclass
class Carried:
    """What was done. `seconds` and `calls` by verb (processor time); `refs` by the file's id; `after_end`
    are the ids that the file ends twice: the first end stands."""

    refs: dict[str, Ref] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    again: int = 0
    mismatched: list[str] = field(default_factory=list)
    after_end: list[str] = field(default_factory=list)
    last: datetime | None = None

    def timed(self, name: str, work: Callable[[], R]) -> R:
        began = stopwatch.process_time()
        result = work()
        self.seconds[name] += stopwatch.process_time() - began
        self.calls[name] += 1
        return result


def moments_of(told: Told) -> list[Moment]:
    """In order of time; at the same moment in order of the file."""
    moments = [moment for request in told.requests for moment in _moments(request)]
    moments += [Moment(repeat.opened, repeat.line, ORDER.index("repeat"), repeat) for repeat in told.repeats]
    return sorted(moments, key=lambda moment: moment[:3])


def _moments(request: PastRequest) -> Iterable[Moment]:
    yield Moment(request.opened, request.line, ORDER.index("submit"), request)
    ends = request.ends
    if request.seen is not None and (not ends or request.seen < ends[0][0]):
        yield Moment(max(request.seen, request.opened), request.line, ORDER.index("see"), request)
    for at, how in ends:
        yield Moment(at, request.line, ORDER.index(how), request)


class Carrier:
    """Takes moments one by one. Everybody acts in the duty they hold; nothing is written past the verbs."""

    def __init__(self, town: Town, sheets: Sheets, staff: Staff, told: Told) -> None:
        self.town, self.sheets, self.staff, self.told = town, sheets, staff, told
        self.done = Carried()
        self._next_tick: datetime | None = None
        self._same: defaultdict[tuple[str, str, str], list[PastRequest]] = defaultdict(list)
        self._numbers: dict[str, str] = {}
        self._takes = dict(
            zip(ORDER, (self._submit, self._repeat, self._see, self._close, self._cancel), strict=True)
        )

    def run(self, step: Callable[[], None] = lambda: None) -> Carried:
        for moment in moments_of(self.told):
            self._let_time_pass(moment.at)
            self._takes[ORDER[moment.order]](moment.request, moment.at)
            self.done.last = moment.at
            step()
        if self.done.last is not None:
            self._work(self.done.last)
        return self.done

    def _let_time_pass(self, until: datetime) -> None:
        """A day at a time: what fell due in between is announced on its day, not at the next moment."""
        if self._next_tick is None:
            self._next_tick = until + TICK
        while self._next_tick < until:
            self._work(self._next_tick)
            self._next_tick += TICK

    def _work(self, now: datetime) -> None:
        for name, task in (
            ("sweep", lambda: sweep(now, BATCH)),
            ("deliver", lambda: deliver(now=now, at_most=BATCH)),
            ("relay", lambda: relay(now, BATCH).sent),
        ):
            while self.done.timed(name, task):
                pass

    def _speak(self, verb: Verb, request: PastRequest, by: Actor, now: datetime, brought: Brought) -> None:
        ref = self.done.refs[request.id]
        self.done.timed(verb, lambda: speak(verb, ref, brought, by=by, now=now))

    def _report(self, request: PastRequest) -> Report:
        return Report(
            id=uuid5(REQUESTS, f"{self.town.code}:{request.id}"),
            text=request.text,
            made_at=request.opened,
            credential=f"replay:{self.town.code}",
            point=request.point,
            area=request.area,
            category=self.sheets.categories.get(request.category, ""),
            channel="replay",
            promised=request.due,
        )

    def _send(self, request: PastRequest, name: str, now: datetime) -> Submitted:
        report = self._report(request)
        return self.done.timed(name, lambda: submit_report(report, by=Actor.resident(), now=now))

    def _submit(self, request: PastRequest, now: datetime) -> None:
        sent = self._send(request, "submit", now)
        self.done.refs[request.id], self._numbers[request.id] = sent.ref, sent.number
        self._same[_place_of(request)].append(request)
        self._to_the_right_unit(request, now)

    def _repeat(self, request: PastRequest, now: datetime) -> None:
        """The same id again is the same request; with other words it is refused, and said so."""
        try:
            self.done.again += self._send(request, "repeat", now).again
        except Mismatch:
            self.done.mismatched.append(request.id)

    def _to_the_right_unit(self, request: PastRequest, now: datetime) -> None:
        """Where the duty list sends it elsewhere than the file says, the unit sends it back and the desk
        routes it; where the list is silent and the file names nobody, the desk keeps it."""
        has = whereabouts(self.done.refs[request.id]).unit
        right = self.staff.units[request.unit] if request.unit else has or self.staff.desk
        if has == right:
            return
        if has is not None:
            told = Brought(unit=right, reason=self.town.words["not_ours"])
            self._speak(Verb.SEND_BACK, request, self.staff.handlers[has], now, told)
        self._speak(Verb.ROUTE, request, self.staff.dispatcher, now, Brought(unit=right))

    def _see(self, request: PastRequest, now: datetime) -> None:
        self._speak(Verb.ACCEPT, request, self._handler(request), now, Brought())

    def _handler(self, request: PastRequest) -> Actor:
        unit = whereabouts(self.done.refs[request.id]).unit
        return self.staff.handlers[unit or self.staff.desk]

    def _close(self, request: PastRequest, now: datetime) -> None:
        """The file knows when it was closed, not when each step before was taken: they happen then."""
        state = whereabouts(self.done.refs[request.id]).state
        if state not in {State.ROUTED, State.ACCEPTED}:
            self.done.after_end.append(request.id)
            return
        handler = self._handler(request)
        if state == State.ROUTED:
            self._see(request, now)
        self._speak(Verb.BEGIN, request, handler, now, Brought())
        self._speak(Verb.FINISH, request, handler, now, Brought(note=self.town.words["closed"]))
        inspector = self.staff.inspector_of(request.area)
        self._speak(Verb.VERIFY, request, inspector, now, Brought(note=self.town.words["checked"]))
        self._speak(Verb.CLOSE, request, self.staff.dispatcher, now, Brought())

    def _cancel(self, request: PastRequest, now: datetime) -> None:
        """Into the earlier one where the same place and kind stands open; else declined, with a way on."""
        if whereabouts(self.done.refs[request.id]).state not in {State.ROUTED, State.ACCEPTED}:
            self.done.after_end.append(request.id)
            return
        words, twin = self.town.words, self._twin(request)
        if twin is not None:
            told = Brought(into=self._numbers[twin.id], reason=words["merged"])
            self._speak(Verb.MERGE, request, self.staff.dispatcher, now, told)
            return
        told = Brought(reason=words["cancelled"], route=words["cancelled_route"])
        self._speak(Verb.DECLINE, request, self.staff.dispatcher, now, told)

    def _twin(self, request: PastRequest) -> PastRequest | None:
        """An earlier request of the same kind at the very same place, still open when this one came."""
        for other in self._same[_place_of(request)] if request.point else ():
            before = (other.opened, other.line) < (request.opened, request.line)
            if before and (not other.ends or other.ends[0][0] >= request.opened) and other.cancelled is None:
                return other
        return None


def _place_of(request: PastRequest) -> tuple[str, str, str]:
    point = f"{request.point.lon:.6f},{request.point.lat:.6f}" if request.point else ""
    return request.area, point, request.category
