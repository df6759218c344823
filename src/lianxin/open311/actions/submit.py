"""A report that a partner sends becomes a matter: the same one as by any other door."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.errors import NotAllowed
from lianxin.kernel.keyring import keyring
from lianxin.kernel.points import Point
from lianxin.kernel.rows import insert
from lianxin.matters import public as matters
from lianxin.matters.public import Report, Submitted
from lianxin.open311 import trial
from lianxin.open311.models import Sent
from lianxin.open311.places import Found
from lianxin.territory import public as territory
from lianxin.tokens.public import Bearer

CHANNEL = "open311"
AGAIN = timedelta(minutes=10)  # the same words of the same partner within this are one report sent twice


@dataclass(frozen=True)
class Sending:
    """What a client sent, read and found fit."""

    category: str
    text: str
    found: Found
    point: Point | None = None
    place: str = ""
    name: str = ""
    phone: str = ""
    mail: str = ""
    media_urls: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()  # a digest of each file

    @property
    def is_somebodys(self) -> bool:
        """Whether sending it again shows that the same person sends it. Two neighbours behind one app can say
        the same words of one place within ten minutes: the second is given the number, never the code."""
        return bool(self.name or self.phone or self.mail)


def send(sending: Sending, bearer: Bearer, *, now: datetime) -> Submitted:
    """Take it in. Clients of Open311 give no id of their own, and those that lose the answer send again: the
    same content from the same partner within ten minutes is the same report, and gets the same answer."""
    partner = _partner(bearer, sending.found.area)
    digest = _digest(partner, sending)
    county = sending.found.area[:6]
    with transaction.atomic():
        report = _earlier(county, partner, digest, now) or _report_id(digest, now)
        told = matters.submit_report(_report(report, sending, bearer, now), by=bearer.actor, now=now)
        if not told.again:
            row = Sent(
                county=told.ref.county,
                partner=partner,
                digest=digest,
                report=report,
                matter=told.ref.id,
                number=told.number,
                at=now,
            )
            insert([row])
            for url in sending.media_urls:
                matters.photos.fetch_later(told.ref, url, now=now)
        return told


def tried(sending: Sending, bearer: Bearer, *, now: datetime) -> str:
    """All of it, and then undone: what would be refused in earnest is refused here. Returns an id that the
    test endpoint knows again."""
    with transaction.atomic():
        send(sending, bearer, now=now)
        transaction.set_rollback(True)
    return trial.made(sending.category, sending.found.area, now).id


def _partner(bearer: Bearer, area: str) -> UUID:
    if bearer.partner is None:
        raise NotAllowed(
            _("这个 api_key 是个人的令牌,不能用在 Open311 上。"), instead=_("请用发给对接方的令牌。")
        )
    if not any(territory.covers(own, area) for own in bearer.areas):
        raise NotAllowed(
            _("这个 api_key 不能为%(place)s交来事项。") % {"place": territory.full_name(area) or area},
            instead=_("要增加地方,请联系系统管理员。"),
        )
    return bearer.partner


def _report(report: UUID, sending: Sending, bearer: Bearer, now: datetime) -> Report:
    return Report(
        id=report,
        text=sending.text,
        made_at=now,
        credential=bearer.credential,
        place=sending.place,
        point=sending.point,
        area=sending.found.picked,
        category=sending.category,
        name=sending.name,
        phone=sending.phone,
        mail=sending.mail,
        channel=CHANNEL,
    )


def _digest(partner: UUID, sending: Sending) -> str:
    told = [
        str(partner),
        sending.category,
        sending.text,
        sending.found.area,
        [sending.point.lon, sending.point.lat] if sending.point else None,
        sending.place,
        sending.name,
        sending.phone,
        sending.mail,
        list(sending.media_urls),
        list(sending.photos),
    ]
    return keyring().digest("open311 sent", json.dumps(told, ensure_ascii=False))


def _earlier(county: str, partner: UUID, digest: str, now: datetime) -> UUID | None:
    rows = Sent.objects.filter(county=county, partner=partner, digest=digest, at__gt=now - AGAIN)
    return rows.order_by("at").values_list("report", flat=True).first()


def _report_id(digest: str, now: datetime) -> UUID:
    """Made from the content and the span of time, so that two that arrive in the very same moment, when
    neither can see the other's row yet, still claim the same id and become one."""
    span = int((now.timestamp() + AGAIN.total_seconds() / 2) // AGAIN.total_seconds())
    noise = int(keyring().digest("open311 report", f"{digest}:{span}")[:20], 16)
    millis = int(span * AGAIN.total_seconds() * 1000)
    return UUID(int=(millis & (1 << 48) - 1) << 80 | noise, version=5)
