"""Hostile words in every field through the real pages: kept as words, shown as words, no fault of ours."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings, settings
from django.http import HttpResponse
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from signin import signed_in
from town import Town

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE matters_matter; --",
    "1' OR '1'='1",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\u202e反着写\u2066\u0000\ufeff",
    "a\x00b",
    "\x1b[2J\r\nSet-Cookie: x=1",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "長" * 5_000,
    "🧨" * 300,
    "%s%n%(x)s",
    "\ud7ff\ue000\uffff",
)
UNESCAPED = (SCRIPT, "<img src=x", "onerror=alert(1)>")


@pytest.fixture
def standing(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Town:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    settings.WRONG_CODES = settings.REPORTS_PER_HOUR = 10**8
    return town


@pytest.fixture
def as_(standing: Town) -> Callable[[Actor], Client]:
    return lambda actor: signed_in(Client(), Person.objects.get(id=actor.id))


def sound(answer: HttpResponse) -> str:
    page = answer.content.decode()
    assert answer.status_code < 500, page[:300]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "x" not in answer.cookies
    assert not [sign for sign in UNESCAPED if sign in page]
    assert settings.SECRET_KEY not in page
    return page


@pytest.mark.broad
@pytest.mark.parametrize("words", HOSTILE)
def test_a_report_of_hostile_words_is_words(
    standing: Town, as_: Callable[[Actor], Client], words: str
) -> None:
    told = {"id": str(uuid4()), "area": standing.chenghuang, "text": f"井盖{words}", "place": words}
    told |= {"name": words[:40], "area_words": words}
    for name in told:
        sound(Client().post("/", told | {name: words}))
    shorter = told | {
        "id": str(uuid4()),
        "text": f"井盖{words}"[:4000],
        "place": words[:200],
        "area_words": "",
    }
    sound(Client().post("/", {key: value.replace("\x00", "") for key, value in shorter.items()}))
    rows = list(Matter.objects.all())
    assert rows, "words alone refuse nobody"
    desk = as_(standing.qianpaiqian)
    for row in rows:
        sound(desk.get(f"/matters/{row.county}/{row.id}/"))
        sound(desk.post(f"/matters/{row.county}/{row.id}/contact/", {"reason": words}))
        sound(desk.post(f"/matters/{row.county}/{row.id}/route/", {"unit": words, "category": words}))
        sound(desk.post(f"/matters/{row.county}/{row.id}/merge/", {"into": words, "reason": words}))
        sound(desk.post(f"/matters/{row.county}/{row.id}/decline/", {"route": words, "reason": words}))
        sound(Client().get(f"/p/{matters.resident_code(row.id)}/"))
    for path in ("/needle/", "/matters/"):
        sound(desk.get(path))


@pytest.mark.broad
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_questions_are_answered(standing: Town, as_: Callable[[Actor], Client], words: str) -> None:
    clients = [
        Client(),
        *map(as_, (standing.qianpaiqian, standing.wuguanli)),
    ]
    keys = ("q", "at", "area", "code", "after", "cause", "state", "category", "done", "next", "page", "parts",
            "cell", "wrong", "part", "county", "actor", "action", "since", "until", "before")  # fmt: skip
    asked = dict.fromkeys(keys, words[:2000])
    for client in clients:
        for path in ("/", "/p/", "/places/", "/places/outlines/", "/needle/", "/matters/", "/oversight/",
                     "/oversight/140403001/", "/people/", "/journal/", "/divisions/", "/grids/", "/duties/",
                     "/units/", "/units/new/", "/service-times/", "/undelivered/", "/sign-in/"):  # fmt: skip
            sound(client.get(path, asked))
    for path, key in (("/places/", "at"), ("/matters/", "after"), ("/oversight/140403001/", "after")):
        sound(clients[1].get(path, {key: words[:2000]}))


@pytest.mark.broad
@pytest.mark.parametrize("words", HOSTILE)
def test_those_who_keep_the_house_may_type_anything(
    standing: Town, as_: Callable[[Actor], Client], words: str
) -> None:
    keeper, security = as_(standing.wuguanli), as_(standing.anquan)
    unit = standing.unit("police_station")
    sound(keeper.post(f"/units/{unit}/rename/", {"name": words, "phone": words}))
    sound(keeper.post(f"/units/{unit}/open-post/", {"title": words, "kind": words}))
    sound(
        keeper.post(
            f"/units/{unit}/appoint/", dict.fromkeys(("post", "username", "area", "starts_on"), words)
        )
    )
    sound(keeper.post("/calendar/2026/", {"day": "2026-12-05", "working": "1", "name": words}))
    sound(keeper.post("/service-times/change/", dict.fromkeys(("code", "name", "basis", "dispatch"), words)))
    sound(security.post("/people/register/", {"username": words, "name": words}))
    sound(security.get("/people/"))
    sound(keeper.get(f"/units/{unit}/"))
    sound(Client().post("/sign-in/", {"username": words, "password": words, "next": words}))


ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "http:evil.example",
    "javascript:alert(1)", "https:///evil.example", " //evil.example", "/%09/evil.example",
    "////evil.example",
)  # fmt: skip


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_no_link_of_ours_leads_elsewhere(standing: Town, as_: Callable[[Actor], Client], onward: str) -> None:
    ref = standing.reported("说不清")
    answers = [
        Client().post("/preferences/", {"language": "en", "next": onward}),
        as_(standing.qianpaiqian).get("/sign-in/", {"next": onward}),
        as_(standing.qianpaiqian).post(f"/matters/{ref.county}/{ref.id}/chase/", {"next": onward}),
        as_(standing.liwangge).post(f"/matters/{ref.county}/{ref.id}/chase/", {"next": onward}),
    ]
    for answer in answers:
        where = answer.get("Location", "/")
        assert where.startswith("/"), where
        assert not where.startswith(("//", "/\\")), where


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil", "", "a b"])
def test_another_host_is_refused(standing: Town, host: str) -> None:
    for headers in ({"HTTP_HOST": host},) if host else ():
        assert Client().get("/", **headers).status_code == 400
    answer = Client().get("/", HTTP_X_FORWARDED_HOST=host or "evil.example")
    assert answer.status_code == 200
    assert b"evil" not in answer.content


@pytest.mark.parametrize(
    "header", ["X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Original-URL", "X-Rewrite-URL"]
)
def test_a_header_makes_nobody_of_a_stranger(standing: Town, header: str) -> None:
    answer = Client().get("/needle/", headers={header: "qianpaiqian"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_method_is_what_it_is(standing: Town, as_: Callable[[Actor], Client]) -> None:
    ref = standing.reported("说不清")
    path, desk = f"/matters/{ref.county}/{ref.id}/", as_(standing.qianpaiqian)
    before = Matter.objects.values().get()
    for headers in ({"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "DELETE"}):
        assert desk.get(f"{path}decline/?_method=POST&reason=x&route=y", headers=headers).status_code == 405
        assert desk.get(path, headers=headers).status_code == 200
    assert Matter.objects.values().get() == before


def test_ten_megabytes_are_refused_before_they_are_read(standing: Town) -> None:
    told = {"id": str(uuid4()), "text": "长" * 3_400_000, "area": standing.chenghuang}
    for path in ("/", "/sign-in/", "/preferences/", "/p/ZZZZZZZZZZ/rate/"):
        assert Client().post(path, told).status_code in {400, 413}
    assert Client().post("/", {f"f{number}": "1" for number in range(1_000)}).status_code == 400
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    "kind", ["application/json", "text/xml", "text/plain", "multipart/form-data", "x/y; boundary"]
)
def test_other_shapes_of_body_are_no_form(standing: Town, kind: str) -> None:
    body = json.dumps({"id": str(uuid4()), "text": "井盖", "area": standing.chenghuang})
    for path in ("/", "/sign-in/", "/preferences/"):
        assert Client().post(path, body, content_type=kind).status_code in {200, 302, 400, 422}
    assert not Matter.objects.exists()


def test_a_form_from_elsewhere_does_nothing(standing: Town) -> None:
    answer = Client(enforce_csrf_checks=True).post("/", {"id": str(uuid4()), "text": "井盖"})
    assert answer.status_code == 403
    assert not Matter.objects.exists()


BROKEN = (
    "/p/%00/", "/matters/%00/0195b1c0-0000-7000-8000-000000000000/", "/oversight/%00/", "/?x=%00",
    "/oversight/١٤/", "/oversight/" + "9" * 5000 + "/",
)  # fmt: skip


@pytest.mark.parametrize("path", BROKEN)
def test_broken_addresses_get_a_sentence(standing: Town, as_: Callable[[Actor], Client], path: str) -> None:
    for client in (Client(), as_(standing.zhouzhuren)):
        answer = client.get(path)
        assert answer.status_code in {302, 403, 404, 422}
        assert "</html>" in answer.content.decode() or answer.status_code == 302


def test_a_cookie_with_a_nul_is_refused(standing: Town) -> None:
    answer = Client(headers={"cookie": 'lx_session="\\000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"'}).get("/needle/")
    assert answer.status_code == 422


def test_a_deployment_behind_https_has_nothing_to_mend(tmp_path: Path) -> None:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LIANXIN_", "DATABASE"))
    }
    kept |= {"LIANXIN_DATA": str(tmp_path), "LIANXIN_HTTPS": "1", "LIANXIN_HOSTS": "lianxin.example"}
    kept |= {"DJANGO_SETTINGS_MODULE": "lianxin.shell.settings"}
    command = [sys.executable, "-m", "lianxin.shell", "manage", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(command, env=kept, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", [{"since": "0001-01-01"}, {"until": "9999-12-31"}])
def test_the_journal_at_either_end_of_the_calendar(
    standing: Town, as_: Callable[[Actor], Client], asked: dict[str, str]
) -> None:
    assert as_(standing.shenji).get("/journal/", asked).status_code == 422
