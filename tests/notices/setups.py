"""Channels as a keeper sets them up in the tests."""

from keepers import NOW
from lianxin.kernel.actor import SYSTEM
from lianxin.notices import carriers

MAIL = {
    "host": "smtp.example.org", "security": "tls", "port": "465", "user": "lx", "password": "open sesame",
    "sender": "lianxin@town.example.org", "sender_name": "东街连心",
    "reply_to": "box@town.example.org", "plus": "1",
}  # fmt: skip
SMS = {
    "url": "https://sms.example.org/send", "form": "json",
    "fields": "mobile={phone}\ncontent={words}\nid={key}\nsign={signed}\nts={time}",
    "headers": "X-App=lianxin", "secret": "s3cret", "signing": "hmac-sha256", "signed": "{phone}{time}",
    "name": "东街街道", "accepted": "code=0",
}  # fmt: skip


def set_up(channel: str, setup: dict[str, str], unit: object = None) -> None:
    carriers.keep(channel, unit, setup, by=SYSTEM, now=NOW)  # type: ignore[arg-type]
