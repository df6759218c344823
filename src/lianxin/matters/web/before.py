"""What was said before, shown while one writes: to residents on their page, to whoever takes it down on
theirs; and a dispatcher's answer to it. Pieces of pages, drawn here so that they are worded in one place."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.matters import public as matters
from lianxin.matters.actions import joining
from lianxin.matters.contracts import Card, Progress
from lianxin.matters.lifecycle import BEFORE_WORK
from lianxin.matters.public import Ref, Report, Submitted, Verb
from lianxin.matters.queries.before import Before, Draft, said_before, said_before_to, same_as
from lianxin.matters.queries.same import also_said, likely_same, marked
from lianxin.matters.web.forms import PointField
from lianxin.matters.web.overseeing import may_take_down
from lianxin.org import public as org
from lianxin.pages.public import limits, signed_in, staff

FRESH = timedelta(minutes=30)


class DraftForm(forms.Form):
    """As much of a report as stands there; what cannot be read is left out."""

    text = forms.CharField(required=False, max_length=4000)
    place = forms.CharField(required=False, max_length=200)
    point = PointField(required=False)
    area = forms.CharField(required=False, max_length=15)
    category = forms.CharField(required=False, max_length=40)

    def draft(self) -> Draft:
        self.full_clean()
        told = self.cleaned_data
        point = told.get("point")
        area = "" if point else told.get("area", "")
        return Draft(told.get("text", ""), told.get("place", ""), point, area, told.get("category", ""))


def taken_in(request: HttpRequest, report: Report, *, by: Actor, now: datetime) -> Submitted:
    """A report, merged at once into what was said before where the person chose so."""
    token = request.POST.get("join", "")
    if token:
        return joining.submit_joining(report, token, by=by, now=now)
    return matters.submit_report(report, by=by, now=now)


def offers_for_code(request: HttpRequest, told: Progress) -> list[Before]:
    """Where no script asked while they wrote, the page after it does, as long as nobody works on it."""
    now = clock.now()
    fresh = timedelta(0) <= now - told.received_at <= FRESH
    if not fresh or told.state not in BEFORE_WORK or "again" in request.GET or "apart" in request.GET:
        return []
    return same_as(told.ref, now=now)


def told_together(request: HttpRequest, card: Card, now: datetime) -> dict[str, object]:
    """For the page of one matter: what was merged into it, and to a dispatcher what it may be the same as."""
    also = also_said(card.ref)
    may = Verb.MERGE in card.verbs and not also
    likely = likely_same(staff(request), card.ref, now=now, held=org.duties_today(request)) if may else []
    return {"also": also, "reports": len(also) + 1, "likely": likely}


def grouped(groups: Mapping[str, list[Card]], *, now: datetime) -> dict[str, list[Card]]:
    """The groups of a page with their cards marked, in the statements of one list."""
    cards = {card.ref: card for card in marked([c for group in groups.values() for c in group], now=now)}
    return {code: [cards[card.ref] for card in group] for code, group in groups.items()}


@require_POST
def before(request: HttpRequest) -> HttpResponse:
    """「附近已有 3 人说过同一件事」, for anybody; counted, so that nobody reads out a street by asking."""
    now = clock.now()
    limits.take(limits.ASKED_BEFORE, request, now=now)
    draft = DraftForm(request.POST).draft()
    page = {"found": said_before(Draft(draft.text, draft.place, draft.point, draft.area), now=now)}
    return render(request, "matters/before.html", page)


@require_POST
@signed_in
def hints(request: HttpRequest) -> HttpResponse:
    """For whoever takes it down: what kind it seems to be, and what was said before."""
    if not may_take_down(request):
        raise NotAllowed(_("记事给正在任职的工作人员用。"))
    now, draft = clock.now(), DraftForm(request.POST).draft()
    suggested = matters.suggest(draft.text)
    page = {
        "found": said_before_to(staff(request), draft, now=now),
        "suggested": suggested if suggested and org.category(suggested.category) else None,
        "chosen": draft.category,
    }
    return render(request, "matters/hints.html", page)


@require_POST
@signed_in
def another(request: HttpRequest, county: str, matter_id: UUID, other_id: UUID) -> HttpResponse:
    """不是同一件: said of a pair, and not suggested again."""
    ref = Ref(county, matter_id)
    joining.say_another(ref, Ref(county, other_id), by=staff(request), now=clock.now())
    return redirect(reverse("matters:matter", args=[county, matter_id]) + "?done=another")
