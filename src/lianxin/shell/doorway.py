"""What granian loads: a request waits here until its body is whole, and only then takes one of the few
threads that answer.

A thread that reads from the network reads as slowly as the other side writes. Four neighbours in a lift, or
one stranger with six quiet sockets, would hold all four and nobody could open a page. Waiting here costs a
coroutine. It is bounded all the same: in time, in size, and in how many wait, from one address and together.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol
from urllib.parse import unquote_to_bytes

from django.conf import settings

from lianxin.pages.public import limits, sizes
from lianxin.shell.wsgi import application as pages

THREADS = 4
SILENCE = 15.0  # seconds between two pieces of a body
SLOWEST = 10_000  # bytes a second, over all and with half a minute to begin with
PATIENCE = 30.0
WAITING, WAITING_OF_ONE = 200, 20  # bodies under way: together, and from one address
LARGE_WAITING, LARGE_OF_ONE = 8, 2  # of those larger than any form of a stranger's
IN_MEMORY = 64_000

Environ = dict[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


class Wsgi(Protocol):
    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]: ...


class Gone(Exception):
    """Whoever asked has hung up."""


class Doorway:
    """ASGI outside, WSGI inside."""

    def __init__(self, inside: Wsgi, *, threads: int = THREADS) -> None:
        self._inside = inside
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._waiting: Counter[tuple[bool, str]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        environ = environ_of(scope)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                environ[sizes.UNHEARD] = await self._heard(environ, receive, body)
            except Gone:
                return
            body.seek(0)
            environ["wsgi.input"] = body
            loop = asyncio.get_running_loop()
            status, headers, content = await loop.run_in_executor(self._threads, self._answered, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _heard(self, environ: Environ, receive: Receive, body: IO[bytes]) -> str:
        """Take in the body; returns why it was not ("" when it is whole)."""
        told = environ.get("CONTENT_LENGTH", "")
        announced = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None
        if announced == 0 or (announced is None and not environ.get("HTTP_TRANSFER_ENCODING")):
            return ""
        most = _most(environ)
        if announced is not None and announced > most:
            return ""  # refused by its length, unread
        if announced is None:
            most = sizes.MOST_FROM_A_STRANGER  # browsers always announce it
        with self._place(environ, (announced or 0) > sizes.MOST_FROM_A_STRANGER) as free:
            if not free:
                return "crowded"
            try:
                async with asyncio.timeout(PATIENCE + (announced or most) / SLOWEST):
                    return await self._read(environ, receive, body, most)
            except TimeoutError:
                return "slow"

    async def _read(self, environ: Environ, receive: Receive, body: IO[bytes], most: int) -> str:
        length, more = 0, True
        while more:
            async with asyncio.timeout(SILENCE):
                piece = await receive()
            if piece["type"] == "http.disconnect":
                raise Gone
            length += len(piece.get("body", b""))
            if length > most:
                environ["CONTENT_LENGTH"] = str(length)
                return "large"
            body.write(piece.get("body", b""))
            more = piece.get("more_body", False)
        environ["CONTENT_LENGTH"] = str(length)
        return ""

    @contextmanager
    def _place(self, environ: Environ, large: bool) -> Iterator[bool]:
        mine, everybody = (large, limits.address_in(environ)), (large, "")
        most, most_of_one = (LARGE_WAITING, LARGE_OF_ONE) if large else (WAITING, WAITING_OF_ONE)
        if self._waiting[everybody] >= most or self._waiting[mine] >= most_of_one:
            yield False
            return
        self._waiting.update((mine, everybody))
        try:
            yield True
        finally:
            self._waiting.subtract((mine, everybody))
            if not self._waiting[mine]:
                del self._waiting[mine]

    def _answered(self, environ: Environ) -> Answer:
        """In a thread: the whole answer, so that a slow reader holds none either."""
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _fault: object = None) -> None:
            begun[:] = [(status, headers)]

        pieces = self._inside(environ, start)
        try:
            content = b"".join(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()
        status, headers = begun[0]
        told = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return int(status.split(" ", 1)[0]), told, content


def _most(environ: Environ) -> int:
    """As the pages will judge it, but for whether somebody stands in the session."""
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    known = settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
    return sizes.for_the_known(path) if known else sizes.for_strangers(path)


def environ_of(scope: Scope) -> Environ:
    """PEP 3333. A header with an underscore is left out: it would pass for the one with a hyphen, which the
    proxy before us sets or takes away."""
    host, port = scope.get("server") or ("", None)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": _Silent(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").upper()
        if "_" in name:
            continue
        name = name.replace("-", "_")
        key = name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        told = value.decode("latin-1")
        environ[key] = f"{environ[key]}{joint}{told}" if key in environ else told
    return environ


class _Silent:
    """Nothing is written to it: what goes wrong is logged."""

    def write(self, _words: str) -> None: ...

    def flush(self) -> None: ...


application = Doorway(pages)
