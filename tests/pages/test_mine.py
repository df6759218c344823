"""「我的信息」 in a browser: the code opens the page, the telephone opens the number."""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from town import Town, lay

As = Callable[[Actor], Client]
PHONE = "13800001234"


@pytest.fixture
def code(standing: Town) -> str:
    standing.closed("我家门口井盖坏了", phone=PHONE, name="王阿姨")
    return standing.told[-1].code


def proved(client: Client, code: str, number: str = PHONE) -> Client:
    client.post(f"/p/{code}/mine/prove/", {"proof": number})
    return client


def test_with_the_code_alone_the_number_stays_covered(client: Client, code: str) -> None:
    page = client.get(f"/p/{code}/mine/").content.decode()

    assert "我家门口井盖坏了" in page
    assert "验证以后才显示" in page
    assert PHONE not in page
    assert "王阿姨" not in page
    assert client.post(f"/p/{code}/mine/copy/").status_code == 403
    assert client.post(f"/p/{code}/mine/erase/contact/").status_code == 403
    assert client.post(f"/p/{code}/mine/correct/", {"phone": "13900001111"}).status_code == 403


def test_with_the_telephone_it_is_seen_taken_along_put_right_and_erased(client: Client, code: str) -> None:
    proved(client, code)

    assert PHONE in client.get(f"/p/{code}/mine/").content.decode()
    copy = client.post(f"/p/{code}/mine/copy/")
    assert copy["Content-Disposition"].startswith("attachment")
    with ZipFile(BytesIO(copy.content)) as box:
        assert json.loads(box.read("data.json"))["phone"] == PHONE
    client.post(f"/p/{code}/mine/correct/", {"name": "王阿姨", "phone": "13900001111"})
    assert "13900001111" in client.get(f"/p/{code}/mine/").content.decode()
    client.post(f"/p/{code}/mine/erase/contact/")
    client.post(f"/p/{code}/mine/erase/words/")

    page = client.get(f"/p/{code}/mine/").content.decode()
    assert "13900001111" not in page
    assert "我家门口井盖坏了" not in page


def test_a_wrong_number_opens_nothing_and_five_are_enough(client: Client, code: str) -> None:
    answers = [client.post(f"/p/{code}/mine/prove/", {"proof": f"1380000{n:04d}"}) for n in range(5)]

    assert {answer.status_code for answer in answers} == {422}
    stopped = client.post(f"/p/{code}/mine/prove/", {"proof": PHONE})
    assert stopped.status_code == 429
    assert stopped["Retry-After"]
    assert client.post(f"/p/{code}/mine/copy/").status_code == 403


def test_what_was_proved_for_one_matter_opens_no_other(client: Client, standing: Town, code: str) -> None:
    proved(client, code)
    standing.reported("井盖又坏了", phone="13700000000")
    other = standing.told[-1].code
    client.cookies["lx_proved"]["path"] = "/"

    assert client.post(f"/p/{other}/mine/copy/").status_code == 403


def test_it_lasts_a_quarter_of_an_hour(client: Client, standing: Town, code: str) -> None:
    proved(client, code)

    standing.later(minutes=16)

    assert client.post(f"/p/{code}/mine/copy/").status_code == 403


def test_digits_are_sent_where_messages_reach_phones(
    client: Client, standing: Town, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PHONES_REACHED", True)

    assert "发验证码" in client.get(f"/p/{code}/mine/").content.decode()
    sent = [client.post(f"/p/{code}/mine/send/").status_code for _time in range(3)]

    assert sent == [302] * 2 + [429], "two an hour by one code"
    assert client.post(f"/p/{code}/mine/prove/", {"proof": PHONE}).status_code == 422


def test_a_wrong_code_is_as_absent_here_as_anywhere(client: Client, code: str) -> None:
    assert client.get("/p/0000000000/mine/").status_code == 404
    for way in ("send/", "copy/", "prove/", "correct/", "erase/words/"):
        assert client.post(f"/p/0000000000/mine/{way}", {"proof": PHONE}).status_code == 404


def test_nobody_who_serves_does_it_in_their_name(as_: As, standing: Town, code: str) -> None:
    serving = as_(standing.qianpaiqian)

    for way in ("send/", "prove/", "correct/", "erase/words/"):
        assert serving.post(f"/p/{code}/mine/{way}", {"proof": PHONE}).status_code == 403
    assert serving.post(f"/p/{code}/mine/copy/").status_code == 403


def test_while_it_is_in_hand_the_words_stay_and_the_page_says_why(client: Client, standing: Town) -> None:
    standing.handling()
    code = standing.told[-1].code

    assert "还在办" in client.get(f"/p/{code}/mine/").content.decode()
    assert client.post(f"/p/{code}/mine/erase/words/").status_code == 409
    assert matters.progress(code, now=standing.now).text != ""


@pytest.mark.django_db(transaction=True)
def test_the_copy_is_handed_out_in_service_too_where_no_test_has_opened_a_transaction(client: Client) -> None:
    town = lay()
    town.reported(phone=PHONE)

    copy = proved(client, town.told[-1].code).post(f"/p/{town.told[-1].code}/mine/copy/")

    assert copy.status_code == 200
    with ZipFile(BytesIO(copy.content)) as box:
        assert json.loads(box.read("data.json"))["phone"] == PHONE
