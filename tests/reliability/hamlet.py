"""A small town to break things in: two counties, one drawn grid, every kind of duty, nothing random.

Small on purpose: a power-cut image of it is a few hundred pages, so that ten thousand can be opened.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import shapely
from django.db import transaction

from lianxin.accounts.models import Person
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.points import Point
from lianxin.matters.public import Report
from lianxin.org import public as org
from lianxin.org.models import DutyItem, UnitKind
from lianxin.territory.models import Division, Grid

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)  # noon of a Monday in China
SINCE = date(2020, 1, 1)
COUNTY, OTHER = "140403", "140404"
TOWN, GRID = "140403001", "140403001004001"
CATEGORIES = Path(org.__file__).parent / "data" / "categories.csv"
PLACES = {
    "14": "山西省", "1404": "长治市", "140403": "潞州区", "140404": "上党区", "140403001": "东街街道",
    "140403001004": "城隍庙社区", "140404100": "韩店街道", "140404100001": "城关社区",
}  # fmt: skip
SQUARES = {GRID: (113.11, 36.18, 113.13, 36.20), "140404100001001": (113.05, 36.05, 113.07, 36.07)}
UNITS = {
    "city_desk": ("governance_centre", "1404"),
    "county_desk": ("governance_centre", "140403"),
    "town_desk": ("governance_centre", "140403001"),
    "other_desk": ("governance_centre", "140404"),
    "patrol": ("urban_management", "140403001"),
    "patrol_above": ("urban_management", "140403"),
    "police": ("police_station", "140403001"),
    "water": ("water_company", "140403"),
    "other_patrol": ("urban_management", "140404"),
}
PEOPLE = {
    "qian": ("dispatcher", "town_desk", "140403001"),
    "qian2": ("dispatcher", "town_desk", "140403001"),
    "sun": ("dispatcher", "county_desk", "140403"),
    "shi": ("dispatcher", "city_desk", "1404"),
    "zhou": ("overseer", "county_desk", "140403"),
    "li": ("grid_officer", "town_desk", GRID),
    "gao": ("handler", "patrol", "140403001"),
    "gan": ("handler", "patrol", "140403001"),
    "tou": ("unit_head", "patrol", "140403001"),
    "ding": ("handler", "patrol_above", "140403"),
    "zhao": ("handler", "police", "140403001"),
    "shui": ("handler", "water", "140403"),
    "wai": ("dispatcher", "other_desk", "140404"),
    "waiban": ("handler", "other_patrol", "140404"),
}
MORE = {"gan": ("grid_officer", "town_desk", GRID)}  # handles in the unit, and walks the grid
LEADS = [("facility", 9), ("facility", 6), ("appearance", 9), ("other", 9)]  # 城管 leads these, tier by tier


@dataclass(frozen=True)
class Hamlet:
    """Ids by short name."""

    people: dict[str, UUID]
    units: dict[str, UUID]

    def actor(self, name: str) -> Actor:
        return Actor.staff(self.people[name])


def id_of(kind: str, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{kind}:{name}")


def hamlet() -> Hamlet:
    """The ids of a hamlet that was settled, in whatever process."""
    units = {card.name: card.id for card in org.units_in("")}
    return Hamlet({name: id_of("person", name) for name in PEOPLE}, units)


@transaction.atomic
def settle() -> Hamlet:
    """Lay it out in an empty database."""
    Division.objects.bulk_create(
        Division(code=code, name=name, valid_from=SINCE) for code, name in PLACES.items()
    )
    Grid.objects.bulk_create(
        Grid(
            code=code,
            name="第一网格",
            kind="general",
            wkb=shapely.to_wkb(shapely.box(*box)),
            valid_from=SINCE,
        )
        for code, box in SQUARES.items()
    )
    taken = org.imports.import_categories(CATEGORIES, by=SYSTEM, now=NOW)
    assert taken.added > 50, taken
    UnitKind.objects.bulk_create(
        UnitKind(code=kind, name=kind) for kind in sorted({kind for kind, _area in UNITS.values()})
    )
    units = {
        name: org.found_unit(org.UnitDraft(kind, name, area, SINCE), by=SYSTEM, now=NOW)
        for name, (kind, area) in UNITS.items()
    }
    Person.objects.bulk_create(Person(id=id_of("person", name), username=name, name=name) for name in PEOPLE)
    for name, (kind, unit, area) in [*PEOPLE.items(), *MORE.items()]:
        post = org.open_post(units[unit], f"{name}的{kind}", kind, by=SYSTEM, now=NOW)
        org.appoint(id_of("person", name), post, area, SINCE, by=SYSTEM, now=NOW)
    for number, (category, tier) in enumerate(LEADS, 1):
        DutyItem.objects.create(
            number=str(number), category_id=category, lead_id="urban_management", tier=tier, title=category,
            basis="城市管理条例", valid_from=SINCE,
        )  # fmt: skip
    return hamlet()


def report_of(number: int, *, seed: str = "", **changes: object) -> Report:
    """The n-th report: always the same id and words. Every third leaves a number, every fifth has words that
    no lexicon knows, so that it stays with the dispatcher."""
    words = "说不清楚的一件事情" if number % 5 == 4 else f"城隍庙广场北口第{number}个井盖坏了"
    told: dict[str, object] = {
        "id": uuid5(NAMESPACE_URL, f"report:{seed}:{number}"),
        "text": words,
        "made_at": NOW,
        "point": Point(113.12, 36.19),
        "phone": f"138{number:08}" if number % 3 == 0 else "",
        "name": "王阿姨" if number % 3 == 0 else "",
        "category": "" if number % 5 == 4 else "facility.manhole",
    }
    return Report(**{**told, **changes})  # type: ignore[arg-type]
