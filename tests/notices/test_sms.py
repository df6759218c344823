"""SMS through a gateway described by data, and robots in a unit's group."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs
from uuid import UUID, uuid4

import pytest

from away import Away, Host, away, says
from keepers import NOW
from lianxin.kernel.errors import Invalid
from lianxin.notices import robots
from lianxin.notices.actions import resident_channels
from lianxin.notices.models import Message
from lianxin.notices.public import Note, reaches, reaches_phones, relay, write
from notices.setups import SMS, set_up

__all__ = ["away"]
pytestmark = pytest.mark.django_db
COUNTY, PHONE, WORDS = "140403", "139 0000-0000", "编号 {secret} 办好了"
UNIT = UUID("0198b2c0-2222-7abc-8def-0123456789ab")
ROBOT = {"url": "https://qyapi.example.org/cgi-bin/webhook/send?key=k"}


@pytest.fixture
def gateway(away: Away) -> Host:
    set_up("sms", SMS)
    return away.host("sms.example.org", says(body=b'{"code":0,"msg":"ok"}'))


def written(key: str = "k", **more: object) -> Message:
    write(COUNTY, [Note(key, "sms", WORDS, address=PHONE, **more)], now=NOW)  # type: ignore[arg-type]
    return Message.objects.get(key=key)


def body_of(host: Host, at: int = 0) -> bytes:
    return host.asked[at].partition(b"\r\n\r\n")[2]


def test_a_number_is_filled_in_at_the_moment_of_sending(gateway: Host) -> None:
    assert PHONE.encode() not in bytes(written().sealed or b"")

    assert relay(NOW).sent == 1
    told = json.loads(body_of(gateway))
    assert told["mobile"] == "13900000000"
    assert told["content"] == f"【东街街道】{WORDS}", "braces of the words are words"
    signed = hmac.new(b"s3cret", f"13900000000{told['ts']}".encode(), sha256).hexdigest()
    assert told["sign"] == signed
    assert b"X-App: lianxin" in gateway.asked[0]


def test_a_form_is_sent_where_the_gateway_wants_one(away: Away) -> None:
    set_up("sms", {**SMS, "form": "form", "accepted": "0"})
    host = away.host("sms.example.org", says(body=b"0,accepted"))
    written()

    assert relay(NOW).sent == 1
    assert parse_qs(body_of(host).decode())["mobile"] == ["13900000000"]


ODD = (b'{"code":7}', b'{"msg":"ok"}', b"<html>", b"[0]", b"", b'{"code":{"a":0}}', b"[" * 5000)


@pytest.mark.parametrize("answer", ODD)
def test_an_answer_that_does_not_say_taken_means_again(away: Away, answer: bytes) -> None:
    set_up("sms", SMS)
    host = away.host("sms.example.org", says(body=answer))
    written()

    assert relay(NOW).failed == 1
    assert Message.objects.get().fault == "NotAccepted:answer"
    host.talk = says(body=b'{"code":0}')
    assert relay(NOW + timedelta(minutes=5)).sent == 1
    first, second = (json.loads(body_of(host, at))["id"] for at in (0, 1))
    assert first == second, "so a gateway drops the double"


def test_a_refused_status_is_kept_without_the_gateways_words(away: Away) -> None:
    set_up("sms", SMS)
    away.host("sms.example.org", says("400 Bad", body=b"13900000000 is wrong"))
    written()
    relay(NOW)

    assert Message.objects.get().fault == "NotAccepted:400"


def test_phones_are_reached_once_a_gateway_is_set_up() -> None:
    assert not reaches_phones()
    assert resident_channels([PHONE]) == {PHONE: "file"}
    set_up("sms", SMS)
    assert reaches_phones()
    assert resident_channels([PHONE]) == {PHONE: "sms"}
    assert reaches(PHONE, "")
    assert not reaches("", "wang@example.org")
    assert resident_channels(["wang@example.org"]) == {"wang@example.org": ""}, "nothing carries mail yet"


@pytest.mark.parametrize("wrong", [{"url": "http://sms"}, {"fields": "mobile={phone}"},
                                   {"fields": "a={phone}\nb={words}", "headers": ""}])  # fmt: skip
def test_a_set_up_that_cannot_work_is_not_kept(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        set_up("sms", {**SMS, **wrong})
    assert not reaches_phones()


def test_an_empty_secret_on_the_page_leaves_the_old_one(gateway: Host) -> None:
    set_up("sms", {**SMS, "secret": "", "name": ""})
    written()
    relay(NOW)

    told = json.loads(body_of(gateway))
    assert told["content"] == WORDS
    assert told["sign"] == hmac.new(b"s3cret", f"13900000000{told['ts']}".encode(), sha256).hexdigest()


def test_a_units_robot_hears_what_stands_on_its_desk(away: Away) -> None:
    set_up("wecom", ROBOT, UNIT)
    host = away.host("qyapi.example.org", says(body=b'{"errcode":0}'))
    notes = [
        Note("m", "desk", "事项 1 等您处理", to_unit=UNIT),
        Note("n", "desk", "另一个单位", to_unit=uuid4()),
    ]
    write(COUNTY, notes, now=NOW)

    assert relay(NOW).sent == 1
    assert json.loads(body_of(host)) == {"msgtype": "text", "text": {"content": "事项 1 等您处理"}}
    assert Message.objects.count() == 3


def test_a_robots_no_is_tried_again_and_holds_up_nobody_else(away: Away) -> None:
    set_up("wecom", ROBOT, UNIT)
    set_up("wecom", {"url": "https://other.example.org/x"}, other := uuid4())
    away.host("other.example.org", says(body=b'{"errcode":0}'))
    for unit in (UNIT, other):
        write(COUNTY, [Note(str(unit), "desk", "事项", to_unit=unit)], now=NOW)

    done = relay(NOW)
    assert (done.sent, done.failed) == (1, 1)


def test_dingtalk_is_signed_with_the_time_of_the_try(away: Away) -> None:
    setup = {"url": "https://oapi.example.org/robot/send?access_token=t", "secret": "SEC1"}
    signed = robots.signed(setup, 1577262236757)

    # As its documentation computes it: base64(HMAC-SHA256(secret, time + "\n" + secret)), URL-encoded.
    import base64
    from urllib.parse import quote_plus

    mark = base64.b64encode(hmac.new(b"SEC1", b"1577262236757\nSEC1", sha256).digest())
    assert signed == f"{setup['url']}&timestamp=1577262236757&sign={quote_plus(mark)}"
    set_up("dingtalk", setup, UNIT)
    host = away.host("oapi.example.org", says(body=b'{"errcode":0}'))
    write(COUNTY, [Note("m", "desk", "事项", to_unit=UNIT)], now=NOW)
    assert relay(NOW).sent == 1
    assert f"timestamp={int(NOW.timestamp() * 1000)}&sign=".encode() in host.asked[0]


def test_a_residents_message_never_goes_into_a_group(away: Away) -> None:
    set_up("wecom", ROBOT, UNIT)
    host = away.host("qyapi.example.org", says(body=b'{"errcode":0}'))
    write(COUNTY, [Note("m", "wecom", "码", to_unit=UNIT, address=PHONE)], now=NOW)

    assert relay(NOW).failed == 1
    assert host.hits == 0
