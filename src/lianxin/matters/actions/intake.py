"""Taking in a report: one transaction, the same answer however often it is sent."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, Mismatch, NotAllowed
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert
from lianxin.matters import classification, contacts, routing
from lianxin.matters.actions import telling
from lianxin.matters.classification import Suggestion
from lianxin.matters.classifier.model import standing
from lianxin.matters.codes import how_the_code_goes, resident_code
from lianxin.matters.contracts import Ref, Report, Submitted
from lianxin.matters.events import PARTNER
from lianxin.matters.lifecycle import State, Verb
from lianxin.matters.models import Contact, Intake, Matter, Movement
from lianxin.matters.reporting import checked
from lianxin.matters.retention import contact_until
from lianxin.matters.searching import keeping
from lianxin.notices import public as notices
from lianxin.org import public as org
from lianxin.territory import public as territory

EARLIEST_CLAIM = timedelta(days=180)  # as long as a phone may stay offline


def submit_report(report: Report, *, by: Actor, now: datetime) -> Submitted:
    """Take in a report and put it on the right desk. Raises Invalid (no words, no place, too long) and
    Mismatch (the same id came with other words)."""
    if by.kind == ActorKind.STAFF and not org.held(by, on=local(now).date()):
        raise NotAllowed(
            _("记事给正在任职的工作人员用。"), instead=_("退出登录以后,可以像居民一样在首页说一件事。")
        )
    report = checked(report)
    area, certain = _place(report, now)
    _must_lie_within(area, report.within)
    try:
        with transaction.atomic():
            earlier = _remember(report, area[:6], now)
            if earlier is not None:
                return earlier
            matter = _new_matter(report, area, certain, by, now)
            return _settle(matter, report, by, now)
    except IntegrityError as taken:  # another credential already used this id
        raise Mismatch(_("这张单子的编号已经用过了。"), instead=_("请刷新页面,重新填一张。")) from taken


def _place(report: Report, now: datetime) -> tuple[str, bool]:
    """The smallest area known, and whether it is sure. What a person picked from the list wins over a
    point that lies in no grid."""
    if report.point is not None:
        found = territory.locate(report.point)
        if found.certain or (found.code and not report.area):
            return found.code, found.certain
    if report.area and len(report.area) >= territory.Tier.DISTRICT:
        if territory.known(report.area, local(now).date()):
            return report.area, True
        raise Invalid(_("没有找到这个地方:%(area)s。请从列表里重新选。") % {"area": report.area})
    raise Invalid(_("这个位置不在我们负责的地方。"), instead=_("请从列表里选一个社区,或拨打当地 12345。"))


def _must_lie_within(area: str, within: tuple[str, ...]) -> None:
    if within and not any(territory.covers(mine, area) for mine in within):
        raise NotAllowed(
            _("这个地方不在您可以交来的范围里。"),
            instead=_("请居民直接在网页上说,或向系统管理员申请扩大范围。"),
        )


def _fingerprint(report: Report) -> str:
    told: list[str | float] = [report.text, report.place, report.area, report.category]
    told += [report.name, report.phone]
    told += [report.point.lon, report.point.lat] if report.point else []
    told += [report.mail] if report.mail else []
    # Keyed: next to the text that lies open, a plain hash would let a thief try out every phone number.
    return keyring().digest("intake", json.dumps(told, ensure_ascii=False))


def _remember(report: Report, county: str, now: datetime) -> Submitted | None:
    """Claim the key first. Under a race the second sender waits here for the first one's commit, then
    reads its row: one matter, and the same answer for both."""
    mine = Intake(
        county=county,
        credential=report.credential,
        key=keyring().digest("intake key", str(report.id)),
        fingerprint=_fingerprint(report),
        matter=_matter_id(report.id, county),
        at=now,
    )
    if insert([mine], pass_over_known=True):
        return None
    kept = Intake.objects.get(county=county, credential=report.credential, key=mine.key)
    if kept.fingerprint != mine.fingerprint:
        raise Mismatch(
            _("这张单子已经提交过了,但内容和上次不一样。"),
            instead=_("想改内容,请查进度后用“补充”;是另一件事,请重新填一张。"),
        )
    number = Matter.objects.filter(county=county, id=kept.matter).values_list("number", flat=True).get()
    return Submitted(Ref(county, kept.matter), number, resident_code(kept.matter), again=True)


def _matter_id(sent: UUID, county: str) -> UUID:
    """The matter's own id, made from the sender's. Whoever serves reads a matter's id in its address: were
    it the sender's, they could send the report again and be told the resident's code."""
    noise = int(keyring().digest("matter id", f"{county}:{sent}")[:20], 16)
    # The first 48 bits stay: ids made one after another lie together in every index.
    return UUID(int=sent.int >> 80 << 80 | noise, version=5)


def _new_matter(report: Report, area: str, certain: bool, by: Actor, now: datetime) -> Matter:
    id_ = _matter_id(report.id, area[:6])
    suggestion = classification.suggest(report.text, model=standing(settings.CLASSIFIER))
    machine = suggestion.category if suggestion and org.category(suggestion.category) else ""
    category = report.category if org.category(report.category) else machine
    choice = routing.choose(category, area, on=local(now).date())
    made_at = min(report.made_at, now)  # a claim: never the future
    if not report.carried:
        made_at = max(made_at, now - EARLIEST_CLAIM)
    return Matter(
        id=id_,
        county=area[:6],
        number=_number(id_, area[:6], now),
        code_digest=keyring().digest("code", resident_code(id_)),
        text=report.text,
        place=report.place,
        lon=report.point.lon if report.point else None,
        lat=report.point.lat if report.point else None,
        area=area,
        channel=report.channel,
        reporter=by.id if by.kind == ActorKind.STAFF else None,
        partner=_partner(report.credential),
        notice=report.notice,
        category=category,
        suggested=told(suggestion),
        service=choice.service,
        state=State.ROUTED if choice.unit else State.SUBMITTED,
        version=2 if choice.unit else 1,
        desk=choice.desk,
        unit_id=choice.unit,
        routed_because={**choice.because, "certain": certain},
        made_at=made_at,
        received_at=now,
        moved_at=now,
    )


def _partner(credential: str) -> UUID | None:
    """The outside system whose key it came with."""
    return UUID(credential.removeprefix(PARTNER)) if credential.startswith(PARTNER) else None


def told(suggestion: Suggestion | None) -> dict[str, Any]:
    """What the machine thought and why, kept beside the human's word."""
    if suggestion is None:
        return {}
    return {
        "category": suggestion.category,
        "reason": list(suggestion.reason),
        "share": suggestion.share,
        "by": suggestion.by,
    }


