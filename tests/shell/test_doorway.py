"""A request takes a thread only when its body is whole: whoever sends slowly keeps nobody else waiting."""

import asyncio
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

import pytest

from lianxin.pages.sizes import MOST_FROM_A_STRANGER, UNHEARD
from lianxin.shell import doorway
from lianxin.shell.doorway import Doorway, environ_of

Message = MutableMapping[str, Any]
WHOLE = {"type": "http.request", "body": b"text=1", "more_body": False}
HALF = {"type": "http.request", "body": b"text", "more_body": True}


def told(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A page that says what it was given."""
    start("200 OK", [("X-Why", environ[UNHEARD])])
    return [environ["wsgi.input"].read()]


def scope(length: int | None = 6, client: str = "203.0.113.9", **more: Any) -> dict[str, Any]:
    headers = [(b"host", b"localhost"), *more.pop("headers", [])]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    return {
        "type": "http",
        "method": "POST",
        "raw_path": b"/p/%E4%BA%95/",
        "query_string": b"a=1",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": (client, 5),
        "headers": headers,
        **more,
    }


async def ask(door: Doorway, asked: dict[str, Any], *pieces: Message) -> tuple[int, str, bytes]:
    """Status, why the body was not taken in, and what the page read. After the last piece: silence."""
    waiting, sent = list(pieces), list[Message]()

    async def receive() -> Message:
        while not waiting:
            await asyncio.sleep(60)
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await door(asked, receive, send)
    if not sent:
        return 0, "", b""
    return sent[0]["status"], dict(sent[0]["headers"])[b"x-why"].decode(), sent[1]["body"]


def test_what_comes_in_pieces_is_given_on_whole() -> None:
    pieces = (HALF, {"type": "http.request", "body": b"=1", "more_body": False})
    assert asyncio.run(ask(Doorway(told), scope(), *pieces)) == (200, "", b"text=1")


def test_a_page_without_a_body_waits_for_nothing() -> None:
    assert asyncio.run(ask(Doorway(told), scope(None, method="GET"))) == (200, "", b"")


def test_a_hundred_who_say_nothing_hold_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, four of them were enough: the two-core machine of a county stood still for nothing."""
    monkeypatch.setattr(doorway, "SILENCE", 0.5)

    async def siege() -> None:
        door = Doorway(told, threads=1)
        quiet = [asyncio.ensure_future(ask(door, scope(client=f"198.51.100.{n}"), HALF)) for n in range(100)]
        await asyncio.sleep(0.05)
        assert await asyncio.wait_for(ask(door, scope(), WHOLE), 0.4) == (200, "", b"text=1")
        assert {why for _status, why, _body in await asyncio.gather(*quiet)} == {"slow"}
        assert not +door._waiting

    asyncio.run(siege())


def test_one_address_does_not_take_everybodys_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "SILENCE", 0.5)

    async def siege() -> list[str]:
        door = Doorway(told)
        quiet = [asyncio.ensure_future(ask(door, scope(), HALF)) for _ in range(30)]
        await asyncio.sleep(0.05)
        assert (await ask(door, scope(client="198.51.100.1"), WHOLE))[1] == ""
        return [why for _status, why, _body in await asyncio.gather(*quiet)]

    assert sorted(asyncio.run(siege())) == ["crowded"] * 10 + ["slow"] * 20


def test_a_drop_now_and_then_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "PATIENCE", 0.2)

    async def dripping() -> None:
        async def receive() -> Message:
            await asyncio.sleep(0.05)
            return HALF

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                assert dict(message["headers"])[b"x-why"] == b"slow"

        await asyncio.wait_for(Doorway(told)(scope(600), receive, send), 5)

    asyncio.run(dripping())


def test_what_is_too_long_is_not_even_read() -> None:
    status, why, body = asyncio.run(ask(Doorway(told), scope(MOST_FROM_A_STRANGER + 1), HALF))
    assert (status, why, body) == (200, "", b"")  # the pages refuse it by its announced length


def test_where_photos_are_taken_more_is_read() -> None:
    whole = {"type": "http.request", "body": b"x" * (MOST_FROM_A_STRANGER + 1), "more_body": False}
    asked = scope(MOST_FROM_A_STRANGER + 1, raw_path=b"/")

    status, why, body = asyncio.run(ask(Doorway(told), asked, whole))

    assert (status, why, len(body)) == (200, "", MOST_FROM_A_STRANGER + 1)


def test_what_does_not_say_how_long_it_is_is_bounded() -> None:
    chunked = scope(None, headers=[(b"transfer-encoding", b"chunked")])
    piece = {"type": "http.request", "body": b"x" * 600_000, "more_body": True}
    assert asyncio.run(ask(Doorway(told), chunked, piece, piece))[1] == "large"
    assert asyncio.run(ask(Doorway(told), chunked, WHOLE)) == (200, "", b"text=1")


def test_whoever_hangs_up_is_not_answered() -> None:
    assert asyncio.run(ask(Doorway(told), scope(), HALF, {"type": "http.disconnect"}))[0] == 0


def test_a_header_that_looks_like_the_proxys_is_none() -> None:
    headers = [
        (b"x_forwarded_for", b"1.2.3.4"),
        (b"x-forwarded-for", b"9.9.9.9"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
    ]
    environ = environ_of(scope(headers=headers))

    assert environ["HTTP_X_FORWARDED_FOR"] == "9.9.9.9"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/p/井/"


@pytest.mark.django_db
@pytest.mark.parametrize(("why", "status"), [("slow", 408), ("crowded", 503)])
def test_the_pages_say_why(client: Any, why: str, status: int) -> None:
    answer = client.post("/", {"text": "x"}, **{UNHEARD: why})

    assert answer.status_code == status
    assert "还没有存下" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
