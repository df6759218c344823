"""C2: who speaks changes nothing about where it goes; nothing is kept, counted or looked up per resident."""

import ast
import random
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters.models import Contact, Matter
from lianxin.matters.queries.progress import find_by_code
from lianxin.mediation.contracts import PartyDraft, Person
from lianxin.mediation.lifecycle import TABLE, Relation
from lianxin.mediation.lifecycle import Verb as DisputeVerb
from lianxin.mediation.models import Dispute, Due, Party
from lianxin.mediation.queries.procedure import waiting_for
from lianxin.shell.words import Generator
from quarrel import CALM, WANG, ZHAO, registered, said
from town import Town

SRC = Path(__file__).resolve().parents[2] / "src" / "lianxin"
SAME = (
    "area", "category", "suggested", "service", "state", "desk", "unit_id", "routed_because", "due_at",
    "bounces",
)  # fmt: skip
NAMES = ("", "王阿姨", "<b>李</b>", "总来说事的人", "局长", "J. Smith", "ئاينۇر")
PHONES = ("", "13800000000", "0355-2222222", "+86 19999999999", "110-1234567")
# What would be a lookup, count or list by resident: grouping or filtering by any of these.
OF_A_RESIDENT = ("phone", "sealed_phone", "sealed_name", "phone_digest", "credential", "reporter", "address")


def who(dice: random.Random) -> dict[str, Any]:
    name, phone = dice.choice(NAMES), dice.choice(PHONES)
    return {"name": name, "phone": phone, "credential": f"web:{dice.random()}"}


def fate(town: Town, text: str, **more: Any) -> dict[str, Any]:
    """Where a report would go, and why; undone afterwards, so that nobody's past is there to be used."""
    with transaction.atomic():
        ref = town.reported(text, by=Actor.resident(), **more)
        row = Matter.objects.filter(county=ref.county, id=ref.id).values(*SAME).get()
        transaction.set_rollback(True)
    return row


def permute(town: Town, cases: int) -> int:
    said, dice, explained = Generator(7), random.Random(7), 0
    for _case in range(cases // 2):
        text = said.report().text
        one, other = fate(town, text, **who(dice)), fate(town, text, **who(dice))
        assert one == other, text
        assert one["routed_because"], "decided without saying why"
        assert one["suggested"].get("reason") or not one["suggested"]
        explained += bool(one["routed_because"])
    return explained


@pytest.mark.broad
@pytest.mark.django_db
@pytest.mark.usefixtures("warm")
def test_who_speaks_changes_nothing_in_a_thousand_cases(town: Town) -> None:
    assert permute(town, 1_000) == 500


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.usefixtures("warm")
def test_who_speaks_changes_nothing_in_ten_thousand_cases(town: Town) -> None:
    assert permute(town, 10_000) == 5_000


@pytest.mark.django_db
def test_neither_device_nor_address_nor_past_changes_anything(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the page, and with a past: forty earlier reports of the same phone."""
    monkeypatch.setattr(clock, "now", lambda: town.now)
    rows = []
    for number in range(41):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}", headers={"user-agent": f"phone {number % 3}"})
        client.cookies["lx_language"] = "en" if number % 2 else "zh"
        told = {"id": str(uuid4()), "text": "夜里打麻将太吵", "area": town.chenghuang, "phone": PHONES[1]}
        code = client.post("/", told)["Location"].split("/")[2]
        rows.append(Matter.objects.filter(id=find_by_code(code).id).values(*SAME).get())
    assert all(row == rows[0] for row in rows)


@pytest.mark.django_db
def test_two_contacts_of_one_resident_cannot_be_told_to_be_one(town: Town) -> None:
    for _time in range(2):
        town.reported(phone=PHONES[1], name=NAMES[1])
    one, other = Contact.objects.order_by("id").values()
    equal = {name for name in one if one[name] == other[name]}
    assert equal <= {"county", "kept_until", "quiet", "left_later", "sealed_mail"}


def _calls() -> list[tuple[str, str, list[str]]]:
    """(file, method, names) of every filter, grouping and ordering in the source."""
    asks = {"filter", "exclude", "get", "values", "values_list", "annotate", "order_by", "aggregate", "Q"}
    found = []
    for path in SRC.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called in asks:
                    words = [word.arg or "" for word in node.keywords]
                    words += [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
                    found.append((str(path.relative_to(SRC)), called, words))
    return found


def test_no_query_asks_for_a_resident() -> None:
    """`Intake.credential` is one report's key, asked together with its id; nothing else may name them."""
    wrong = [
        (file, called, word)
        for file, called, words in _calls()
        for word in words
        if word.split("__")[0].lstrip("-") in OF_A_RESIDENT
        and not (word == "credential" and "key" in words)
        # the phone of an office; the environment; where a channel sends, out of its own settings; one
        # party's number, read out of what was opened to write to them
        and not file.startswith(("org/", "kernel/", "notices/mail.py", "mediation/actions/telling.py"))
    ]
    assert not wrong


def test_no_aggregate_is_by_person() -> None:
    """By cause, by unit, by area: never by whoever handled or reported."""
    people = {
        "handler",
        "actor",
        "person",
        "person_id",
        "reporter",
        "handler_id",
        "party",
        "party_id",
        "mediator",
    }
    grouped = [
        row for row in _calls() if row[1] in {"values", "annotate", "aggregate"} and people & set(row[2])
    ]
    assert not grouped


def test_no_column_scores_or_labels_a_person() -> None:
    from django.apps import apps

    refused = ("score", "points", "label", "risk", "rank", "tag", "profile", "credit", "blacklist", "colour")
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if any(word in field.name for word in refused)
    ]
    # A colour is the quarrel's, given by answers about it, and gone when it has ended (mediation/triage.py).
    assert set(columns) == {
        "contenttypes.ContentType.app_label",
        "deadlines.LadderStep.rank",
        "mediation.Dispute.colour",
    }


def test_the_lint_sees_a_lookup_by_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "spy.py").write_text("Contact.objects.filter(phone_digest=x).values('handler')")
    monkeypatch.setitem(globals(), "SRC", tmp_path)

    with pytest.raises(AssertionError):
        test_no_query_asks_for_a_resident()
    with pytest.raises(AssertionError):
        test_no_aggregate_is_by_person()


