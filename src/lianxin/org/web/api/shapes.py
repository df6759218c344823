"""What units, categories and the duty list look like on the wire."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from lianxin.api.public import Among, Area, Given, Question, Told
from lianxin.org.cards import Gap, Lead, UnitCard
from lianxin.org.matrix import Cell, Matrix, Row
from lianxin.org.models import DutyKind

Name = Annotated[str, Field(min_length=1, max_length=80)]
DutyCode = Annotated[str, Among(tuple(DutyKind.values))]


class Inside(Question):
    """Everything inside an area; "" is everywhere."""

    area: Area = ""


class Asked(Question):
    """A kind of matter and a place."""

    category: Annotated[str, Field(max_length=40)]
    area: Area


class CategoryTold(Told):
    """A kind of matter; `parent` is "" for a group."""

    code: str
    name: str
    name_en: str
    parent: str
    family: str
    service: str
    public: bool


class Categories(Told):
    """In the catalogue's order."""

    categories: list[CategoryTold]


class CategoryGiven(Given):
    """`code` is `group` or `group.kind`; `service` names the service time. `public`: of public space; left
    out, it stays as it is."""

    code: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=120)] = ""
    family: Literal["event", "dispute"] = "event"
    service: Annotated[str, Field(max_length=20)]
    public: bool | None = None


class DutyHeld(Told):
    """A duty held today."""

    kind: str
    unit: str
    title: str
    area: str


class Me(Told):
    """Whose token it is, and what it is good for."""

    name: str
    partner: bool
    test: bool
    per_minute: int
    scopes: list[str]
    areas: list[str]
    duties: list[DutyHeld]


class UnitTold(Told):
    """A unit; `phone` is the office's own and published."""

    id: UUID
    kind: str
    kind_name: str
    name: str
    area: str
    parent_id: UUID | None
    phone: str
    valid_from: date
    valid_until: date | None


class Units(Told):
    """In order of area, kind and name."""

    units: list[UnitTold]


class DutyTold(Told):
    """A person in a post; `state` is now, later or over."""

    id: UUID
    person_name: str
    username: str
    area: str
    starts_on: date
    ends_on: date | None
    state: str


class PostTold(Told):
    id: UUID
    title: str
    kind: str
    duties: list[DutyTold]


class UnitDetail(UnitTold):
    """With its posts, for who keeps it."""

    posts: list[PostTold]


class UnitGiven(Given):
    """A unit to be founded."""

    kind: Annotated[str, Field(max_length=40)]
    name: Name
    area: Area = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    valid_from: date
    parent_id: UUID | None = None


class RenameGiven(Given):
    name: Name
    phone: Annotated[str, Field(max_length=40)] = ""


class CloseGiven(Given):
    valid_until: date


class PostGiven(Given):
    title: Annotated[str, Field(min_length=1, max_length=60)]
    kind: DutyCode


class AppointGiven(Given):
    post: UUID
    username: Annotated[str, Field(max_length=60)]
    area: Area = ""
    starts_on: date
    ends_on: date | None = None


class RelieveGiven(Given):
    duty: UUID
    ends_on: date


class LineTold(Told):
    """One line of the duty list, with the units of its kind that serve here."""

    number: str
    title: str
    basis: str
    lead: str
    area: str
    units: list[str]


class CellTold(Told):
    """`state`: silent, led, borne, gap, partly, overlap; `wrong` counts the communities concerned."""

    tier: int
    state: str
    wrong: int
    exceptions: int
    lines: list[LineTold]


class RowTold(Told):
    category: str
    name: str
    parent: str
    gap: int
    overlap: int
    cells: list[CellTold]


class DutyListTold(Told):
    """Kinds of matter × tiers, for one area."""

    area: str
    communities: int
    gap_rows: int
    overlap_rows: int
    rows: list[RowTold]


class LeadTold(Told):
    """Who leads and by which line; or `unit_id` null, and why nobody does."""

    unit_id: UUID | None
    unit_name: str
    number: str
    title: str
    basis: str
    tier: int | None
    service: str
    reason: str


def unit_told(card: UnitCard) -> dict[str, Any]:
    return asdict(card)


def lead_told(found: Lead | Gap) -> dict[str, Any]:
    if isinstance(found, Gap):
        blank: dict[str, Any] = dict.fromkeys(("unit_name", "number", "title", "basis", "service"), "")
        return {**blank, "unit_id": None, "tier": None, "reason": found.reason}
    told = {name: getattr(found, name) for name in LeadTold.model_fields if name != "reason"}
    return {**told, "reason": ""}


def duty_list_told(shown: Matrix) -> dict[str, Any]:
    counted = {name: getattr(shown, name) for name in ("area", "communities", "gap_rows", "overlap_rows")}
    return {**counted, "rows": [_row(row) for row in _rows(shown)]}


def _rows(shown: Matrix) -> Iterator[Row]:
    for group in shown.groups:
        yield group.head
        yield from group.rows


def _row(row: Row) -> dict[str, Any]:
    kind = {"category": row.category.code, "name": row.category.name, "parent": row.category.parent}
    return {**kind, "gap": row.gap, "overlap": row.overlap, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    lines = [
        {
            "number": line.item.number,
            "title": line.item.title,
            "basis": line.item.basis,
            "lead": line.item.lead,
            "area": line.item.area,
            "units": [unit.name for unit in line.units],
        }
        for line in cell.lines
    ]
    told = {name: getattr(cell, name) for name in ("tier", "state", "wrong", "exceptions")}
    return {**told, "lines": lines}
