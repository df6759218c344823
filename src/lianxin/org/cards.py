"""What org hands out: frozen shapes, ids and words only."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True)
class Held:
    """One duty that a person holds on a day: `kind` over `area`, in the post `title` of a unit."""

    kind: str
    unit_id: UUID
    unit_name: str
    unit_area: str
    title: str
    area: str
    person_id: UUID


@dataclass(frozen=True)
class PersonCard:
    id: UUID
    name: str
    title: str


@dataclass(frozen=True)
class UnitCard:
    """A unit; `valid_until` is the first day on which it no longer stands."""

    id: UUID
    kind: str
    kind_name: str
    name: str
    area: str
    parent_id: UUID | None
    phone: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class CategoryCard:
    """A kind of matter; `parent` is "" at the top, `family` is event or dispute; `public`: of public space,
    so that a matter of this kind may be shown to anybody once its public words are approved."""

    code: str
    name: str
    name_en: str
    parent: str
    family: str
    service: str
    public: bool = False


@dataclass(frozen=True)
class ItemCard:
    """One line of the duty list. `area` "" holds everywhere; `tier`: the leading tier's code length."""

    id: UUID
    number: str
    category: str
    area: str
    tier: int
    lead: str
    helpers: tuple[str, ...]
    part: str
    title: str
    basis: str
    service: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class RoadCard:
    """One lawful way out of a quarrel. `kind` is a RoadKind, `name` its Chinese name."""

    category: str
    kind: str
    name: str
    body: str
    within: str
    brings: str
    cost: str
    onward: str
    basis: str
    valid_from: date
    valid_until: date | None


class Lead(NamedTuple):
    """Who leads, and by which line of the duty list. `service` is the line's, else the category's;
    `tier` the tier that the line names (the unit may stand above it), `helpers` are codes of unit kinds."""

    item_id: UUID
    number: str
    title: str
    basis: str
    area: str
    tier: int
    unit_id: UUID
    unit_name: str
    unit_area: str
    helpers: tuple[str, ...]
    service: str


class Gap(NamedTuple):
    """Nobody leads, and why, in words."""

    reason: str
