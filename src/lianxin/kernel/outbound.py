"""The one way out to addresses on the network: never to ourselves, never without an end.

A name is resolved once, every address it leads to is judged, and the connection goes to that very address
(so a name that changes its mind between two questions changes nothing). No proxy of the environment, no
compression, no redirect unless asked for, and then each hop is judged anew. All of it within one span of time
and a number of bytes.
"""

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from queue import Empty, SimpleQueue
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.kernel.errors import Busy
from lianxin.kernel.targets import PORTS, BadTarget, Target, is_outside, read

HEAD = 32_000  # bytes of status line and headers
MOST_AT_ONCE = 8  # names being resolved: a resolver that hangs must not gather threads
NOBODYS = "192.0.2.1"  # for documents: no machine holds it
REDIRECTS = frozenset({301, 302, 303, 307, 308})


FAULTS = {
    "name": gettext_noop("这个主机名现在查不到地址。"),
    "connect": gettext_noop("连不上对方。"),
    "tls": gettext_noop("对方的证书不可信,或者不是这个主机的。"),
    "slow": gettext_noop("对方太久没有回答。"),
    "large": gettext_noop("对方回答得太长,没有读完。"),
    "encoded": gettext_noop("对方的回答是压缩的,没有读。"),
    "redirect": gettext_noop("对方要我们去另一个网址,没有去。"),
    "garbled": gettext_noop("对方的回答看不懂。"),
    "cut": gettext_noop("对方的回答说到一半断了。"),
    "refused": gettext_noop("对方不认用户名或密码,或者不支持加密。"),
}


class NoAnswer(Busy):
    """It may be called, and did not answer as it should: worth another try. `fault`: one of FAULTS."""

    code = "no_answer"

    def __init__(self, fault: str) -> None:
        super().__init__(_(FAULTS[fault]), instead=_("请稍后再试,或者核对网址。"))
        self.fault = fault


@dataclass(frozen=True)
class Outgoing:
    """`headers` go to the first host only, never along with a redirect."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes. `may_trust`: whether hosts that the deployment itself names as trusted (inside its
    own network) may be called; only for addresses that its keeper wrote. `plain`: whether http:// will do."""

    connect: float = 5.0
    silence: float = 10.0
    total: float = 20.0
    most: int = 1_000_000
    redirects: int = 0
    plain: bool = False
    may_trust: bool = False


