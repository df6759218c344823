"""B7: what was taken away is gone at the very next request, for every role."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.clock import local
from lianxin.matters.public import Ref
from security.cast import Cast, end_duty, gather, matter_in
from security.policy import ADMINISTRATORS, SERVING
from signin import signed_in
from town import Town

READS = {
    **dict.fromkeys(SERVING, "/needle/"),
    "security": "/people/",
    "audit": "/journal/",
    "system": "/account/",
}
SEEING = sorted({"grid_officer", "handler", "unit_head", "assisting", "reporter", "town_dispatcher",
                 "county_dispatcher", "overseer"})  # fmt: skip


@pytest.fixture
def cast(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    return gather(town)


def enter(cast: Cast, relation: str) -> Client:
    return signed_in(Client(), Person.objects.get(id=cast.actors[relation].id))


def at_the_door(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/sign-in/?")


@pytest.mark.parametrize("relation", sorted(SERVING | ADMINISTRATORS))
def test_a_locked_person_and_an_ended_session_stand_at_the_door(cast: Cast, relation: str) -> None:
    person, path = cast.actors[relation].id, READS[relation]
    assert person
    for take_away in (accounts.end_sessions, accounts.lock):
        client = enter(cast, relation)
        assert client.get(path).status_code == 200

        take_away(person, accounts.Reason.SUSPICION, by=SYSTEM, now=cast.town.now)

        assert at_the_door(client.get(path))
        assert at_the_door(client.get(path))  # nor does the session come back


@pytest.mark.parametrize("relation", SEEING)
def test_a_duty_that_ended_shows_and_moves_nothing(cast: Cast, relation: str) -> None:
    ref = matter_in("handling", cast)
    client = enter(cast, relation)
    path = f"/matters/{ref.county}/{ref.id}/"
    assert client.get(path).status_code == 200
    assert client.get("/matters/").content.count(str(ref.id).encode()) > 0 or relation in {
        "assisting",
        "reporter",
    }

    end_duty(cast.actors[relation], local(cast.town.now).date())

    assert client.get(path).status_code == 404
    for verb in ("supplement", "chase", "close", "finish", "oversee"):
        assert client.post(f"{path}{verb}/", {"note": "说", "reason": "说"}).status_code == 404
    assert client.post(f"{path}contact/", {"reason": "还想看"}).status_code == 404
    for page in ("/needle/", "/matters/"):
        assert str(ref.id) not in client.get(page).content.decode()


def test_a_keeper_whose_duty_ended_keeps_nothing(cast: Cast) -> None:
    client = enter(cast, "keeper")
    assert client.get("/undelivered/").status_code == 200

    end_duty(cast.actors["keeper"], local(cast.town.now).date())

    assert client.get("/undelivered/").status_code == 404
    assert client.post("/calendar/2026/", {"day": "2026-12-05", "working": "1"}).status_code in {403, 422}
    assert client.post("/grids/140403001004/draw/", {"parts": "2"}).status_code == 403


def test_an_administrator_who_was_relieved_administers_nothing(cast: Cast) -> None:
    from lianxin.accounts.actions import relieve

    client = enter(cast, "audit")
    person = cast.actors["audit"].id
    assert person
    relieve(person, accounts.Reason.LEAVES, by=cast.town.anquan, now=cast.town.now)

    assert at_the_door(client.get("/journal/"))
    assert enter(cast, "audit").get("/journal/").status_code == 404


def test_twelve_hours_and_two_of_silence_end_a_session(cast: Cast) -> None:
    client = enter(cast, "handler")
    cast.town.later(hours=1, minutes=59)
    assert client.get("/needle/").status_code == 200
    cast.town.later(hours=2, minutes=1)
    assert at_the_door(client.get("/needle/"))


def test_a_closed_unit_gives_no_sight(cast: Cast) -> None:
    from lianxin.org.models import Unit

    ref: Ref = matter_in("handling", cast)
    client = enter(cast, "handler")
    yesterday = local(cast.town.now).date() - timedelta(days=1)
    Unit.objects.filter(id=cast.town.unit("police_station")).update(valid_until=yesterday)

    assert client.get(f"/matters/{ref.county}/{ref.id}/").status_code == 404
