"""What a client sent, read field by field: every fault is found before any is told.

Pure but for the names of places. `account_id` and `device_id` are not read at all: we have no use for them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid, Refusal
from lianxin.kernel.legible import legible, plain_name
from lianxin.kernel.points import Point
from lianxin.kernel.targets import LONGEST_URL
from lianxin.notices.public import mail
from lianxin.open311 import datatypes, places
from lianxin.open311.actions.submit import Sending
from lianxin.open311.queries import Offered

LONGEST = 4000  # the specification's, and ours
MOST_MEDIA = 4
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,20})?")


@dataclass(frozen=True)
class Fields:
    """`word` gives a parameter or "", `attributes` the answers by code."""

    word: Callable[[str], str]
    attributes: Mapping[str, Sequence[str]]
    media_urls: Sequence[str]
    photos: tuple[str, ...]
    jurisdiction: str


T = TypeVar("T")


@dataclass
class Faults:
    """Gathers refusals, each under the name of its parameter."""

    told: dict[str, str] = field(default_factory=dict)

    def of(self, name: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refusal as refusal:
            self.told[name] = " ".join(filter(None, [refusal.sentence, refusal.instead]))
            return None

    def refusal(self) -> Invalid:
        return Invalid(next(iter(self.told.values())), fields=self.told)


def read(service: Offered, fields: Fields, on: date) -> Sending:
    """Raises Invalid with one sentence for each parameter that cannot be used."""
    faults = Faults()
    point = faults.of("lat", lambda: _point(fields.word("lat"), fields.word("long")))
    told = places.Told(
        point=point,
        words=plain_name(fields.word("address_string")),
        code=fields.word("address_id"),
        jurisdiction=fields.jurisdiction,
    )
    found = None if "lat" in faults.told else faults.of("address_string", lambda: places.find(told, on))
    text = _text(service, fields, faults)
    urls = [url for url in fields.media_urls if url]
    faults.of("media_url", lambda: _checked_urls(urls))
    faults.of("phone", lambda: _phone(fields.word("phone")))
    faults.of("email", lambda: _mail(fields.word("email")))
    if faults.told or found is None:
        raise faults.refusal()
    return Sending(
        category=service.code,
        text=text,
        found=found,
        point=point,
        place=told.words[:200],
        name=_name(fields.word("first_name"), fields.word("last_name")),
        phone=fields.word("phone"),
        mail=fields.word("email"),
        media_urls=tuple(urls),
        photos=fields.photos,
    )


def _point(lat: str, lon: str) -> Point | None:
    if not lat and not lon:
        return None
    if not lat or not lon:
        raise Invalid(_("lat 和 long 要一起给。"))
    if not (_NUMBER.fullmatch(lat) and _NUMBER.fullmatch(lon)):
        raise Invalid(_("lat 和 long 应当是数字,单位是度(WGS-84)。"))
    return Point(float(lon), float(lat))


def _text(service: Offered, fields: Fields, faults: Faults) -> str:
    """The words, and under them what was asked and answered, as the handler reads it."""
    words = legible(fields.word("description")) or service.name
    lines = [line for question in service.questions if (line := _answered(question, fields, faults))]
    strange = [code for code in fields.attributes if code not in {one.code for one in service.questions}]
    if strange:
        told = {"code": strange[0][:40], "service": service.code}
        faults.told[f"attribute[{strange[0]}]"] = _("服务 %(service)s 不问“%(code)s”这一项。") % told
    whole = "\n\n".join(filter(None, [words, "\n".join(lines)]))
    if len(whole) > LONGEST:
        sentence = _("description 和各项回答加起来最多 %(most)d 个字。")
        faults.told["description"] = sentence % {"most": LONGEST}
    return whole


def _answered(question: datatypes.Asked, fields: Fields, faults: Faults) -> str:
    if not question.variable:
        return ""
    given = fields.attributes.get(question.code, [])
    answer = faults.of(f"attribute[{question.code}]", lambda: datatypes.read(question, given))
    return f"{question.words}:{answer}" if answer else ""


def _checked_urls(urls: Sequence[str]) -> None:
    if len(urls) > MOST_MEDIA:
        raise Invalid(_("media_url 最多 %(most)d 个。") % {"most": MOST_MEDIA})
    for url in urls:
        try:
            parts = urlsplit(url)
            fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(url) <= LONGEST_URL
        except ValueError:
            fine = False
        if not fine:
            raise Invalid(_("media_url 应当是 http 或 https 的地址。"))


def _phone(phone: str) -> None:
    digits = [sign for sign in phone if sign.isdigit()]
    if phone and not (7 <= len(digits) <= 15 and set(phone) <= set("0123456789+-() ")):
        raise Invalid(_("phone 好像不对:请给 7 到 15 位数字,也可以不给。"))


def _mail(address: str) -> None:
    if address and not mail.is_address(address):
        raise Invalid(_("email 好像不对,也可以不给。"))


def _name(first: str, last: str) -> str:
    """As people write it: 王 + 小明 is 王小明, Ann + Lee is Ann Lee."""
    together = last + first if not (first + last).isascii() else f"{first} {last}"
    return plain_name(together)[:40]
