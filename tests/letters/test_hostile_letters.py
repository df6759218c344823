"""A letter made to break the reader breaks nothing: it is read or waits, and the next one comes in."""

from base64 import b64encode

import pytest

from letters.conftest import Post, mail
from lianxin.letters import fetching
from lianxin.letters.opening import opened
from lianxin.matters.models import Matter

HEAD = b"From: wang@mail.example.org\r\nSubject: hi\r\nMessage-ID: <odd@mail.example.org>\r\n"


def nested(kind: bytes, depth: int, end: bytes = b"\r\n") -> bytes:
    parts = [
        b"Content-Type: %s; boundary=b%d" % (kind, number) + end * 2 + b"--b%d" % number + end
        for number in range(depth)
    ]
    return HEAD.replace(b"\r\n", end) + b"".join(parts) + b"Content-Type: text/plain" + end * 2 + b"x" + end


HOSTILE = {
    "parts in parts": nested(b"multipart/mixed", 1500),
    "parts in parts, old line ends": nested(b"multipart/mixed", 1500, b"\r"),
    "letters in letters": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 1500 + b"\r\n\r\nx",
    "a character set with a NUL": HEAD + b"Content-Type: text/plain; charset=utf-8\x00x\r\n\r\nhello\r\n",
    "a million lines in parts": nested(b"multipart/mixed", 30) + b"-\r\n" * 1_000_000,
    # To Python a character set too; a megabyte of it takes hours.
    "punycode": HEAD
    + b"Content-Type: text/plain; charset=punycode\r\n\r\n"
    + b"a" * 10**6
    + b"-"
    + b"ba" * 10**6,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_opened(raw: bytes) -> None:
    told = opened(raw)
    assert (told.subject, told.sender) == ("hi", "wang@mail.example.org")


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_comes_behind_it_is_taken_in(post: Post, raw: bytes) -> None:
    post.office.arrives(raw)
    post.arrives()
    post.look()

    assert Matter.objects.filter(text__contains="城隍庙社区北门的路灯不亮").count() == 1


def test_one_that_nobody_foresaw_waits_and_stops_nobody(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fetching.take

    def fragile(raw: bytes, *args: object, **more: object) -> str:
        if b"odd@" in raw:
            raise RecursionError("nobody foresaw this")
        return whole(raw, *args, **more)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(fetching, "take", fragile)
    post.office.arrives(HEAD + b"\r\nhello\r\n")
    post.arrives()
    post.look()

    assert post.letters() == [("waiting", "unreadable"), ("matter", "")]
    assert post.look() == 0, "and it is not asked for again"


@pytest.mark.parametrize("charset", ["gb2312", "gb18030", "big5", "utf-8", "utf-16", "hz", "windows-1252"])
def test_what_people_write_in_is_read(charset: str) -> None:
    words = "price 12" if charset == "windows-1252" else "路口井水"
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\r\n".encode()
    raw += b"Content-Transfer-Encoding: base64\r\n\r\n"
    assert opened(raw + b64encode(words.encode(charset))).text == words


def test_an_honest_letter_with_parts_is_still_read() -> None:
    assert opened(mail()).text == "城隍庙社区北门的路灯不亮"
