"""The keeper sets up how messages leave; what is kept is never shown again."""

from datetime import time
from uuid import UUID, uuid4

import pytest
from django.test import Client

from away import Away, away, says
from keepers import NOW, Two, two
from lianxin.journal.public import Entry
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.notices import carriers, quiet
from lianxin.notices.models import Carrier
from notices.setups import MAIL, SMS, set_up
from postoffice import Office

__all__ = ["away", "two"]
pytestmark = pytest.mark.django_db
UNIT = UUID("0198b2c0-2222-7abc-8def-0123456789ab")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_a_gateway_is_set_up_and_its_secret_never_shown(two: Two) -> None:
    answer = two.keeper.post("/channels/sms/", SMS, follow=True)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "存好了" in page
    assert SMS["url"] in page
    assert SMS["secret"] not in page
    assert carriers.setup_of("sms")["secret"] == SMS["secret"]
    assert not Entry.objects.filter(payload__contains=SMS["secret"]).exists()
    assert Entry.objects.filter(action="notices.keep_carrier").count() == 1
    assert SMS["secret"].encode() not in bytes(Carrier.objects.get().sealed or b"")


def test_what_was_replaced_or_switched_off_leaves_no_secret(two: Two) -> None:
    two.keeper.post("/channels/sms/", SMS)
    two.keeper.post("/channels/sms/", {**SMS, "secret": "newer"})

    assert [row.sealed is None for row in Carrier.objects.order_by("id")] == [True, False]
    two.keeper.post("/channels/sms/off/")
    assert not Carrier.objects.filter(sealed__isnull=False).exists()
    assert not carriers.is_set("sms")
    assert two.keeper.post("/channels/sms/off/").status_code == 404


def test_a_wrong_set_up_comes_back_with_a_sentence(two: Two) -> None:
    answer = two.keeper.post("/channels/email/", {**MAIL, "port": "22"})

    assert answer.status_code == 422
    assert "465、587 或 25" in answer.content.decode()
    assert not carriers.is_set("email")


def test_nobody_else_learns_that_there_is_such_a_page(two: Two) -> None:
    for at in ("/channels/", "/channels/sms/", "/channels/nothing/", f"/channels/wecom/{UNIT}/"):
        mine, nothing = two.other.get(at), two.other.get("/channels/nowhere/")
        assert mine.status_code == nothing.status_code == 404
        assert Client().get(at).status_code == 302
    for at in ("/channels/sms/", "/channels/sms/off/", "/channels/sms/trial/", "/channels/quiet/"):
        assert two.other.post(at, SMS).status_code == 404
    with pytest.raises(NotAllowed):
        carriers.keep("sms", None, SMS, by=Actor.staff(uuid4()), now=NOW)
    assert not Carrier.objects.exists()


def test_a_trial_message_says_what_happened(two: Two, away: Away) -> None:
    office = Office()
    away.host("smtp.example.org", office.smtp, first=True)
    set_up("email", MAIL)

    page = two.keeper.post("/channels/email/trial/", {"address": "wu@mail.example.org"}).content.decode()
    assert "送出去了" in page
    assert office.tos == ["wu@mail.example.org"]
    office.password = "changed"
    page = two.keeper.post("/channels/email/trial/", {"address": "wu@mail.example.org"}).content.decode()
    assert "不认用户名或密码" in page
    told = list(Entry.objects.filter(action="notices.try_out").order_by("position"))
    assert ['"sent"' in entry.payload for entry in told] == [True, False]
    assert not any("wu@" in entry.payload for entry in told)


def test_a_trial_to_nowhere_is_refused_and_a_dead_gateway_is_told(two: Two, away: Away) -> None:
    set_up("sms", SMS)

    assert two.keeper.post("/channels/sms/trial/", {"address": "wu"}).status_code == 422
    page = two.keeper.post("/channels/sms/trial/", {"address": "13900000000"}).content.decode()
    assert "查不到地址" in page
    away.host("sms.example.org", says(body=b'{"code":9}'))
    page = two.keeper.post("/channels/sms/trial/", {"address": "13900000000"}).content.decode()
    assert "NotAccepted:answer" in page


def test_a_robot_belongs_to_one_unit(two: Two) -> None:
    robot = {"url": "https://qyapi.example.org/send?key=k"}

    assert two.keeper.post(f"/channels/wecom/{UNIT}/", robot).status_code == 302
    assert carriers.carriers_of(UNIT) == ["wecom"]
    assert carriers.carriers_of(uuid4()) == []
    assert two.keeper.get("/channels/wecom/").status_code == 404, "a robot of no unit does not exist"


def test_quiet_hours_are_changed_on_the_page(two: Two) -> None:
    assert two.keeper.post("/channels/quiet/", {"begins": "23:30", "ends": "08:00"}).status_code == 422
    answer = two.keeper.post("/channels/quiet/", {"begins": "19:00", "ends": "08:30"}, follow=True)

    assert "安静时段改好了" in answer.content.decode()
    assert quiet.hours() == (time(19), time(8, 30))


def test_the_overview_takes_few_statements(
    two: Two, warm: None, django_assert_max_num_queries: object
) -> None:
    set_up("sms", SMS)
    two.keeper.get("/channels/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert two.keeper.get("/channels/").status_code == 200
