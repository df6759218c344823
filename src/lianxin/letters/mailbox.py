"""The mailbox that is read: IMAP over TLS, set up by the keeper like any other channel."""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.kernel import outbound
from lianxin.kernel.outbound import Limits, NoAnswer
from lianxin.kernel.targets import BadTarget
from lianxin.notices import public as notices
from lianxin.territory import public as territory

PORTS = frozenset({993})
LIMITS = Limits(connect=5.0, silence=15.0, total=60.0, most=60_000_000, may_trust=True)
ASKS = (
    notices.Ask(
        "host", gettext_lazy("收信服务器"), gettext_lazy("例如 imap.example.org,端口 993,全程 TLS。")
    ),
    notices.Ask("port", gettext_lazy("端口"), default="993"),
    notices.Ask("user", gettext_lazy("用户名")),
    notices.Ask("password", gettext_lazy("密码"), secret=True),
    notices.Ask("folder", gettext_lazy("文件夹"), default="INBOX"),
    notices.Ask(
        "area",
        gettext_lazy("管哪个地方的信"),
        gettext_lazy("区划代码。信里没说清是哪个社区的,由这里的派遣员来看。"),
    ),
)
NAME = "imap"


def faults(setup: notices.Setup) -> list[str]:
    told = []
    if setup.get("port") != "993":
        told.append(_("收信用 993 端口。"))
    if not territory.name_of(setup.get("area", "")):
        told.append(_("没有编码为%(area)s的区域。") % {"area": setup.get("area", "")[:15]})
    if not re.fullmatch(r"[^\"\\\r\n]{1,100}", setup.get("folder", "")):
        told.append(_("文件夹的名字不对。"))
    return told


class Box:
    """A mailbox that is open. Letters stay in it; they are marked as seen."""

    def __init__(self, server: "_Imap", validity: int) -> None:
        self._server, self.validity = server, validity

    def after(self, uid: int) -> list[int]:
        """The UIDs behind this one. ("n:*" names the last one even where it lies before n.)"""
        _status, told = self._server.uid("SEARCH", f"UID {uid + 1}:*")
        found = [int(one) for row in told if row for one in bytes(row).split()]
        return sorted(one for one in found if one > uid)

    def size(self, uid: int) -> int:
        _status, told = self._server.uid("FETCH", str(uid), "(RFC822.SIZE)")
        found = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(_flat(told)))
        return int(found[1]) if found else 0

    def letter(self, uid: int, *, head_only: bool = False) -> bytes:
        what = "(BODY.PEEK[HEADER])" if head_only else "(BODY.PEEK[])"
        _status, told = self._server.uid("FETCH", str(uid), what)
        return max((bytes(one[1]) for one in told if isinstance(one, tuple)), key=len, default=b"")

    def seen(self, uid: int) -> None:
        self._server.uid("STORE", str(uid), "+FLAGS", "(\\Seen)")


def _flat(told: list[Any]) -> Iterator[bytes]:
    for one in told:
        yield from (bytes(part) for part in (one if isinstance(one, tuple) else (one,)) if part)


@contextmanager
def open_box(setup: notices.Setup) -> Iterator[Box]:
    """Raises NoAnswer for whatever is wrong with the server: it is asked again in a while."""
    try:
        wire = outbound.reach(setup["host"], int(setup["port"]), PORTS, LIMITS, tls=True)
    except (BadTarget, ValueError) as bad:
        raise NoAnswer("name") from bad
    with wire:
        try:
            server = _Imap(wire)
            server.login(setup["user"], setup["password"])
            server.select(f'"{setup["folder"]}"')
            told = server.response("UIDVALIDITY")[1]
            yield Box(server, int(told[0] or 0) if told and told[0] else 0)
        except imaplib.IMAP4.abort as dead:
            raise NoAnswer("cut") from dead
        except imaplib.IMAP4.error as shut:
            raise NoAnswer("refused") from shut
        except (OSError, ValueError) as odd:
            raise NoAnswer("garbled") from odd


class _Imap(imaplib.IMAP4):
    """imaplib over a wire that was judged and has an end; it never dials by itself."""

    def __init__(self, wire: Any) -> None:
        self._wire = wire
        super().__init__("")

    def open(self, host: str = "", port: int = 993, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        self.sock = self._wire
        self.file = self._wire.makefile("rb")


notices.register(NAME, ASKS, faults)
