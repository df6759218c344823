"""The mailbox of 潞州区 on a post server of the tests, and the worker's look into it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from away import Away, away
from lianxin.kernel.actor import SYSTEM
from lianxin.letters.fetching import fetch
from lianxin.letters.models import Letter
from lianxin.letters.taking import take
from lianxin.matters.models import Matter
from lianxin.notices import carriers
from lianxin.notices.public import relay
from notices.setups import MAIL
from postoffice import Office
from town import Town

__all__ = ["away"]
WANG = "wang@mail.example.org"


def mail(text: str = "城隍庙社区北门的路灯不亮", subject: str = "路灯不亮", **heads: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = heads.pop("sender", f"王阿姨 <{WANG}>")
    message["Subject"] = subject
    message["Message-ID"] = heads.pop("id", f"<{abs(hash((text, subject, str(heads))))}@mail.example.org>")
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def with_photos(letter: bytes, *photos: bytes, disposition: str = "attachment") -> bytes:
    message = message_from_bytes(letter, policy=SMTP)
    for number, data in enumerate(photos):
        named = f"IMG_{number}.jpg"
        message.add_attachment(
            data, maintype="image", subtype="jpeg", filename=named, disposition=disposition
        )
    return message.as_bytes()


@dataclass
class Post:
    town: Town
    office: Office
    away: Away

    @property
    def now(self) -> datetime:
        return self.town.now

    def arrives(self, *args: Any, **heads: str) -> int:
        return self.office.arrives(mail(*args, **heads))

    def look(self, minutes: float = 2) -> int:
        self.town.later(minutes=minutes)
        return fetch(self.now)

    def take(self, raw: bytes, **more: Any) -> str:
        return take(raw, self.town.county, now=self.now, **more)

    def send(self) -> int:
        return relay(self.now).sent

    def letters(self) -> list[tuple[str, str]]:
        return list(Letter.objects.order_by("id").values_list("fate", "why"))

    def matter(self) -> Matter:
        return Matter.objects.get()


@pytest.fixture
def post(town: Town, away: Away) -> Post:
    office = Office()
    away.host("imap.example.org", office.imap, first=True)
    away.host("smtp.example.org", office.smtp, first=True)
    box = {"host": "imap.example.org", "port": "993", "user": "box", "password": office.password}
    keep: Callable[..., None] = carriers.keep
    keep("imap", None, {**box, "folder": "INBOX", "area": town.county}, by=SYSTEM, now=town.now)
    keep("email", None, MAIL, by=SYSTEM, now=town.now)
    return Post(town, office, away)
