"""The audit administrator reads the journal, filters it, and proves it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.cast import NOW
from lianxin.accounts.models import Person
from lianxin.accounts.public import register
from lianxin.journal import public as journal
from lianxin.journal.models import Head
from lianxin.kernel.actor import SYSTEM, Actor
from signin import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(door: Client, zhao: Person) -> Client:
    return signed_in(door, register("shenji", "审计员", None, "audit", by=SYSTEM, now=NOW))


def write(county: str, count: int, by: Actor = SYSTEM) -> None:
    for number in range(count):
        fact = journal.Fact("matters.accept", f"matter:{number}", {"n": number})
        journal.append(county, [fact], by=by, now=NOW + timedelta(days=number))


def test_the_newest_comes_first_and_the_rest_by_position(auditor: Client) -> None:
    write("140403", 120)

    first = auditor.get("/journal/?county=140403").content.decode()
    second = auditor.get("/journal/?county=140403&before=71").content.decode()

    assert "matter:119<" in first
    assert "matter:69<" not in first
    assert "before=71" in first
    assert "matter:69<" in second


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("actor=zhaojing", {"matter:0"}),
        ("actor=system", {"org.appoint"}),
        ("action=org.appoint", {"org.appoint"}),
        ("action=matters.", {"matter:0"}),
        ("since=2026-11-24", {"org.appoint"}),
        ("until=2026-11-23", {"matter:0"}),
        ("since=2030-01-01", set()),
    ],
)
def test_it_is_filtered_by_actor_action_and_day(
    auditor: Client, zhao: Person, query: str, seen: set[str]
) -> None:
    write("140403", 1, by=Actor.staff(zhao.id))
    fact = journal.Fact("org.appoint", "duty:1")
    journal.append("140403", [fact], by=SYSTEM, now=NOW + timedelta(days=3))

    page = auditor.get(f"/journal/?county=140403&{query}").content.decode()
    table = page.split("<tbody>")[-1] if "<tbody>" in page else ""

    assert {word for word in ("matter:0", "org.appoint") if f"{word}<" in table} == seen


@pytest.mark.parametrize(
    "query", ["county=1404", "county=' or 1=1", "since=yesterday", "action=x;y", "before=-1"]
)
def test_a_filter_that_makes_no_sense_is_said_to(auditor: Client, query: str) -> None:
    assert auditor.get(f"/journal/?{query}").status_code == 422


def test_a_name_shows_instead_of_an_id(auditor: Client, zhao: Person) -> None:
    write("140403", 1, by=Actor.staff(zhao.id))

    assert "赵警官" in auditor.get("/journal/?county=140403").content.decode()


def test_the_chain_is_proved_and_a_break_is_named(auditor: Client) -> None:
    write("140403", 5)
    assert "都对得上" in auditor.post("/journal/verify/", {"county": "140403"}).content.decode()

    Head.objects.filter(county="140403").update(link="f" * 64)

    assert "第 5 条对不上" in auditor.post("/journal/verify/", {"county": "140403"}).content.decode()


def test_a_long_chain_is_left_to_the_command_line(auditor: Client) -> None:
    Head.objects.create(county="140403", position=200_001)

    refused = auditor.post("/journal/verify/", {"county": "140403"})

    assert refused.status_code == 409
    assert "lianxin journal verify --county 140403" in refused.content.decode()


def test_nothing_switches_the_journal_off(auditor: Client) -> None:
    """No address of this room writes, empties or stops it."""
    for verb in ("put", "patch", "delete", "post"):
        assert getattr(auditor, verb)("/journal/").status_code == 405