def _number(id_: UUID, county: str, now: datetime) -> str:
    """一案一码: county, day, and seven characters that only this deployment can derive."""
    return f"{county}-{local(now):%y%m%d}-{keyring().code('number', str(id_), 7)}"


def _settle(matter: Matter, report: Report, by: Actor, now: datetime) -> Submitted:
    promise = deadlines.start(
        matter.county,
        f"matter:{matter.id}",
        matter.service,
        now=now,
        answer_due=report.promised,
        kept=["dispatch"] if matter.unit_id else [],
    )
    matter.due_at = promise.answer_due
    insert([matter])
    keeping.lay(matter)
    _keep_contact(matter, report, now)
    moves = [_movement(matter, 1, Verb.SUBMIT, by, now)]
    if report.promised is not None:  # a promise made elsewhere is told apart from one of ours
        moves[0].facts = {"promised": report.promised.isoformat()}
    if by.kind == ActorKind.STAFF:
        goes = how_the_code_goes(report, reached=notices.reaches(report.phone, report.mail))
        moves[0].facts = {**moves[0].facts, "code": goes}
    if matter.unit_id:
        moves.append(_movement(matter, 2, Verb.ROUTE, SYSTEM, now))
    insert(moves)
    code = resident_code(matter.id)
    telling.tell_received(matter, report, code, by=by, now=now)
    journal.announce([telling.news_of(move, matter) for move in moves], now=now)
    submitted, *routed = [telling.fact_of(move) for move in moves]
    facts = [submitted, *(replace(fact, by=SYSTEM) for fact in routed)]
    journal.append(matter.county, facts, by=by, now=now)
    return Submitted(Ref(matter.county, matter.id), matter.number, code, again=False)


def _movement(matter: Matter, version: int, verb: Verb, by: Actor, now: datetime) -> Movement:
    routed = verb == Verb.ROUTE
    return Movement(
        county=matter.county,
        matter=matter,
        version=version,
        verb=verb,
        state_before=State.SUBMITTED if routed else "",
        state_after=State.ROUTED if routed else State.SUBMITTED,
        actor_kind=by.kind,
        actor=by.id if by.kind == ActorKind.STAFF else None,
        unit=matter.unit_id if routed else None,
        at=now,
    )


def _keep_contact(matter: Matter, report: Report, now: datetime) -> None:
    left = contacts.written(report.name, report.phone, report.mail)
    if left == contacts.NOTHING:
        return
    contact = Contact(county=matter.county, matter=matter, kept_until=contact_until(now))
    contact.quiet = report.answered_elsewhere
    for column, words in contacts.sealed(left, contact.id).items():
        setattr(contact, column, words)
    insert([contact])
