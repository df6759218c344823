"""B2: a marker is planted in every personal field; no page, file, log or journal shows one to others."""

import logging
from dataclasses import fields
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client

from guard import unguarded
from lianxin.journal.models import Announcement, Entry
from lianxin.kernel import clock
from lianxin.matters import public as matters
from lianxin.matters.contacts import ContactCard
from lianxin.matters.contracts import Card, Dossier, Look, Needle, Progress, StepTold
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb, Wanted
from lianxin.matters.queries.listing import Listing
from lianxin.notices.public import relay
from security.cast import Cast, gather, let_in
from security.policy import EVERYBODY, ROUTES, SEES
from security.probing import probe_of
from town import Town

PHONE, NAME = "13966778899", "要保密的称呼"
# Whole, or masked with its ends left; bare ends would be found in any hash.
CONTACT = (PHONE, NAME, "139****8899", "*8899", "•8899")
TEXT, PLACE = "标记正文甲", "标记地点乙"
NOTE, BETWEEN_UNITS, REASON = "标记说明丙", "标记退回原因丁", "标记查看原因戊"
WORDS = (TEXT, PLACE, NOTE, BETWEEN_UNITS, REASON)
NOT_HERE = {"reporter"}  # this one was reported by a resident
MAY_READ_WORDS = (SEES - NOT_HERE) | {"code"}


@pytest.fixture
def cast(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    settings.WRONG_CODES = settings.REPORTS_PER_HOUR = 10**8
    settings.NOTICE_FILE = tmp_path / "notices.jsonl"
    return let_in(gather(town))


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """From the first report on. Only who reads the log asks for it: each missing variable of each template
    writes a line with its whole trace."""
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.fixture
def ref(cast: Cast) -> Ref:
    """Reported through the real page, sent back once, then in hand, looked at once, and nearly done."""
    town = cast.town
    told = {"id": str(uuid4()), "text": f"说不清{TEXT}", "place": PLACE, "area": town.chenghuang}
    Client().post("/", told | {"phone": PHONE, "name": NAME})
    row = Matter.objects.get()
    ref, police = Ref(row.county, row.id), town.unit("police_station")
    town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("urban_management"))
    town.speak(Verb.SEND_BACK, ref, town.zhengchengguan, unit=police, reason=BETWEEN_UNITS)
    town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=police)
    town.speak(Verb.ACCEPT, ref, town.zhaojing)
    mediators = town.unit("mediation_committee", town.chenghuang)
    town.speak(Verb.ASSIST, ref, town.zhaojing, unit=mediators, reason=BETWEEN_UNITS)
    town.speak(Verb.BEGIN, ref, town.zhaojing)
    matters.reveal(ref, REASON, by=town.zhaojing, now=town.now)
    town.speak(Verb.SUPPLEMENT, ref, town.resident(ref), note=NOTE)
    relay(town.now, 100)
    return ref


def pages(cast: Cast, ref: Ref, *relations: str) -> list[tuple[str, str, str]]:
    """(relation, route, page) of every page that can be looked at."""
    seen = []
    for relation in relations:
        client = cast.clients[relation]
        for route in ROUTES:  # the API's operations have a matrix of their own (test_api_matrix.py)
            if "GET" in ROUTES[route]:
                path = probe_of(route, relation, cast, ref).path
                answer = client.get(path, follow=True)
                seen.append((relation, route, b"".join(answer).decode(errors="replace")))
    return seen


@pytest.mark.broad
@pytest.mark.parametrize("half", ["readers", "everybody else"])
def test_contact_details_are_on_no_page_and_words_only_on_their_readers(
    cast: Cast, ref: Ref, half: str
) -> None:
    relations = MAY_READ_WORDS if half == "readers" else EVERYBODY - MAY_READ_WORDS
    seen, leaks = pages(cast, ref, *sorted(relations)), []
    for relation, route, page in seen:
        leaks += [f"{relation} reads {marker} on {route}" for marker in CONTACT if marker in page]
        if relation not in MAY_READ_WORDS:
            leaks += [f"{relation} reads {marker} on {route}" for marker in WORDS if marker in page]
        if relation == "code" and BETWEEN_UNITS in page:
            leaks.append(f"the resident reads what units say to one another on {route}")
    assert not leaks, "\n".join(leaks)
    if half == "readers":
        assert sum(TEXT in page for _relation, _route, page in seen) > 10, "the markers were planted"
    assert len(seen) / len(relations) * len(EVERYBODY) > 500


def test_only_the_answer_to_a_reveal_shows_the_number(cast: Cast, ref: Ref) -> None:
    path = f"/matters/{ref.county}/{ref.id}/contact/"
    for relation in sorted(EVERYBODY - {"code", "other_code", "anonymous", "locked"}):
        page = cast.clients[relation].post(path, {"reason": "约上门时间"}).content.decode()
        may = relation in {"handler", "unit_head", "grid_officer", "town_dispatcher", "county_dispatcher"}
        assert (PHONE in page) is may, relation
        assert (NAME in page) is may, relation
        assert PHONE not in cast.clients[relation].get(path.replace("contact/", "")).content.decode()
    for relation in ("anonymous", "locked"):
        assert cast.clients[relation].post(path, {"reason": "约上门时间"}).status_code == 302


