"""「我的信息」 in a browser: the code opens the page, the telephone opens the number."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from media.pictures import photo
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


class Loads(HTMLParser):
    """What a page would load or lead to, the words in it, and the tags it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.tags: set[str] = set()
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.asked += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action"}]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("language", "lang", "words"),
    [
        ("zh-hans", "zh-Hans", ("我的信息", "说了这件事", "2026-", "没有人看过。")),
        ("en", "en", ("My data", "Told us", "2026-", "Nobody has looked.")),
    ],
)
def test_the_copy_has_a_page_that_a_person_reads_without_a_network(
    client: Client, standing: Town, language: str, lang: str, words: tuple[str, ...]
) -> None:
    ref = standing.reported("井盖坏了<script src=//x></script>", phone=PHONE, name="王阿姨")
    taken = matters.photos.add(ref, 1, [photo()], by=Actor.resident(ref.id), now=standing.now)
    client.cookies["lx_language"] = language
    code = standing.told[-1].code

    copy = proved(client, code).post(f"/p/{code}/mine/copy/")

    with ZipFile(BytesIO(copy.content)) as box:
        page, there = box.read("read-me.html").decode(), set(box.namelist())
        pictures = [box.read(name) for name in sorted(there) if name.endswith(".jpg")]
    read = Loads(page)
    assert taken.kept == 1
    assert f'<html lang="{lang}">' in page
    assert set(read.asked) == {"data.json", "photo-1.jpg"}
    assert there == {"read-me.html", *read.asked}
    assert [picture[:2] for picture in pictures] == [b"\xff\xd8"]
    assert not read.tags & {"script", "link", "iframe", "form", "object", "base"}
    assert "url(" not in page
    assert "@import" not in page
    assert "井盖坏了<script src=//x></script>" in read.words
    for word in (PHONE, "王阿姨", *words):
        assert word in read.words, word


def test_what_the_page_of_the_copy_says_and_what_its_data_say_is_the_same(
    client: Client, standing: Town
) -> None:
    ref = standing.closed("我家门口井盖坏了", phone=PHONE, name="王阿姨", place="三号门")
    matters.reveal(ref, "回电问在哪里", by=standing.qianpaiqian, now=standing.now)
    code = standing.told[-1].code

    copy = proved(client, code).post(f"/p/{code}/mine/copy/")

    with ZipFile(BytesIO(copy.content)) as box:
        read, told = Loads(box.read("read-me.html").decode()), json.loads(box.read("data.json"))
    (look,) = told["looks_at_the_number"]
    notes = [step["words"] for step in told["steps"] if step["words"]]
    plain = ("number", "text", "place", "name", "phone", "state")
    assert notes
    for word in (*(told[name] for name in plain), f"{look['who']} · {look['why']}", *notes):
        assert word in read.words, word
    assert read.words.count(" · 20") >= len(told["steps"])


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
