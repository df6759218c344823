"""What a keeper of the deployment may change: the calendar, the service times, the ladder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.deadlines import laying, sources, times
from lianxin.deadlines.models import CalendarDay, CalendarYear, LadderStep, ServiceTime
from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.pages.public import permission

KEEPER = "keeper"  # the source of a day that a person has set: seeding never overwrites it
GUESSED_YEARS = 10
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Seeded:
    """How many years and special days were written, and which years are only guessed."""

    years: int
    days: int
    provisional: tuple[int, ...]


@transaction.atomic
def seed_calendar(now: datetime, *, by: Actor = SYSTEM) -> Seeded:
    """Write what the libraries know: announced years, then ten guessed ones, marked provisional.

    Seeding again renews the guesses (a newer library knows more) and keeps every day and year that a
    keeper has set. Meant for the set-up and for each update of the project."""
    permission.require_keeper(by)
    kept = set(CalendarYear.objects.filter(source=KEEPER).values_list("year", flat=True))
    first, last = sources.FIRST_ANNOUNCED, sources.LAST_ANNOUNCED + GUESSED_YEARS
    years = [year for year in range(first, last + 1) if year not in kept]
    set_by_hand = set(CalendarDay.objects.filter(source=KEEPER).values_list("day", flat=True))
    CalendarDay.objects.filter(day__year__in=years).exclude(source=KEEPER).delete()
    days = [
        CalendarDay(day=day, working=working, name=name[:60], source=sources.source_of(year))
        for year in years
        for day, (working, name) in sources.special_days(year).items()
        if day not in set_by_hand
    ]
    CalendarDay.objects.bulk_create(days)
    CalendarYear.objects.filter(year__in=years).delete()
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, announced=sources.announced(year), source=sources.source_of(year))
        for year in years
    )
    bump("calendar")
    provisional = tuple(year for year in years if not sources.announced(year))
    facts = [Fact("deadlines.seed_calendar", "calendar", {"years": [first, last], "days": len(days)})]
    append(NATION, facts, by=by, now=now)
    return Seeded(len(years), len(days), provisional)


@transaction.atomic
def set_day(day: date, working: bool, name: str, *, by: Actor, now: datetime) -> None:
    """Say whether a day is worked. Promises already made keep their day; new ones count with it."""
    permission.require_keeper(by)
    _known_year(day.year)
    _cover(day.year)
    values = {"working": working, "name": name.strip()[:60], "source": KEEPER}
    CalendarDay.objects.update_or_create(day=day, defaults=values)
    bump("calendar")
    payload = {"day": day.isoformat(), "working": working}
    append(NATION, [Fact("deadlines.set_day", f"calendar:{day.year}", payload)], by=by, now=now)


@transaction.atomic
def clear_day(day: date, *, by: Actor, now: datetime) -> None:
    """Take back what a keeper set: the day is again what the libraries, or its weekday, say."""
    permission.require_keeper(by)
    if not CalendarDay.objects.filter(day=day, source=KEEPER).delete()[0]:
        raise NotNow(_("这一天没有人改过。"))
    special = sources.special_days(day.year).get(day)
    if special is not None:
        source = sources.source_of(day.year)
        CalendarDay.objects.create(day=day, working=special[0], name=special[1][:60], source=source)
    bump("calendar")
    payload = {"day": day.isoformat()}
    append(NATION, [Fact("deadlines.clear_day", f"calendar:{day.year}", payload)], by=by, now=now)


@transaction.atomic
def confirm_year(year: int, *, by: Actor, now: datetime) -> None:
    """The State Council's notice for the year is out and its days are entered: no longer provisional."""
    permission.require_keeper(by)
    _known_year(year)
    _cover(year)
    CalendarYear.objects.filter(year=year).update(announced=True, source=KEEPER)
    bump("calendar")
    append(NATION, [Fact("deadlines.confirm_year", f"calendar:{year}")], by=by, now=now)


