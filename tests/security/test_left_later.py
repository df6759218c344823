"""A number that was left by the code, after the report: it proves itself, and not who reported."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.matters import public as matters
from lianxin.matters.models import Contact, Matter
from lianxin.matters.public import rights
from signin import signed_in
from town import Town

pytestmark = pytest.mark.django_db
THEIRS = "13800001234"


@pytest.fixture
def code(standing: Town) -> str:
    """Of a report without any number, that has ended; somebody else has seen its code and left theirs."""
    standing.closed("我家门口井盖坏了")
    code = standing.told[-1].code
    leave(code)
    return code


def leave(code: str, client: Client | None = None, **told: str) -> int:
    way = f"/p/{code}/mine/correct/"
    return (client or Client()).post(way, {"phone": THEIRS, **told}).status_code


def proved(code: str, number: str = THEIRS) -> Client:
    client = Client()
    client.post(f"/p/{code}/mine/prove/", {"proof": number})
    return client


def copied(client: Client, code: str) -> dict[str, Any]:
    answer = client.post(f"/p/{code}/mine/copy/")
    assert answer.status_code == 200
    with ZipFile(BytesIO(answer.content)) as box:
        told = json.loads(box.read("data.json"))
        whole = b"".join(map(box.read, box.namelist())).decode()
    assert isinstance(told, dict)
    return told | {"everything": whole}


def test_whoever_reported_is_not_shut_out_of_their_own_report(code: str) -> None:
    mine = Client()

    assert copied(mine, code)["text"] == "我家门口井盖坏了"
    assert mine.post(f"/p/{code}/mine/erase/words/").status_code == 302
    assert Matter.objects.get().text == ""
    assert not Contact.objects.exists()


def test_whoever_reported_takes_the_strangers_number_away(code: str) -> None:
    assert Client().post(f"/p/{code}/mine/erase/contact/").status_code == 302

    assert not Contact.objects.exists()


def test_the_number_itself_is_seen_and_put_right_only_by_whose_it_is(code: str) -> None:
    mine = Client()
    page = mine.get(f"/p/{code}/mine/").content.decode()

    assert THEIRS not in page
    assert THEIRS not in json.dumps(copied(mine, code))
    assert leave(code, mine, phone="13900005678") == 403
    assert "后来凭查询码留的" in page
    assert "下载一份" in page
    assert "改好了" not in page
    assert THEIRS in proved(code).get(f"/p/{code}/mine/").content.decode()


def test_its_proof_opens_nothing_but_the_number_beyond_what_the_code_opens(code: str) -> None:
    by_code, by_proof = copied(Client(), code), copied(proved(code), code)

    assert {name for name in by_proof if by_proof[name] != by_code[name]} == {"phone", "everything"}


def test_a_number_beside_a_name_alone_was_left_later_too(standing: Town) -> None:
    standing.closed(name="王阿姨")
    code = standing.told[-1].code
    leave(code, name="王阿姨")

    assert copied(Client(), code)["phone"] == ""


def test_a_number_left_with_the_report_stays_the_proof_also_when_it_was_put_right(standing: Town) -> None:
    standing.closed(phone=THEIRS)
    code = standing.told[-1].code
    assert leave(code, proved(code), phone="13900005678") == 302

    for way in ("copy/", "erase/contact/", "erase/words/", "correct/"):
        assert Client().post(f"/p/{code}/mine/{way}", {"phone": THEIRS}).status_code == 403
    assert copied(proved(code, "13900005678"), code)["phone"] == "13900005678"


def test_who_serves_reads_that_it_may_not_be_the_reporters(standing: Town, code: str) -> None:
    matter = Matter.objects.get()
    desk = signed_in(Client(), Person.objects.get(id=standing.qianpaiqian.id))

    page = desk.get(f"/matters/{matter.county}/{matter.id}/").content.decode()

    assert "不一定是报事人本人的" in page
    rights.erase_contact(
        matters.Ref(matter.county, matter.id), by=standing.resident(matter), now=standing.now
    )  # type: ignore[arg-type]
    ref = standing.closed(phone=THEIRS)
    assert "不一定是" not in desk.get(f"/matters/{ref.county}/{ref.id}/").content.decode()


def test_a_proof_before_there_is_a_number_opens_none_that_comes_later(standing: Town) -> None:
    standing.closed("我家门口井盖坏了")
    code = standing.told[-1].code
    stranger = proved(code, "1")
    leave(code)

    assert THEIRS not in stranger.get(f"/p/{code}/mine/").content.decode()
    assert leave(code, stranger, phone="13900005678") == 403


def test_a_strangers_proof_of_their_own_number_opens_no_other_that_comes_after_it(standing: Town) -> None:
    standing.closed("我家门口井盖坏了")
    code = standing.told[-1].code
    leave(code, phone="13900005678", name="生人")
    stranger = proved(code, "13900005678")
    leave(code, stranger, phone="", name="生人")
    leave(code)

    assert THEIRS not in stranger.get(f"/p/{code}/mine/").content.decode()
    Client().post(f"/p/{code}/mine/erase/contact/")
    leave(code)
    assert copied(stranger, code)["phone"] == ""


def test_whoever_put_their_number_right_may_do_so_again(standing: Town) -> None:
    standing.closed(phone=THEIRS)
    code = standing.told[-1].code
    mine = proved(code)
    assert leave(code, mine, phone="13900005679") == 302

    assert leave(code, mine, phone="13900005678") == 302
    assert copied(mine, code)["phone"] == "13900005678"
    standing.later(minutes=16)
    assert mine.post(f"/p/{code}/mine/copy/").status_code == 403