ANSWERS = {**CALM, "threat": True, "injury": True}
OF_A_DISPUTE = ("state", "colour", "reasons", "committee_id", "mediator", "category", "source", "version")


def fate_of_a_quarrel(town: Town, one: Person, other: Person, past: int) -> tuple[Any, ...]:
    """What becomes of it: its colour and why, its clocks, what may be done next, and where it stands in its
    mediator's list. Undone afterwards."""
    with transaction.atomic():
        for _time in range(past):
            said(town, DisputeVerb.TURN_AWAY, registered(town, parties=sides(one, other)), reason="不归调解")
        calm = said(town, DisputeVerb.TAKE, registered(town, parties=sides(WANG, ZHAO)), harms=CALM)
        hot = said(town, DisputeVerb.NOTIFY, registered(town, parties=sides(one, other)), told="police")
        said(town, DisputeVerb.TAKE, hot, harms=ANSWERS)
        row = Dispute.objects.filter(county=hot.county, id=hot.id).values(*OF_A_DISPUTE).get()
        dues = list(Due.objects.filter(county=hot.county, dispute_id=hot.id).values_list("kind", "due_on"))
        waits = waiting_for(town.chentiaojie, now=town.now)
        order = [("calm", "hot")[row.ref == hot] for row in waits if row.ref in (calm, hot)]
        verbs = [row.verb for row in TABLE.offered(row["state"], {Relation.MEDIATOR})]
        transaction.set_rollback(True)
    return row, sorted(dues), order, verbs


def sides(one: Person, other: Person) -> tuple[PartyDraft, PartyDraft]:
    return PartyDraft("applicant", one), PartyDraft("respondent", other)


@pytest.mark.django_db
@pytest.mark.usefixtures("warm")
def test_who_quarrels_changes_no_colour_no_clock_no_proposal_and_no_order(town: Town) -> None:
    """Other names, numbers, sexes and addresses, the sides exchanged, and five quarrels before this one."""
    dice, fates = random.Random(7), []
    for case in range(12):
        people = [
            Person(
                dice.choice(NAMES) or "某人",
                dice.choice(PHONES),
                dice.choice(("", "东关1号")),
                dice.choice("男女"),
            )
            for _side in range(2)
        ]
        fates.append(fate_of_a_quarrel(town, *people, past=5 if case % 3 == 0 else 0))

    assert all(fate == fates[0] for fate in fates)
    row, dues, order, verbs = fates[0]
    assert (row["colour"], len(order)) == ("red", 2)
    assert row["reasons"]
    assert dues
    assert verbs


@pytest.mark.django_db
def test_two_parties_of_two_disputes_cannot_be_told_to_be_one(town: Town) -> None:
    """The same two, twice: no column is equal by which somebody could be followed."""
    for _time in range(2):
        registered(town)
    rows = list(Party.objects.order_by("id").values())
    same = {name for name in rows[0] if rows[0][name] == rows[2][name]}
    assert same == {"county", "place", "side", "hidden", "will", "asked_at", "answered_at"}
