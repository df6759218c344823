"""Joining what was said before, by a resident's own choice: a report and a code of their own, and at once
merged into the other. What cannot be joined any more is worked on by itself: no report is lost for it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow, Refusal
from lianxin.matters.actions import merging, telling
from lianxin.matters.actions.intake import submit_report
from lianxin.matters.actions.speak import is_assisting
from lianxin.matters.actions.verbs import speak
from lianxin.matters.alike.tokens import ref_of
from lianxin.matters.contracts import Brought, Ref, Report, Submitted
from lianxin.matters.lifecycle import Relation, State, Verb
from lianxin.matters.models import Matter
from lianxin.matters.queries.same import open_number
from lianxin.matters.standing import standing_of
from lianxin.org import public as org


@transaction.atomic
def submit_joining(report: Report, token: str, *, by: Actor, now: datetime) -> Submitted:
    """Take in a report and merge it into what `token` names. Raises what `submit_report` raises."""
    submitted = submit_report(replace(report, joins=True), by=by, now=now)
    if submitted.again:
        return submitted
    speaker = by if by.id else Actor.resident(submitted.ref.id)
    try:
        join(submitted.ref, token, by=speaker, now=now)
    except Refusal:  # it ended while they wrote: then it is worked on for itself, and the desk is told
        mine = Matter.objects.get(county=submitted.ref.county, id=submitted.ref.id)
        telling.tell_desk(mine, now=now)
        return replace(submitted, joined=False)
    return submitted


def join(ref: Ref, token: str, *, by: Actor, now: datetime) -> Matter:
    """Merge one's own into what a suggestion named; a second tap finds it there. Raises Invalid where the
    other is not there any more."""
    other = ref_of(token, now=now)
    number = open_number(other) if other and other.county == ref.county else ""
    if not number:
        raise Invalid(_("那一件刚刚有了变化,加不进去了。"), instead=_("您这一件照常单独办。"))
    words = _("报事人说,和那一件是同一件事。")
    try:
        return speak(Verb.MERGE, ref, Brought(into=number, reason=words), by=by, now=now)
    except NotNow:
        lies = {"county": ref.county, "id": ref.id, "state": State.MERGED}
        there = Matter.objects.filter(**lies, merged_into=other.id if other else None).first()
        if there is None:
            raise
        return there


@transaction.atomic
def say_another(ref: Ref, other: Ref, *, by: Actor, now: datetime) -> None:
    """不是同一件: a dispatcher's word on a pair, kept and journaled, so that it is not suggested again."""
    held = org.held(by, on=local(now).date())
    found = Matter.objects.filter(county=ref.county, id__in=[ref.id, other.id])
    rows = {row.id: row for row in found}
    mine, theirs = rows.get(ref.id), rows.get(other.id)
    absent = NotFound(_("没有这件事,或者它不归您看。"))
    if mine is None or not (standing_of(by, mine, held).sees or is_assisting(mine, held, now)):
        raise absent
    if Relation.DISPATCHER not in standing_of(by, mine, held).relations:
        raise NotAllowed(_("是不是同一件,由派遣员来定。"), instead=_("可以把情况补充进去,派遣员看得到。"))
    if theirs is None or theirs is mine or not standing_of(by, theirs, held).sees:
        raise absent
    if merging.keep_apart(mine, theirs, now=now):
        fact = journal.Fact("matters.say_another", f"matter:{mine.id}", {"other": theirs.number})
        journal.append(mine.county, [fact], by=by, now=now)