def _cover(year: int) -> None:
    """Bring a year the table does not cover into it, so that its other days stay what they were."""
    source, announced = sources.source_of(year), sources.announced(year)
    made = CalendarYear.objects.get_or_create(year=year, defaults={"announced": announced, "source": source})
    if made[1]:
        CalendarDay.objects.bulk_create(
            [
                CalendarDay(day=day, working=working, name=name[:60], source=source)
                for day, (working, name) in sources.special_days(year).items()
            ],
            ignore_conflicts=True,
        )


@dataclass(frozen=True)
class NewTime:
    """A service time from `valid_from` on: answered in minutes, or in working days, or by a dated plan."""

    code: str
    name: str
    dispatch_minutes: int
    basis: str
    valid_from: date
    answer_minutes: int | None = None
    answer_workdays: int | None = None
    planned: bool = False
    name_en: str = ""


@transaction.atomic
def change_service_time(new: NewTime, *, by: Actor, now: datetime) -> ServiceTime:
    """Lay down a new dated row. Clocks that run keep the time they were given; nothing is changed in the
    past. A row of the same code and day is replaced."""
    permission.require_keeper(by)
    _check_time(new, local(now).date())
    rows = ServiceTime.objects.filter(code=new.code)
    if not rows.exists():
        _keep_default(new.code)
    rows.filter(valid_from=new.valid_from).delete()
    later = rows.filter(valid_from__gt=new.valid_from).order_by("valid_from").first()
    rows.filter(valid_from__lt=new.valid_from, valid_until__isnull=True).update(valid_until=new.valid_from)
    rows.filter(valid_from__lt=new.valid_from, valid_until__gt=new.valid_from).update(
        valid_until=new.valid_from
    )
    values = {field: getattr(new, field) for field in NewTime.__dataclass_fields__}
    row = ServiceTime.objects.create(**values, valid_until=later.valid_from if later else None)
    bump("service_times")
    payload = {
        "dispatch_minutes": new.dispatch_minutes,
        "answer_minutes": new.answer_minutes,
        "answer_workdays": new.answer_workdays,
        "planned": new.planned,
        "valid_from": new.valid_from.isoformat(),
    }
    facts = [Fact("deadlines.change_service_time", f"service:{new.code}", payload)]
    append(NATION, facts, by=by, now=now)
    return row


def _check_time(new: NewTime, today: date) -> None:
    measures = [bool(new.answer_minutes), bool(new.answer_workdays), new.planned]
    if measures.count(True) != 1:
        raise Invalid(_("答复时限请只选一种:按分钟、按工作日,或者给出计划日期。"))
    if new.dispatch_minutes < 1:
        raise Invalid(_("派单时限至少 1 分钟。"))
    if new.valid_from < today:
        raise Invalid(_("新的时限只能从今天或以后起算。"), instead=_("已经答应的日子不会改变。"))


def _keep_default(code: str) -> None:
    """The row that travels with the project becomes a row of the table, so that it can end."""
    for row in times.default_services():
        if row.code == code:
            row.save()


@transaction.atomic
def change_ladder(percents: Mapping[str, int], *, by: Actor, now: datetime) -> int:
    """Set at which share of its time a clock reaches each step, in percent, rising with the rank. Clocks that
    run follow the new ladder from now on: a step that now lies behind them rings at the next sweep, one that
    has rung stays rung, and no promised end moves by this. Returns how many clocks run."""
    permission.require_keeper(by)
    steps = list(LadderStep.objects.order_by("rank")) or times.default_ladder()
    for step in steps:
        step.after_percent = percents.get(step.code, step.after_percent)
    shares = [step.after_percent for step in steps]
    if set(percents) - {step.code for step in steps} or shares != sorted(set(shares)) or shares[0] < 1:
        raise Invalid(_("四级提醒的百分比要一级比一级大。"))
    for step in steps:
        values = {"rank": step.rank, "name": step.name, "name_en": step.name_en}
        LadderStep.objects.update_or_create(
            code=step.code, defaults={**values, "after_percent": step.after_percent}
        )
    bump("ladder")
    running = laying.lay_anew(steps)
    payload = {**percents, "running": running}
    append(NATION, [Fact("deadlines.change_ladder", "ladder", payload)], by=by, now=now)
    return running


def _known_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(_("日历只到 2200 年。"))