def test_a_reveal_without_a_reason_shows_nothing(cast: Cast, ref: Ref) -> None:
    path = f"/matters/{ref.county}/{ref.id}/contact/"
    for reason in ("", " ", "x", "\x00\x00\x00", "理" * 201):
        answer = cast.clients["handler"].post(path, {"reason": reason})
        assert answer.status_code == 422
        assert PHONE not in answer.content.decode()


def test_no_row_of_any_table_holds_a_contact_detail_in_the_clear(cast: Cast, ref: Ref) -> None:
    everything = []
    with unguarded(connection):
        for model in apps.get_models():
            everything += [repr(row) for row in model._base_manager.values_list()]
    told = "\n".join(everything)
    assert TEXT in told
    for marker in (PHONE, NAME):
        assert marker not in told
        assert marker.encode().hex() not in told


@pytest.mark.broad
def test_journal_announcements_notices_and_logs_hold_no_words(
    everything_logged: pytest.LogCaptureFixture, cast: Cast, ref: Ref, settings: LazySettings
) -> None:
    pages(cast, ref, "handler", "code", "outsider")
    cast.clients["handler"].post(f"/matters/{ref.county}/{ref.id}/contact/", {"reason": REASON})
    told = {
        "journal": "".join(Entry.objects.values_list("payload", flat=True)),
        "announcements": str(list(Announcement.objects.values_list("payload", "fault"))),
        "notices": settings.NOTICE_FILE.read_text() if settings.NOTICE_FILE.exists() else "",
        "logs": everything_logged.text,
    }
    assert "sealed" in told["notices"], "the resident was written to"
    code = matters.resident_code(ref.id)
    for where, words in told.items():
        found = [marker for marker in (*CONTACT, *WORDS, code) if marker in words]
        if (
            where == "logs"
        ):  # the statements of a debugging log hold the words that were asked for: not in service
            found = [marker for marker in (PHONE, NAME) if marker in _without_statements(everything_logged)]
        assert not found, (where, found)


def _without_statements(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(row.getMessage() for row in caplog.records if not row.name.startswith("django.db"))


SHAPES: dict[type, set[str]] = {
    Card: {
        "ref", "number", "text", "place", "area", "category", "state", "family", "unit", "received_at",
        "due_at", "late", "verbs", "why", "version", "follow_up_by", "reports", "alike",
    },
    Needle: {"late", "today", "week", "to_verify", "later"},
    Listing: {"cards", "next_after", "wanted"},
    Wanted: {"area", "state", "category", "after"},
    Look: {"who", "reason", "at"},
    StepTold: {"version", "verb", "label", "at", "who", "note", "state_after", "unit", "until", "road",
        "level", "own", "result", "by_telephone", "came", "photos", "photos_own", "photos_gone"},
    Progress: {
        "ref", "number", "headline", "text", "place", "state", "steps", "received_at", "due_at", "late",
        "promised_by", "verbs", "has_contact", "looks", "level", "urgent", "quarrel",
        "public",  # what anybody reads of it, and whether the resident objects
        "taken_down_by",  # on no page: so that nobody speaks for a caller where they serve
    },
    Dossier: {
        "card", "point", "place_words", "channel", "made_at", "steps", "because", "suggested", "clocks",
        "contact", "left_later", "looks", "assisting", "bounces", "asked_until", "level", "desk",
        "public", "publishes",
    },
    ContactCard: {"name", "phone", "mail"},
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_that_leaves_the_room_has_these_fields_and_no_other(shape: Any) -> None:
    """A new field is a decision about who reads it: make it here too."""
    assert {row.name for row in fields(shape)} == SHAPES[shape]


def test_shapes_hold_the_words_but_never_the_contact(cast: Cast, ref: Ref) -> None:
    town, code = cast.town, matters.resident_code(ref.id)
    shapes: dict[str, Any] = {
        "progress": matters.progress(code, now=town.now),
        "needle": matters.needle(town.zhaojing, now=town.now),
        "listing": matters.listing(town.qianpaiqian, Wanted(), now=town.now),
        **{
            f"dossier of {name}": matters.dossier(cast.actors[name], ref, now=town.now)
            for name in SEES - NOT_HERE
        },
    }
    for name, shape in shapes.items():
        told = DjangoJSONEncoder(ensure_ascii=False, default=repr).encode(repr(shape))
        assert TEXT in told, name
        assert not [marker for marker in CONTACT if marker in told], name
    assert BETWEEN_UNITS not in repr(shapes["progress"])
    assert shapes["dossier of handler"].contact == {"name": "••••", "phone": "••••"}


def test_a_unit_is_told_without_the_reporter(cast: Cast, ref: Ref) -> None:
    from lianxin.notices.models import Message

    told = repr(list(Message.objects.values_list("words", "subject", "key", "fault")))
    assert not [marker for marker in (*CONTACT, *WORDS) if marker in told]
