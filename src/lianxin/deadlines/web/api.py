"""The working calendar, service times and the ladder, as JSON: the same reads and actions as the pages."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field

from lianxin.api.public import Done, Given, Token, Told, done, person_of
from lianxin.deadlines import keeping, queries
from lianxin.deadlines.keeping import NewTime
from lianxin.deadlines.models import ServiceTime
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid

router = Router(tags=["deadlines"])
READS, KEEPS = Token("org:read"), Token("keeping:write")
Year = Annotated[int, Field(ge=keeping.FIRST_YEAR, le=keeping.LAST_YEAR)]
Minutes = Annotated[int, Field(ge=1, le=144_000_000)]


class DayTold(Told):
    """One day; `special` when it is not what its weekday says."""

    day: date
    working: bool
    special: bool
    name: str
    source: str


class CalendarTold(Told):
    """A year, day by day; `announced`: its days off are no guess."""

    year: int
    announced: bool
    source: str
    days: list[DayTold]


class DayGiven(Given):
    day: date
    working: bool
    name: Annotated[str, Field(max_length=60)] = ""


class OneDayGiven(Given):
    day: date


class TimeTold(Told):
    """How fast a kind of matter is dispatched and answered: in minutes, in working days, or by a plan."""

    code: str
    name: str
    name_en: str
    dispatch_minutes: int
    answer_minutes: int | None
    answer_workdays: int | None
    planned: bool
    basis: str
    valid_from: date
    valid_until: date | None


class Times(Told):
    """In force today, quickest first; `history` holds every row ever in force or to come."""

    times: list[TimeTold]
    history: list[TimeTold]


class TimeGiven(Given):
    """A new dated row: exactly one of the three ways to promise an answer."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,19}$")]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=120)] = ""
    dispatch_minutes: Minutes
    answer_minutes: Minutes | None = None
    answer_workdays: Annotated[int, Field(ge=1, le=1000)] | None = None
    planned: bool = False
    basis: Annotated[str, Field(min_length=1, max_length=200)]
    valid_from: date


class RungTold(Told):
    """A step of the ladder: at which share of its time a clock reaches it."""

    code: str
    rank: int
    name: str
    after_percent: int


class LadderTold(Told):
    """Lowest first."""

    steps: list[RungTold]


class LadderGiven(Given):
    """A share in percent for each step that changes, rising with the rank."""

    shares: dict[Annotated[str, Field(max_length=10)], Annotated[int, Field(ge=1, le=1000)]]


@router.get(
    "/calendar/{int:year}",
    response=CalendarTold,
    auth=READS,
    operation_id="read_calendar",
    summary="Read a year's calendar",
)
def year(request: HttpRequest, year: Path[Year]) -> dict[str, Any]:
    """Say which days of a year are worked and which are off."""
    page = queries.year_page(year)
    days = [asdict(day) for day in page.days()]
    return {"year": page.year, "announced": page.announced, "source": page.source, "days": days}


@router.post(
    "/calendar/days", response=Done, auth=KEEPS, operation_id="set_day", summary="Set a day of the calendar"
)
def set_day(request: HttpRequest, payload: DayGiven) -> dict[str, Any]:
    """Say whether a day is worked. Promises already made keep their day."""
    by, now = person_of(request), clock.now()
    return done(
        request, (lambda: keeping.set_day(payload.day, payload.working, payload.name, by=by, now=now))
    )


@router.post(
    "/calendar/days/clear",
    response=Done,
    auth=KEEPS,
    operation_id="clear_day",
    summary="Clear a day of the calendar",
)
def clear_day(request: HttpRequest, payload: OneDayGiven) -> dict[str, Any]:
    """Take back what a keeper set."""
    by, now = person_of(request), clock.now()
    return done(request, (lambda: keeping.clear_day(payload.day, by=by, now=now)))


@router.post(
    "/calendar/{int:year}/confirm",
    response=Done,
    auth=KEEPS,
    operation_id="confirm_year",
    summary="Confirm a year's calendar",
)
def confirm(request: HttpRequest, year: Path[Year], payload: Given) -> dict[str, Any]:
    """Say that the State Council's notice is out and that its days are entered."""
    by, now = person_of(request), clock.now()
    return done(request, (lambda: keeping.confirm_year(year, by=by, now=now)))


@router.get(
    "/service-times",
    response=Times,
    auth=READS,
    operation_id="read_service_times",
    summary="Read the service times",
)
def times(request: HttpRequest) -> dict[str, Any]:
    """Read what is promised for each kind of matter."""
    today = local(clock.now()).date()
    rows, history = queries.service_times(today), queries.service_time_history()
    return {"times": [_time(row) for row in rows], "history": [_time(row) for row in history]}


@router.post(
    "/service-times",
    response=Done,
    auth=KEEPS,
    operation_id="change_service_time",
    summary="Change a service time",
)
def change(request: HttpRequest, payload: TimeGiven) -> dict[str, Any]:
    """Lay down a new dated row; clocks that run keep the time they were given."""
    by, now, new = person_of(request), clock.now(), NewTime(**payload.model_dump())
    return done(request, (lambda: keeping.change_service_time(new, by=by, now=now)))


@router.get(
    "/ladder",
    response=LadderTold,
    auth=READS,
    operation_id="read_ladder",
    summary="Read the ladder of reminders",
)
def ladder(request: HttpRequest) -> dict[str, Any]:
    """Read at which share of the time who is reminded."""
    return {"steps": [_rung(step.code, step) for step in queries.ladder()]}


@router.post(
    "/ladder",
    response=Done,
    auth=KEEPS,
    operation_id="change_ladder",
    summary="Change the ladder of reminders",
)
def climb(request: HttpRequest, payload: LadderGiven) -> dict[str, Any]:
    """Set other shares; clocks that run follow from now on, promised ends do not move."""
    by, now = person_of(request), clock.now()
    if not payload.shares:
        raise Invalid(_("请至少写一级。"), fields={"shares": _("请至少写一级。")})
    return done(request, (lambda: keeping.change_ladder(payload.shares, by=by, now=now)))


def _time(row: ServiceTime) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TimeTold.model_fields} | {"name": queries.name_of(row)}


def _rung(code: str, step: Any) -> dict[str, Any]:
    told = {"code": code, "rank": step.rank, "after_percent": step.after_percent}
    return {**told, "name": queries.name_of(step)}
