"""What a hostile neighbour would try with a login of any kind, and with none."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings, settings
from django.http import HttpResponse
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref
from lianxin.org import public as org
from lianxin.org.models import Duty
from security.cast import Cast, gather, let_in, matter_in
from security.policy import ROUTES, SERVING, SIGNED_IN
from security.probing import probe_of
from signin import half_signed_in, signed_in
from town import Town

SRC = Path(__file__).resolve().parents[2] / "src" / "lianxin"
PUBLIC = {"org:catalogue"}  # the same for everybody, and says so
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    settings.WRONG_CODES = settings.REPORTS_PER_HOUR = 10**8
    return let_in(gather(town))


def path_of(ref: Ref) -> str:
    return f"/matters/{ref.county}/{ref.id}/"


# ---- what stays on a computer that others use ------------------------------------------------------------


@pytest.mark.broad
def test_no_page_stays_in_a_cache_that_answers_by_itself(cast: Cast) -> None:
    """The back button after signing out, and the next person at the same computer."""
    ref, stale = matter_in("handling", cast), []
    for route, rows in ROUTES.items():
        if route.split(":")[0] in {"open311", "open311_trial", "commons", "document"}:
            continue  # the same for everybody, whoever asks: see their own tests
        for relation in sorted(SIGNED_IN) if "GET" in rows and route not in PUBLIC else ():
            probe = probe_of(route, relation, cast, ref)
            if route in {"accounts:sign_out", "accounts:everywhere"}:
                continue
            answer = cast.clients[relation].get(probe.path)
            told = answer.get("Cache-Control", "")
            if "no-store" not in told and not ("private" in told and "no-cache" in told):
                stale.append(f"{relation} {route}: {told}")
    assert not stale


def test_what_may_be_kept_is_asked_for_anew_and_refused_after_signing_out(cast: Cast) -> None:
    mine = cast.clients["grid_officer"]
    for path in ("/places/outlines/?area=140403001004", "/map/140403001.geojson"):
        kept = mine.get(path)
        asked = {"If-None-Match": kept["ETag"]}
        assert mine.get(path, headers=asked).status_code == 304
        assert Client().get(path, headers=asked).status_code != 304


@pytest.mark.parametrize("way_out", ["/sign-out/", "/account/sign-out-everywhere/"])
def test_signing_out_takes_pages_and_drafts_off_the_computer(cast: Cast, way_out: str) -> None:
    answer = cast.clients["handler"].post(way_out)

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_a_session_cookie_of_before_is_worth_nothing(cast: Cast) -> None:
    mine = cast.clients["handler"]
    old = mine.cookies[settings.SESSION_COOKIE_NAME].value
    mine.post("/sign-out/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old

    assert thief.get("/needle/").status_code == 302


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(cast: Cast, town: Town) -> None:
    told = {"id": str(uuid4()), "text": "井盖坏了", "area": town.chenghuang}
    answers = [
        Client().post("/", told),
        Client().get("/sign-in/"),
        Client().post("/preferences/", {"language": "en", "large": "1"}),
    ]
    given = [(name, cookie) for answer in answers for name, cookie in answer.cookies.items()]
    assert {name for name, _cookie in given} == {"lx_given", "csrftoken", "lx_language", "lx_large"}
    for name, cookie in given:
        assert cookie["httponly"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


@pytest.mark.broad
def test_no_change_is_made_by_a_page_of_somebody_else(cast: Cast) -> None:
    """Their browser sends the cookies along; it cannot send the token."""
    ref, taken = matter_in("handling", cast), set()
    for route in (route for route, rows in ROUTES.items() if "POST" in rows):
        if route.startswith("open311"):
            continue  # by a key in the request: a cookie means nothing there
        for relation in ("keeper", "security", "audit", "handler", "code"):
            lured = Client(enforce_csrf_checks=True)
            lured.cookies.update(cast.clients[relation].cookies)
            if lured.post(probe_of(route, relation, cast, ref).path, {}).status_code != 403:
                taken.add(route)
    assert taken == {"pages:prefer"}  # the worst it does is enlarge the letters


# ---- names of others in the side parameters --------------------------------------------------------------


def test_a_keeper_of_one_county_reaches_into_no_other(cast: Cast, town: Town) -> None:
    """Peer failures 6 and 10: ids of strangers in the fields, the place of the matter in the address."""
    elsewhere = org.units_in("140404")[0]
    foreign_post = org.open_post(elsewhere.id, "夜间派遣员", "dispatcher", by=SYSTEM, now=town.now)
    foreign_duty = org.appoint(
        town.zhaojing.id or uuid4(), foreign_post, elsewhere.area, town.now.date(), by=SYSTEM, now=town.now
    )
    keeper = county_keeper(town)
    own, today = town.unit("police_station"), town.now.date().isoformat()
    tries: list[tuple[str, dict[str, Any]]] = [
        (f"/units/{own}/appoint/", appointment(foreign_post, today, area="140404001")),
        (f"/units/{own}/appoint/", appointment(foreign_post, today, area=town.town)),
        (f"/units/{own}/relieve/", {"duty": str(foreign_duty), "ends_on": today}),
        (f"/units/{elsewhere.id}/rename/", {"name": "改名", "phone": ""}),
        (f"/units/{elsewhere.id}/appoint/", appointment(foreign_post, today, area=elsewhere.area)),
        ("/units/new/", new_unit("140404001", today)),
        ("/units/new/?area=140403001", new_unit("140404001", today)),
        ("/units/new/?area=140403001", new_unit("", today)),
        ("/grids/140404001001/draw/", {"parts": "2"}),
        ("/service-times/ladder/", {"reminder": 1, "ordinary": 2, "yellow": 3, "red": 4}),
    ]
    before = (Duty.objects.count(), len(org.units_in("")), elsewhere.name)
    for path, body in tries:
        answer = keeper.post(path, body)
        assert answer.status_code in {403, 404, 422}, (path, answer.status_code)
    unit = org.unit(elsewhere.id)
    assert unit
    assert (Duty.objects.count(), len(org.units_in("")), unit.name) == before
    assert Duty.objects.get(id=foreign_duty).ends_on is None


def county_keeper(town: Town) -> Client:
    person = accounts.register("xiankeeper", "县管理", None, by=SYSTEM, now=town.now)
    unit = next(unit for unit in org.units_in("140403") if unit.area == "140403")
    post = org.open_post(unit.id, "业务管理", "keeper", by=SYSTEM, now=town.now)
    since = town.now.date() - timedelta(days=9)
    org.appoint(person.id, post, "140403", since, by=SYSTEM, now=town.now)
    return signed_in(Client(), person)


def appointment(post: object, today: str, *, area: str) -> dict[str, str]:
    return {"post": str(post), "username": "liwangge", "area": area, "starts_on": today}


def new_unit(area: str, today: str) -> dict[str, str]:
    return {"kind": "police_station", "name": "新所", "area": area, "valid_from": today}


def test_another_units_post_is_answered_like_one_that_is_not(cast: Cast, town: Town) -> None:
    elsewhere = org.units_in("140404")[0]
    post = org.open_post(elsewhere.id, "夜间派遣员", "dispatcher", by=SYSTEM, now=town.now)
    keeper, own, today = county_keeper(town), town.unit("police_station"), town.now.date().isoformat()

    real, unreal = (
        keeper.post(f"/units/{own}/appoint/", appointment(one, today, area=town.town))
        for one in (post, uuid4())
    )

    assert bare(real, str(post)) == bare(unreal, "")


def bare(answer: HttpResponse, told: str) -> tuple[int, str]:
    page = re.sub(r'name="(csrfmiddlewaretoken|post)" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, page.replace(told, "") if told else page


def test_a_keeper_does_not_make_themselves_somebody_who_reads_matters(cast: Cast, town: Town) -> None:
    keeper = cast.clients["keeper"]
    post = org.open_post(town.unit("police_station"), "督办", "overseer", by=SYSTEM, now=town.now)
    told = appointment(post, town.now.date().isoformat(), area=town.town) | {"username": "wuguanli"}

    answer = keeper.post(f"/units/{town.unit('police_station')}/appoint/", told)

    assert answer.status_code == 422
    assert "不能任命自己" in answer.content.decode()
    assert not org.held(town.wuguanli, on=town.now.date())[1:]


def test_a_matter_is_found_only_under_its_own_county(cast: Cast) -> None:
    ref = matter_in("handling", cast)
    for county in ("140404", "000000", "14", ""):
        path = f"/matters/{county}/{ref.id}/"
        assert cast.clients["county_dispatcher"].get(path).status_code == 404


def test_questions_that_nobody_asks_filter_nothing(cast: Cast, town: Town) -> None:
    """Peer failure 3: no name of a column in an address is ever a filter."""
    matter_in("handling", cast)
    town.reported("第二件")
    who = cast.clients["overseer"]
    plain = matters_listed(who.get("/matters/"))
    assert len(plain) == 2
    keys = ("text__contains", "reporter", "handler", "code_digest__startswith", "pk", "contact__sealed_phone")
    for key in (*keys, "_connector", "order_by", "limit", "unit__name", "county"):
        assert matters_listed(who.get("/matters/", {key: "井盖"})) == plain


def matters_listed(answer: HttpResponse) -> set[str]:
    return set(re.findall(r"/matters/\d{6}/([0-9a-f-]{36})/", answer.content.decode()))


# ---- answers that tell -----------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json", "text/html", "*/*"])
def test_what_one_may_not_see_is_absent_in_every_shape(cast: Cast, accept: str) -> None:
    ref = matter_in("handling", cast)
    absent = Ref(ref.county, uuid4())
    for relation in sorted(SIGNED_IN & {"outsider", "keeper", "audit", "ended", "other_handler"}):
        for tail, method in (("", "get"), ("slip/", "get"), ("contact/", "post"), ("close/", "post")):
            real, unreal = (
                getattr(cast.clients[relation], method)(path_of(one) + tail, headers={"accept": accept})
                for one in (ref, absent)
            )
            told = [re.sub(rb'value="[^"]*"|' + str(one.id).encode(), b"", answer.content)
                    for one, answer in ((ref, real), (absent, unreal))]  # fmt: skip
            assert (real.status_code, told[0]) == (unreal.status_code, told[1]), (relation, tail)


@pytest.mark.parametrize(
    "onward", ["/\r\nSet-Cookie: x=1", "/\n/evil.example", "/x\x00", "/%0d%0aX: y", "/\u2028"]
)
def test_no_answer_is_split_in_two(cast: Cast, onward: str) -> None:
    ref = matter_in("handling", cast)
    answers = [
        Client().post("/preferences/", {"language": "en", "next": onward}),
        cast.clients["town_dispatcher"].post(path_of(ref) + "chase/", {"next": onward}),
        cast.clients["grid_officer"].post(path_of(ref) + "chase/", {"next": onward}),
        cast.clients["handler"].get("/sign-in/", {"next": onward}),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert "\r" not in answer.get("Location", "")
        assert "\n" not in answer.get("Location", "")
        assert "x" not in answer.cookies


@pytest.mark.parametrize("onward", ["nowhere", "pages:prefer", "matter", "?state=closed"])
def test_a_way_back_that_is_no_address_leads_to_the_matter(cast: Cast, onward: str) -> None:
    """The verb is spoken by then: a page that broke would say that it was not."""
    ref = matter_in("handling", cast)

    answer = cast.clients["grid_officer"].post(path_of(ref) + "chase/", {"next": onward})

    assert (answer.status_code, answer["Location"]) == (302, path_of(ref) + "?done=chase")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../keyring.json", "/static/%2e%2e/keyring.json", "/static/..%2fkeyring.json",
        "/static//etc/passwd", "/static/%00", "/static/pages/../../../shell/settings.py", "/static/",
        "/keyring.json", "/secret", "/.git/config", "/admin/", "/static/pages/..\\..\\secret",
    ],
)  # fmt: skip
def test_no_file_of_the_house_is_served(cast: Cast, path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code in {404, 422}
    assert "pepper" not in answer.content.decode()


def test_half_a_sign_in_reaches_nothing_by_any_method(cast: Cast, town: Town) -> None:
    ref = matter_in("handling", cast)
    half = half_signed_in(Client(), Person.objects.get(id=town.zhaojing.id))
    for method in ("get", "post", "put", "delete", "head", "options", "patch"):
        for path in (
            path_of(ref),
            path_of(ref) + "finish/",
            "/needle/",
            "/account/password/",
            "/people/",
            "/",
        ):
            answer = getattr(half, method)(path)
            assert answer.status_code == 302, (method, path)
            assert answer["Location"] == "/sign-in/second/"


def test_a_stranger_with_a_code_speaks_only_a_residents_verbs(cast: Cast) -> None:
    ref = matter_in("handling", cast)
    code = matters.resident_code(ref.id)
    before = Matter.objects.get(id=ref.id).version
    for verb in matters.Verb.values:
        if verb not in {"supplement", "chase", "withdraw", "rate", "reopen", "appeal", "unpublish", "join"}:
            told = {"reason": "x", "note": "x", "unit": str(cast.town.unit("police_station"))}
            assert Client().post(f"/p/{code}/{verb}/", told).status_code in {403, 404, 409, 422}
    assert Matter.objects.get(id=ref.id).version == before


def test_one_who_serves_reads_no_code_anywhere(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a matter whose caller left a number that messages reach, on every page that a relation may open."""
    monkeypatch.setattr(settings, "PHONES_REACHED", True)
    ref = matter_in("closed", cast)
    code = matters.resident_code(ref.id).encode()
    for relation in sorted(SERVING):
        for tail in ("", "slip/"):
            assert code not in cast.clients[relation].get(path_of(ref) + tail).content
        for path in ("/needle/", "/matters/", "/oversight/140403001/"):
            assert code not in cast.clients[relation].get(path).content


def test_nothing_that_comes_in_is_ever_run_or_revived() -> None:
    """Peer failure 12: no pickle, no yaml, no eval; sessions are JSON."""
    hostile = re.compile(
        r"\b(pickle|marshal)\b|\byaml\.|import yaml|\b(eval|exec)\(|allow_pickle=True|shell=True"
    )
    lines = [(path.name, line) for path in SRC.rglob("*.py") for line in path.read_text().splitlines()]
    assert not [row for row in lines if hostile.search(row[1]) and "allow_pickle=False" not in row[1]]
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")