@dataclass(frozen=True)
class Answer:
    """`headers` by lower-case name, the first of each. `url` is where it was found in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = ""


@dataclass(frozen=True)
class Found:
    """A target with the addresses that were judged: only these are dialled."""

    target: Target
    addresses: tuple[str, ...]


def judge(url: str, limits: Limits | None = None) -> Found:
    """Whether this address may be called, asked when somebody saves it and again at each sending. Raises
    BadTarget, or NoAnswer where its name leads nowhere at this moment."""
    limits = limits or Limits()
    return _judged(read(url), limits, PORTS)


def reach(host: str, port: int, ports: frozenset[int], limits: Limits, *, tls: bool) -> "Wire":
    """A connection to a server that speaks something else than HTTP (post), under the same rules. Raises
    BadTarget and NoAnswer; whoever asked closes it."""
    name = f"[{host}]" if ":" in host else host
    target = read(f"{'https' if tls else 'http'}://{name}:{port}/")
    found = _judged(target, Limits(**{**limits.__dict__, "plain": True}), {target.scheme: ports})
    end = time.monotonic() + limits.total
    with _named_faults():
        wire = _dialled(found, limits, end)
    wire.left = limits.most
    return wire


def _judged(target: Target, limits: Limits, ports: Mapping[str, frozenset[int]]) -> Found:
    trusted = limits.may_trust and target.trusted_by(settings.TRUSTED_TARGETS)
    if target.scheme == "http" and not (limits.plain or trusted):
        raise BadTarget("scheme", _("网址要以 https:// 开头。"))
    if not trusted and target.port not in ports[target.scheme]:
        allowed = "、".join(map(str, sorted(ports[target.scheme])))
        raise BadTarget("port", _("这个端口不能用,能用的是 %(ports)s。") % {"ports": allowed})
    addresses = _addresses(target, min(limits.connect, limits.total))
    if not trusted and not all(is_outside(one) and not _is_ours(one) for one in addresses):
        raise BadTarget("address", _("这个网址指向内部网络或本机,不能用。"))
    return Found(target, addresses)


def send(out: Outgoing, limits: Limits | None = None) -> Answer:
    """Carry it out. Any status is an answer, but a redirect where none was allowed. Raises BadTarget and
    NoAnswer; nothing else leaves here."""
    limits = limits or Limits()
    end = time.monotonic() + limits.total
    for hop in range(limits.redirects + 1):
        answer = _hop(out, limits, end)
        if answer.status not in REDIRECTS:
            return answer
        if hop == limits.redirects or out.method not in {"GET", "HEAD"}:
            break
        there = urljoin(answer.url, answer.headers.get("location", ""))
        if answer.url.startswith("https:") and not there.startswith("https:"):
            break
        out = Outgoing(there, out.method)
        limits = Limits(**{**limits.__dict__, "may_trust": False})  # a stranger's word opens no inner door
    raise NoAnswer("redirect")


def _hop(out: Outgoing, limits: Limits, end: float) -> Answer:
    found = judge(out.url, limits)
    with _named_faults(), _dialled(found, limits, end) as wire:
        return _exchange(out, found.target, wire, limits)


@contextmanager
def _named_faults() -> Iterator[None]:
    try:
        yield
    except NoAnswer:
        raise
    except ssl.SSLError as fault:
        raise NoAnswer("slow" if isinstance(fault, TimeoutError) else "tls") from fault
    except TimeoutError as fault:
        raise NoAnswer("slow") from fault
    except (OSError, HTTPException, ValueError, UnicodeError) as fault:
        raise NoAnswer("garbled" if isinstance(fault, HTTPException | ValueError) else "connect") from fault


def _exchange(out: Outgoing, target: Target, wire: "Wire", limits: Limits) -> Answer:
    connection = http.client.HTTPConnection(target.host)
    connection.auto_open = 0  # never dial by itself
    connection.sock = wire  # has what http.client asks of a socket
    connection.putrequest(out.method, target.path, skip_host=True, skip_accept_encoding=True)
    own = {"Host": target.authority, "User-Agent": "Lianxin", "Accept-Encoding": "identity"}
    if out.body or out.method == "POST":
        own["Content-Length"] = str(len(out.body))
    for name, value in {**out.headers, **own, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders(out.body or None)
    answer = connection.getresponse()
    wire.left = limits.most + HEAD  # the body, and what its chunks are wrapped in
    headers = {name.lower(): value for name, value in reversed(answer.getheaders())}
    if answer.status in REDIRECTS:
        return Answer(answer.status, headers, b"", target.url)
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise NoAnswer("encoded")
    return Answer(answer.status, headers, _body(answer, limits.most), target.url)


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    if answer.length is not None and answer.length > most:
        raise NoAnswer("large")
    pieces, size = [], 0
    while piece := answer.read(65_536):
        size += len(piece)
        if size > most:
            raise NoAnswer("large")
        pieces.append(piece)
    if answer.length:
        raise NoAnswer("cut")
    return b"".join(pieces)


class Wire:
    """A connected socket in front of which a clock and a counter stand: no read, write or sum of them goes on
    for longer, or for more bytes, than was allowed."""

    def __init__(self, plug: socket.socket, silence: float, end: float) -> None:
        self._plug, self._silence, self._end = plug, silence, end
        self.left = HEAD

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._plug.close()

    def sendall(self, data: bytes) -> None:
        self._plug.settimeout(_left(self._end))
        self._plug.sendall(data)

    def receive(self, into: memoryview) -> int:
        if self.left <= 0:
            raise NoAnswer("large")
        self._plug.settimeout(min(self._silence, _left(self._end)))
        count = self._plug.recv_into(into[: self.left])
        self.left -= count
        return count

    def secure(self, host: str) -> None:
        """From here on in TLS (STARTTLS): what was read before is over, or the wire is of no use."""
        self._plug.settimeout(min(self._silence, _left(self._end)))
        with _named_faults():
            self._plug = trust().wrap_socket(self._plug, server_hostname=host)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Stream(self), 8192)

    def shutdown(self, _how: int) -> None:
        """As `close`."""

    def close(self) -> None:
        """http.client has read it all, or gave up: whoever opened it closes it."""


class _Stream(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        return self._wire.receive(memoryview(into))


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise NoAnswer("slow")
    return left


def _dialled(found: Found, limits: Limits, end: float) -> Wire:
    """The first of the judged addresses that answers, spoken to under the name that was asked for."""
    fault: OSError = OSError()
    for address in found.addresses[:3]:
        try:
            plug = dial((address, found.target.port), min(limits.connect, _left(end)))
        except OSError as dead:
            fault = dead
            continue
        try:
            if found.target.scheme == "https":
                plug.settimeout(min(limits.connect, _left(end)))
                plug = trust().wrap_socket(plug, server_hostname=found.target.host)
        except BaseException:
            plug.close()
            raise
        return Wire(plug, limits.silence, end)
    raise NoAnswer("connect") from fault


def _dial(address: tuple[str, int], patience: float) -> socket.socket:
    return socket.create_connection(address, timeout=patience)


def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _looked_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_kind, address in found]


# Where the world begins: tests put their own in place of these three.
resolve: Callable[[str, int], list[str]] = _looked_up
dial: Callable[[tuple[str, int], float], socket.socket] = _dial
trust: Callable[[], ssl.SSLContext] = _trust
_asking = threading.BoundedSemaphore(MOST_AT_ONCE)


def _addresses(target: Target, patience: float) -> tuple[str, ...]:
    """getaddrinfo knows no time limit, so it is asked in a thread that nobody has to wait for."""
    if not _asking.acquire(timeout=patience):
        raise NoAnswer("name")
    told: SimpleQueue[list[str]] = SimpleQueue()
    ask = resolve

    def find() -> None:
        try:
            told.put(list(dict.fromkeys(ask(target.host, target.port))))
        except (OSError, UnicodeError):
            told.put([])
        finally:
            _asking.release()

    threading.Thread(target=find, name="resolve", daemon=True).start()
    try:
        found = told.get(timeout=patience)
    except Empty:
        found = []
    if not found:
        raise NoAnswer("name")
    return tuple(found)


def _is_ours(address: str) -> bool:
    """Whether this very machine holds the address, public as it may be: then it can be bound. (Where the
    system lets anything be bound, as beside a floating address, this tells nothing.)"""
    return _binds(address) and not _binds(NOBODYS)


def _binds(address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True
