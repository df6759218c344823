"""C1: nothing is kept of people that is not declared; a report needs none of it."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import models
from django.test import Client

from lianxin.kernel import dataprotection
from lianxin.kernel.dataprotection import Declared, Room
from lianxin.matters.models import Contact, Matter
from town import Town

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "generated" / "personal-data.md"


def test_every_column_that_could_hold_personal_data_is_declared_or_excused() -> None:
    assert not dataprotection.faults()


def test_a_new_column_does_not_pass_unnoticed(monkeypatch: pytest.MonkeyPatch) -> None:
    field = models.CharField(max_length=20)
    field.set_attributes_from_name("identity_number")
    field.model = Matter
    monkeypatch.setattr(Matter._meta, "local_fields", [*Matter._meta.local_fields, field])

    assert dataprotection.faults() == ["matters.Matter.identity_number is neither declared nor excused"]


def test_a_declaration_leaves_nothing_unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = dataprotection.rooms()
    broken = [_without_a_basis(room) if room.label == "org" else room for room in rooms]
    monkeypatch.setattr(dataprotection, "rooms", lambda: broken)

    assert dataprotection.faults() == ["org.Duty.person leaves something unsaid"]


def _without_a_basis(room: Room) -> Room:
    first, *rest = room.declared
    return replace(room, declared=(replace(first, basis=""), *rest))


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text().endswith(dataprotection.render())


def test_declarations_are_whole_sentences_for_a_reader() -> None:
    rows: list[Declared] = [row for room in dataprotection.rooms() for row in room.declared]
    assert len(rows) > 20
    assert all("|" not in value for row in rows for value in vars(row).values())


@pytest.mark.django_db
def test_a_report_needs_no_personal_field(client: Client, town: Town) -> None:
    answer = client.post("/", {"id": str(uuid4()), "text": "井盖坏了", "area": town.chenghuang})

    assert answer.status_code == 302
    assert not Contact.objects.exists()
    kept = Matter.objects.values().get()
    assert not any(kept[name] for name in ("reporter", "handler", "lon", "lat", "place"))
