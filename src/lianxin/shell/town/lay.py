"""Laying out the town: places, units, the duty list, the calendar, and the people who serve."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lianxin.accounts import public as accounts
from lianxin.deadlines import public as deadlines
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.open311 import public as open311
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.shell.town.cast import CAST, COUNTY, NEXT_COUNTY, OUTSIDER, SINCE, SURNAMES, Member, Role
from lianxin.shell.town.panel import lay_panel
from lianxin.territory import public as territory

Told = Callable[[str], None]


@dataclass
class People:
    """Everybody who serves, found by user name; `posts` remembers which post exists already."""

    actors: dict[str, Actor] = field(default_factory=dict)
    posts: dict[tuple[UUID, str, str], UUID] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Actor:
        return self.actors[username]


def lay_town(*, now: datetime, sample: bool, told: Told = lambda words: None) -> People:
    """Everything that stands before the first report. `sample`: all of Shanxi (23,000 divisions), and a cast
    that can be signed in as; otherwise the county with a neighbour, and nobody can (the tests' town)."""
    with transaction.atomic():
        told("divisions")
        territory.seed_shanxi(by=SYSTEM, now=now, within=() if sample else (COUNTY, NEXT_COUNTY))
        told("calendar and service times")
        deadlines.seed_calendar(now, by=SYSTEM)
        told("areas and grids of 东街街道")
        territory.lay_out_sample(by=SYSTEM, now=now)
        told("units and the duty list")
        org.seed(by=SYSTEM, now=now, sample_units=True)
        if sample:
            open311.seed(by=SYSTEM, now=now)
        _a_neighbour(now)
        told("people")
        people = _people(now, sample)
        lay_panel(people.actors, now=now)
        return people


def _a_neighbour(now: datetime) -> None:
    """The next county has a centre of its own: whoever sits there sees nothing of 东街."""
    draft = org.UnitDraft("governance_centre", "邻县综治中心", NEXT_COUNTY, SINCE)
    org.found_unit(draft, by=SYSTEM, now=now)


def _people(now: datetime, sample: bool) -> People:
    people = People()
    for member in (*CAST, OUTSIDER):
        person = _register(member, now, sample)
        people.actors[member.username] = Actor.staff(person.id)
        for role in member.roles:
            _serve(people, person.id, role, now)
    for member in _extras(now.date()):
        person = _register(member, now, sample=False)
        people.actors[member.username] = Actor.staff(person.id)
        for role in member.roles:
            _serve(people, person.id, role, now)
    return people


def _register(member: Member, now: datetime, sample: bool) -> accounts.Person:
    if sample:
        return accounts.register_sample(member.username, member.name, member.administrator, now=now)
    return accounts.register(member.username, member.name, None, member.administrator, by=SYSTEM, now=now)


def _serve(people: People, person: UUID, role: Role, now: datetime) -> None:
    unit = next((card for card in org.units_in(role.area, role.kind) if card.area == role.area), None)
    if unit is None:
        raise ValueError(f"no unit of kind {role.kind} in {role.area}")
    key = (unit.id, role.title, role.duty)
    if key not in people.posts:
        people.posts[key] = org.open_post(unit.id, role.title, role.duty, by=SYSTEM, now=now)
    org.appoint(person, people.posts[key], role.over, SINCE, by=SYSTEM, now=now)


def _extras(today: date) -> Iterator[Member]:
    """A handler for every other unit of the county, and a grid officer for every other community, so that
    no matter lies with a unit in which nobody works."""
    taken = {(role.kind, role.area, role.duty) for member in CAST for role in member.roles}
    above = [unit for unit in org.units_in("", on=today) if unit.area == territory.parent(COUNTY)]
    for number, unit in enumerate(above + org.units_in(COUNTY, on=today)):
        surname = SURNAMES[number % len(SURNAMES)]
        if (unit.kind, unit.area, DutyKind.HANDLER) not in taken and unit.kind != "governance_centre":
            yield _extra(f"h{number:03d}", f"{surname}经办", unit, "经办人", DutyKind.HANDLER)
        missing_officer = (unit.kind, unit.area, DutyKind.GRID_OFFICER) not in taken
        if unit.kind.endswith("_committee") and unit.kind != "mediation_committee" and missing_officer:
            yield _extra(f"g{number:03d}", f"{surname}网格员", unit, "网格员", DutyKind.GRID_OFFICER)


def _extra(username: str, name: str, unit: org.UnitCard, title: str, duty: str) -> Member:
    return Member(username, name, (Role(unit.kind, unit.area, title, duty, unit.area),))
