"""The audit administrator reads the journal, filters it, and proves it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.cast import NOW
from lianxin.accounts.models import Person
from lianxin.accounts.public import register
from lianxin.journal import public as journal
from lianxin.journal.models import Head
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.matters.public import Verb
from lianxin.mediation.actions.looking import look_in
from quarrel import mediating
from signin import signed_in
from town import Town

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


def told(auditor: Client, county: str) -> str:
    return auditor.get(f"/journal/?county={county}").content.decode().split("<tbody>")[-1]


def test_words_stand_beside_the_codes(auditor: Client, zhao: Person) -> None:
    """What a person wants to read, and what proves it, in one row."""
    fact = journal.Fact("accounts.lock", f"person:{zhao.id}", {"reason": "leaves"})
    journal.append(journal.NATION, [fact], by=SYSTEM, now=NOW)

    row = told(auditor, journal.NATION)

    for words in ("锁住账号", "系统", "赵警官", "离岗"):
        assert words in row
    for code in ("accounts.lock", str(zhao.id), "&quot;leaves&quot;"):
        assert code in row


def test_a_state_and_a_unit_are_named(auditor: Client) -> None:
    payload = {"from": "routed", "to": "accepted", "unit": "", "version": 3, "note": "f" * 64}
    journal.append("140403", [journal.Fact("matters.accept", "matter:1", payload)], by=SYSTEM, now=NOW)

    row = told(auditor, "140403")

    assert "签收" in row
    assert "已派到单位" in row
    assert "单位已签收" in row


def test_a_lock_out_says_what_was_locked(auditor: Client) -> None:
    """One name at one place is a colleague's slip; a whole network is somebody who tries names."""
    fact = journal.Fact("accounts.locked_out", f"address:{'f' * 32}", {"scope": "address"})
    journal.append(journal.NATION, [fact], by=SYSTEM, now=NOW)

    row = told(auditor, journal.NATION)

    assert "整个网络" in row
    assert "网络 <" in row or "网络<code>" in row


def test_what_nobody_knows_stands_as_it_is_written(auditor: Client) -> None:
    """A code of a room that is gone, an id that was never one: the page holds."""
    facts = [
        journal.Fact("ghosts.walk", "ghost:1", {"at": "midnight"}),
        journal.Fact("accounts.lock", "person:nobody", {"reason": "unheard_of"}),
    ]
    journal.append("140403", facts, by=SYSTEM, now=NOW)

    row = told(auditor, "140403")

    assert "ghosts.walk" in row
    assert "person:nobody" in row
    assert "unheard_of" in row


@pytest.mark.parametrize("payload", ["{broken", "[]", "7", '{"from":{"a":1},"to":[null]}'])
def test_what_a_hand_wrote_into_a_chain_is_shown_and_breaks_no_page(auditor: Client, payload: str) -> None:
    """It is what the auditor came for."""
    entry = journal.Entry(county="140403", position=1, at=NOW, actor="staff:nobody", action="matters.accept")
    entry.subject, entry.payload, entry.link = "matter:1", payload, "f" * 64
    entry.save(force_insert=True)
    Head.objects.create(county="140403", position=1, link="f" * 64)

    assert "staff:nobody" in told(auditor, "140403")
    assert "第 1 条对不上" in auditor.post("/journal/verify/", {"county": "140403"}).content.decode()


def test_every_verb_of_a_matter_and_of_an_account_has_its_word(auditor: Client) -> None:
    page = auditor.get("/journal/").content.decode()

    for verb in Verb:
        assert f'value="matters.{verb.value}"' in page
    for change in ("sign_in", "register", "set_password", "end_sessions"):
        assert f'value="accounts.{change}"' in page


def test_a_page_of_the_journal_costs_the_same_however_many_rows_it_has(
    auditor: Client, zhao: Person, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        fact = journal.Fact("org.appoint", f"duty:{uuid4()}", {"person": str(zhao.id), "post": str(uuid4())})
        journal.append("140403", [fact], by=Actor.staff(zhao.id), now=NOW + timedelta(minutes=number))
    auditor.get("/journal/?county=140403")

    with django_assert_max_num_queries(16):
        auditor.get("/journal/?county=140403")


def test_who_looked_at_a_dispute_and_what_somebody_looked_at_is_found_in_words(
    door: Client, town: Town
) -> None:
    """C8: by its code, or by the name of who looked; each entry in words, and none of the reason."""
    one, other = mediating(town), mediating(town)
    for ref in (one, other):
        look_in(ref, by=town.yansifa, now=town.now, reason="当事人投诉,核实")
    look_in(one, by=town.chentiaojie, now=town.now)
    auditor = signed_in(door, Person.objects.get(id=town.shenji.id))
    asked = f"/journal/?county={town.county}&action=mediation.look"

    guide, mediator = people = [Person.objects.get(id=who.id) for who in (town.yansifa, town.chentiaojie)]

    def found(query: str) -> list[str]:
        page = auditor.get(f"{asked}&{query}").content.decode()
        assert "打开卷宗" in page
        assert "核实" not in page
        rows = page.split("<tbody>")[-1].split("</tr>")[:-1]
        return [next(person.name for person in people if person.name in row) for row in rows]

    assert found(f"subject=dispute:{one.id}") == [mediator.name, guide.name]
    assert found(f"subject=dispute:{other.id}") == [guide.name]
    assert found(f"actor={guide.username}") == [guide.name] * 2
    assert auditor.get(f"{asked}&subject=nonsense").status_code == 422
