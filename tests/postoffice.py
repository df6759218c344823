"""A post server for the tests: takes mail by SMTP, and shows a mailbox by IMAP. On loopback only."""

import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


@dataclass
class Office:
    """`letters` is what was taken over; `box` what lies in the mailbox, by UID. `refuses` are recipients it
    does not know; `breaks` is the word after which it hangs up, once for each entry."""

    letters: list[EmailMessage] = field(default_factory=list)
    tos: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    breaks: list[str] = field(default_factory=list)
    password: str = "open sesame"
    starttls: ssl.SSLContext | None = None
    box: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    validity: int = 7
    greeting: str = "220 smtp.example.org"
    said: list[str] = field(default_factory=list)

    def arrives(self, raw: bytes) -> int:
        uid = max(self.box, default=0) + 1
        self.box[uid] = raw
        return uid

    def smtp(self, plug: socket.socket, _asked: bytes) -> None:
        _Smtp(self, plug).serve()

    def imap(self, plug: socket.socket, _asked: bytes) -> None:
        _Imap(self, plug).serve()


class _HungUp(Exception):
    pass


class _Talker:
    def __init__(self, office: Office, plug: socket.socket) -> None:
        self.office, self.plug = office, plug
        self.file = plug.makefile("rb")

    def say(self, *lines: str) -> None:
        self.plug.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def hear(self) -> str:
        line = self.file.readline()
        if not line:
            raise _HungUp
        told = line.decode().rstrip("\r\n")
        self.office.said.append(told)
        if self.office.breaks and self.office.breaks[0] in told.upper():
            self.office.breaks.pop(0)
            raise _HungUp
        return told

    def serve(self) -> None:
        try:
            self.talk()
        except _HungUp:
            return

    def talk(self) -> None:
        raise NotImplementedError


class _Smtp(_Talker):
    def talk(self) -> None:
        self.say(self.office.greeting)
        answers: dict[str, Callable[[str], None]] = {
            "EHLO": self.ehlo,
            "STARTTLS": self.secure,
            "AUTH": self.auth,
            "RCPT": self.rcpt,
            "DATA": self.data,
        }
        while True:
            words = self.hear()
            verb = words.split(" ")[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            answers.get(verb, lambda _words: self.say("250 fine"))(words)

    def ehlo(self, _words: str) -> None:
        secure = self.office.starttls and not isinstance(self.plug, ssl.SSLSocket)
        self.say("250-smtp.example.org", "250-STARTTLS" if secure else "250-8BITMIME", "250 AUTH PLAIN")

    def secure(self, _words: str) -> None:
        if self.office.starttls is None:
            self.say("502 not here")
            return
        self.say("220 go on")
        self.plug = self.office.starttls.wrap_socket(self.plug, server_side=True)
        self.file = self.plug.makefile("rb")

    def auth(self, words: str) -> None:
        import base64

        told = base64.b64decode(words.split(" ")[-1]).split(b"\0")
        good = told[-1].decode() == self.office.password
        self.say("235 welcome" if good else "535 no")

    def rcpt(self, words: str) -> None:
        to = words.partition("<")[2].partition(">")[0]
        if to in self.office.refuses:
            self.say("550 nobody of that name")
            return
        self.office.tos.append(to)
        self.say("250 fine")

    def data(self, _words: str) -> None:
        self.say("354 go on")
        raw = b""
        while not raw.endswith(b"\r\n.\r\n"):
            raw += self.file.readline()
        letter = message_from_bytes(raw[:-5].replace(b"\r\n..", b"\r\n."), policy=default)
        self.office.letters.append(cast(EmailMessage, letter))
        if self.office.breaks and self.office.breaks[0] == "TAKEN":
            self.office.breaks.pop(0)
            raise _HungUp
        self.say("250 taken")


class _Imap(_Talker):
    """LOGIN, SELECT, UID SEARCH, UID FETCH of sizes and bodies, UID STORE of \\Seen, LOGOUT."""

    def talk(self) -> None:
        self.say("* OK ready")
        while True:
            words = self.hear()
            tag, _space, rest = words.partition(" ")
            verb = rest.upper()
            if verb.startswith("LOGIN"):
                good = self.office.password in rest
                self.say(f"{tag} OK in" if good else f"{tag} NO [AUTHENTICATIONFAILED] no")
            elif verb.startswith("SELECT"):
                self.say(
                    f"* {len(self.office.box)} EXISTS", f"* OK [UIDVALIDITY {self.office.validity}] fine"
                )
                self.say(f"{tag} OK [READ-WRITE] selected")
            elif verb.startswith("UID SEARCH"):
                first = int(re.findall(r"UID (\d+):", rest)[-1])
                uids = [uid for uid in sorted(self.office.box) if uid >= first]
                self.say("* SEARCH " + " ".join(map(str, uids)), f"{tag} OK done")
            elif verb.startswith("UID FETCH"):
                self.fetch(tag, rest)
            elif verb.startswith("UID STORE"):
                self.office.seen.add(int(rest.split()[2]))
                self.say(f"{tag} OK done")
            elif verb.startswith("LOGOUT"):
                self.say("* BYE", f"{tag} OK done")
                return
            else:
                self.say("* CAPABILITY IMAP4rev1", f"{tag} OK fine")

    def fetch(self, tag: str, rest: str) -> None:
        uid = int(rest.split()[2])
        raw = self.office.box[uid]
        if "RFC822.SIZE" in rest.upper():
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})", f"{tag} OK done")
            return
        if "HEADER" in rest.upper():
            raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        self.plug.sendall(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        self.say(f"{tag} OK done")
