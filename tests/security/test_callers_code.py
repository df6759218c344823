"""Whoever takes a report down for a caller must not be able to have the caller's last word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.cast import code as digits_of
from lianxin.accounts.models import Person
from lianxin.journal.models import Entry
from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Ref, Verb
from lianxin.org.models import Duty
from signin import signed_in
from town import Town

PHONE = "13877665544"
pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


@pytest.fixture
def officer(standing: Town) -> Client:
    return signed_in(Client(), Person.objects.get(id=standing.liwangge.id))


@pytest.fixture(autouse=True)
def _gateway(settings: Any) -> None:
    settings.PHONES_REACHED = True


def take_down(client: Client, town: Town, **more: Any) -> HttpResponse:
    told = {"id": str(uuid4()), "text": "楼道灯坏了", "area": town.chenghuang, "channel": "visit", **more}
    return client.post("/matters/new/", told, follow=True)


def the_code() -> str:
    return matters.resident_code(Matter.objects.get().id)


def close(town: Town) -> str:
    """The officer's own matter, brought to its end; returns the resident's code."""
    matter = Matter.objects.get()
    ref = Ref(matter.county, matter.id)
    if matters.whereabouts(ref).unit is None:
        town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("police_station"))
    handler = town.handler(ref)
    for verb, who in ((Verb.ACCEPT, handler), (Verb.BEGIN, handler), (Verb.FINISH, handler)):
        town.speak(verb, ref, who, note="换了灯")
    town.speak(Verb.VERIFY, ref, town.zhouzhuren, note="看过")
    town.speak(Verb.CLOSE, ref, town.qianpaiqian)
    return matters.resident_code(matter.id)


def test_with_a_number_the_code_goes_to_the_caller_and_nobody_who_serves_sees_it(
    standing: Town, officer: Client
) -> None:
    answer = take_down(officer, standing, phone=PHONE, channel="call")
    page = answer.content.decode()

    assert "查询码发到居民留的手机上" in page
    assert the_code() not in page
    assert not [where for where, _status in answer.redirect_chain if the_code() in where]
    ref = Matter.objects.get()
    for path in (f"/matters/{ref.county}/{ref.id}/", "/needle/", "/matters/"):
        assert the_code() not in officer.get(path).content.decode()


def test_sending_it_again_or_asking_to_read_it_out_afterwards_shows_it_no_more(
    standing: Town, officer: Client
) -> None:
    told = {"id": str(uuid4()), "phone": PHONE}
    take_down(officer, standing, **told)

    again = take_down(officer, standing, **told, read_out="on").content.decode()
    without = take_down(officer, standing, id=told["id"]).content.decode()
    as_a_neighbour = Client().post(
        "/", {**told, "text": "楼道灯坏了", "area": standing.chenghuang}, follow=True
    )

    assert Matter.objects.count() == 1
    for page in (again, without, as_a_neighbour.content.decode()):
        assert the_code() not in page


def test_without_a_number_it_is_read_out_for_ten_minutes(standing: Town, officer: Client) -> None:
    assert the_code_in(take_down(officer, standing))
    matter = Matter.objects.get()
    slip = f"/matters/{matter.county}/{matter.id}/slip/"
    assert the_code() in officer.get(slip).content.decode()

    standing.later(minutes=11)

    later = officer.get(slip)
    assert later.status_code == 200
    assert the_code() not in later.content.decode()


def the_code_in(answer: HttpResponse) -> bool:
    return the_code() in answer.content.decode()


def test_a_landline_gets_no_message_so_the_code_is_read_out(standing: Town, officer: Client) -> None:
    assert the_code_in(take_down(officer, standing, phone="03552024567", channel="call", read_out="on"))


def test_where_no_message_reaches_a_phone_the_code_is_read_out(
    standing: Town, officer: Client, settings: Any
) -> None:
    """A caller was told to wait for a message that nothing would ever send."""
    settings.PHONES_REACHED = False

    assert "read_out" not in officer.get("/matters/new/").content.decode()
    assert the_code_in(take_down(officer, standing, phone=PHONE, channel="call"))


def test_what_an_officer_saw_on_a_round_has_no_resident_and_shows_no_code(
    standing: Town, officer: Client
) -> None:
    answer = take_down(officer, standing, channel="grid")

    assert "没有居民" in answer.content.decode()
    assert not the_code_in(answer)


@pytest.mark.parametrize("verb", ["rate", "reopen", "appeal"])
def test_nobody_speaks_for_a_resident_while_signed_in(standing: Town, officer: Client, verb: str) -> None:
    take_down(officer, standing)
    code = close(standing)

    answer = officer.post(f"/p/{code}/{verb}/", {"level": "5", "reason": "没修好"})

    assert answer.status_code == 403
    assert "工作人员的身份" in answer.content.decode()
    assert Matter.objects.get().state == "closed"


def test_nor_after_signing_out_on_the_device_where_they_serve(
    standing: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person.objects.get(id=standing.liwangge.id)
    person.set_password("three old locust trees")
    person.save()
    device = TOTPDevice.objects.create(user=person, name="phone", confirmed=True)
    mine = Client()
    mine.post("/sign-in/", {"username": person.username, "password": "three old locust trees"})
    mine.post("/sign-in/second/", {"code": digits_of(device, standing.now)})
    take_down(mine, standing)
    code = close(standing)
    mine.post("/sign-out/")

    refused = mine.post(f"/p/{code}/rate/", {"level": "5"})

    assert refused.status_code == 403
    assert "替居民记下的" in refused.content.decode()
    assert Client().post(f"/p/{code}/rate/", {"level": "1"}).status_code == 302
    other = standing.reported("邻居自己说的")
    assert mine.post(f"/p/{matters.resident_code(other.id)}/chase/").status_code == 302


def test_a_rating_by_a_code_that_staff_read_out_says_so_for_ever(standing: Town, officer: Client) -> None:
    take_down(officer, standing)
    code = close(standing)
    assert Client().post(f"/p/{code}/rate/", {"level": "5"}).status_code == 302

    rated = Movement.objects.get(verb="rate")
    matter = Matter.objects.get()
    page = signed_in(Client(), Person.objects.get(id=standing.zhouzhuren.id)).get(
        f"/matters/{matter.county}/{matter.id}/"
    )

    assert rated.facts["code"] == "read_out"
    assert '"code":"read_out"' in Entry.objects.get(action="matters.rate").payload
    assert "查询码由工作人员转告" in page.content.decode()
    assert "转告" not in Client().get(f"/p/{code}/").content.decode()


def test_of_a_report_taken_down_before_the_house_kept_how_the_code_went_it_was_read_out(
    standing: Town, officer: Client
) -> None:
    """Whoever took it down was shown the code then."""
    take_down(officer, standing, phone=PHONE)
    matter = Matter.objects.get()
    Movement.objects.filter(county=matter.county, matter=matter, version=1).update(facts={})
    Client().post(f"/p/{close(standing)}/rate/", {"level": "5"})

    assert Movement.objects.get(verb="rate").facts["code"] == "read_out"


def test_the_auditor_reads_in_words_how_the_code_went(standing: Town, officer: Client) -> None:
    take_down(officer, standing)
    auditor = signed_in(Client(), Person.objects.get(username="shenji"))

    assert "由工作人员转告" in auditor.get("/journal/?county=140403").content.decode()


def test_a_rating_by_a_code_that_was_sent_is_the_residents_own(standing: Town, officer: Client) -> None:
    take_down(officer, standing, phone=PHONE)
    code = close(standing)
    Client().post(f"/p/{code}/rate/", {"level": "2"})

    assert Movement.objects.get(verb="rate").facts["code"] == "sent"


def test_a_residents_own_report_says_nothing_of_codes(standing: Town) -> None:
    ref = standing.closed()
    standing.speak(Verb.RATE, ref, standing.resident(ref), level="5")

    assert "code" not in Movement.objects.get(verb="rate").facts


@pytest.mark.parametrize("who", ["zhaojing", "qianpaiqian", "zhouzhuren", "anquan", "wuguanli", "wailai"])
def test_nobody_else_has_the_slip(standing: Town, officer: Client, who: str) -> None:
    take_down(officer, standing)
    matter = Matter.objects.get()
    other = signed_in(Client(), Person.objects.get(id=getattr(standing, who).id))

    answer = other.get(f"/matters/{matter.county}/{matter.id}/slip/")

    assert answer.status_code == 404
    assert the_code() not in answer.content.decode()


def test_the_slip_ends_with_the_duty(standing: Town, officer: Client) -> None:
    take_down(officer, standing)
    matter = Matter.objects.get()
    Duty.objects.filter(person_id=standing.liwangge.id).update(
        ends_on=(standing.now - timedelta(days=1)).date()
    )

    assert officer.get(f"/matters/{matter.county}/{matter.id}/slip/").status_code == 404
