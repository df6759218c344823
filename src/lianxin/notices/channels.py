"""The ways a message can leave, one registry entry each."""

import base64
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol, TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.kernel.errors import Invalid
from lianxin.kernel.keyring import keyring
from lianxin.notices.carriers import is_set


@dataclass(frozen=True)
class Letter:
    """What a channel is given. `key` is the same at every try, so that the receiver can drop doubles. The
    address stays sealed until a channel that needs it opens it; it is in no repr, log or fault."""

    key: str
    words: str = field(repr=False)
    subject: str = ""
    to_person: UUID | None = None
    to_unit: UUID | None = None
    sealed: bytes = field(default=b"", repr=False)
    bound_to: str = ""
    at: datetime | None = None  # when this try is made

    def address(self) -> str:
        """A resident's number, opened for the moment of sending; empty for people who serve."""
        return str(json.loads(keyring().open(self.sealed, bound_to=self.bound_to))[0]) if self.sealed else ""


class Channel(Protocol):
    """`leaves`: whether anything goes out of Lianxin (if not, writing is sending). `send` returns when the
    message is safely with the receiver and raises otherwise. `check` names what is wrong, in sentences."""

    id: ClassVar[str]
    label: ClassVar[str]
    leaves: ClassVar[bool]

    def send(self, letter: Letter) -> None: ...

    def check(self) -> list[str]: ...


C = TypeVar("C", bound=Channel)
_channels: dict[str, Channel] = {}


def channel(id_: str) -> Callable[[type[C]], type[C]]:
    """Register a channel class under its id."""

    def register(kind: type[C]) -> type[C]:
        kind.id = id_
        _channels[id_] = kind()
        return kind

    return register


def channel_of(id_: str) -> Channel:
    found = _channels.get(id_)
    if found is None:
        raise Invalid(_("没有叫“%(id)s”的消息通道。") % {"id": id_}, instead="、".join(_channels))
    return found


def all_channels() -> list[Channel]:
    return list(_channels.values())


@channel("desk")
class Desk:
    """Shown inside Lianxin to the person or unit it is for: the stored row is the message."""

    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("站内消息")
    leaves: ClassVar[bool] = False

    def send(self, letter: Letter) -> None:
        return

    def check(self) -> list[str]:
        return []


@channel("console")
class Console:
    """Prints to the server's standard output: for trying things out. Never prints an address."""

    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("控制台")
    leaves: ClassVar[bool] = True

    def send(self, letter: Letter) -> None:
        sys.stdout.write(f"[{letter.key}] {letter.words}\n")
        sys.stdout.flush()

    def check(self) -> list[str]:
        return [] if sys.stdout.writable() else [_("标准输出不能写。")]


@channel("file")
class File:
    """Appends one JSON line per message to settings.NOTICE_FILE and waits until it is on the disk. Whoever
    carries them on drops doubles by `key`, and opens `sealed` with the deployment's keyring."""

    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("文件")
    leaves: ClassVar[bool] = True

    def send(self, letter: Letter) -> None:
        told = {
            "key": letter.key,
            # A resident's words may carry their code: like the address they stay sealed.
            "words": "" if letter.sealed else letter.words,
            "subject": letter.subject,
            "to_person": str(letter.to_person or ""),
            "to_unit": str(letter.to_unit or ""),
            "sealed": base64.b64encode(letter.sealed).decode(),
            "bound_to": letter.bound_to,
        }
        line = (json.dumps(told, ensure_ascii=False) + "\n").encode()
        handle = os.open(settings.NOTICE_FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # After a part that a full disk left behind: only that part is spoilt, not this message.
            line = b"\n" + line if _is_torn(handle) else line
            if os.write(handle, line) != len(line):
                raise OSError("the disk took only part of a line")
            os.fsync(handle)
        finally:
            os.close(handle)

    def check(self) -> list[str]:
        folder = settings.NOTICE_FILE.parent
        return [] if os.access(folder, os.W_OK) else [_("不能写入 %(folder)s。") % {"folder": folder}]


def _is_torn(handle: int) -> bool:
    size = os.fstat(handle).st_size
    return size > 0 and os.pread(handle, 1, size - 1) != b"\n"


def reaches_phones() -> bool:
    """Whether what is written to a resident's number arrives on a phone: by a gateway that is set up here, or
    because the deployment says that somebody carries on what stands in the file, which alone nobody reads."""
    return is_set("sms") or bool(settings.PHONES_REACHED)


def reaches(phone: str, mail: str) -> bool:
    """Whether a message to one of these reaches whoever left them."""
    return bool(phone and reaches_phones()) or bool(mail and is_set("email"))
