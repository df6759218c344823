"""以案定补: the list of a committee's month. A mediator claims and sees their own; the guide decides."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.kernel.writing import csv_lines
from lianxin.mediation.actions.claiming import claim_again, claim_month, decide_claim, pay_claim
from lianxin.mediation.contracts import Ref
from lianxin.mediation.queries.overseeing import no_such
from lianxin.mediation.queries.subsidies import Claiming, ClaimList, claim_list, claiming, longest_waiting
from lianxin.mediation.subsidy import tiers
from lianxin.mediation.web.around import hide_what_is_not_theirs
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, signed_in, staff

DONE = {
    "claim": _("申报好了,等司法所核准。"),
    "nothing": _("这个月没有可以申报的:要达成协议、全部履行、书面的已经归档,而且没有申报过。"),
    "approve": _("核准了。"),
    "return": _("退回去了,调解员会看到原因。"),
    "pay": _("记下了,已经发放。"),
    "again": _("重新申报了。"),
}
HEADING = ("编号", "类型", "档次", "依据", "调解员", "金额", "状态", "申报", "发放")


class MonthForm(forms.Form):
    committee = forms.ChoiceField(label=_("哪个调委会"))
    month = forms.DateField(
        label=_("月份"),
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("为什么退回"), required=False, max_length=1000)


@require_GET
@signed_in
def claims(request: HttpRequest) -> HttpResponse:
    return _page(request, request.GET)


@require_POST
@signed_in
def claim(request: HttpRequest) -> HttpResponse:
    """Claim for everything of the month that lacks nothing."""
    form, _mine = _form(request, request.POST)
    count = None
    if form.is_valid():
        committee, month = UUID(form.cleaned_data["committee"]), form.cleaned_data["month"]
        count = attempt(form, lambda: claim_month(committee, month, by=staff(request), now=clock.now()))
    if count is None:
        return _page(request, request.POST, refused=form)
    return done.onward("claim" if count else "nothing", _address(form))


Verb = Callable[[Ref, Actor, datetime, str], None]
VERBS: dict[str, Verb] = {
    "approve": lambda ref, by, now, _reason: decide_claim(ref, approve=True, by=by, now=now),
    "return": lambda ref, by, now, reason: decide_claim(ref, approve=False, by=by, now=now, reason=reason),
    "pay": lambda ref, by, now, _reason: pay_claim(ref, by=by, now=now),
    "again": lambda ref, by, now, _reason: claim_again(ref, by=by, now=now),
}


@require_POST
@signed_in
def decide(request: HttpRequest, county: str, claim_id: UUID, verb: str) -> HttpResponse:
    """Whoever has no part in it finds none; what the verb lacks comes back into the list."""
    ref, reason, by, now = Ref(county, claim_id), ReasonForm(request.POST), staff(request), clock.now()
    if reason.is_valid():
        attempt(reason, lambda: VERBS[verb](ref, by, now, reason.cleaned_data["reason"]))
    hide_what_is_not_theirs(reason)
    if reason.errors:
        return _page(request, request.POST, refused=reason, refused_id=claim_id)
    form, _mine = _form(request, request.POST)
    return done.onward(verb, _address(form))


@require_GET
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    form, _mine = _form(request, request.GET)
    found = _found(request, form)
    if found is None:
        raise NotFound(no_such())
    answer = StreamingHttpResponse(csv_lines(_lines(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="claims_{found.month:%Y_%m}.csv"'
    return answer  # type: ignore[return-value]


def _lines(found: ClaimList) -> Iterator[list[str]]:
    yield list(HEADING)
    for line in found.lines:
        paid = local(line.paid_at).date().isoformat() if line.paid_at else ""
        grounds, claimed = "、".join(line.grounds), local(line.claimed_at).date().isoformat()
        told = [line.number, line.category_name, line.grade_label, grounds, line.mediator_name]
        yield [*told, str(line.amount), line.state_label, claimed, paid]


def _form(request: HttpRequest, given: "dict[str, str]") -> tuple[MonthForm, list[Claiming]]:
    """Where nothing is asked for, what has waited longest for a decision, or else this month of the first
    committee. Whoever has to do with none finds no page."""
    mine = claiming(staff(request), now=clock.now(), held=org.duties_today(request))
    if not mine:
        raise NotFound(no_such())
    waiting = None if given.get("committee") else longest_waiting([one.id for one in mine if one.decides])
    committee, month = waiting or (mine[0].id, local(clock.now()).date())
    told = {"committee": str(committee), "month": f"{month:%Y-%m}"}
    form = MonthForm(told | {name: words for name in told if (words := given.get(name))})
    form.fields["committee"].choices = [(str(one.id), one.name) for one in mine]  # type: ignore[attr-defined]
    return form, mine


def _address(form: MonthForm) -> str:
    query = "&".join(f"{name}={form.data[name]}" for name in form.fields) if form.is_valid() else ""
    return f"{reverse('mediation:claims')}?{query}"


def _found(request: HttpRequest, form: MonthForm) -> ClaimList | None:
    if not form.is_valid():
        return None
    month: date = form.cleaned_data["month"]
    return claim_list(staff(request), UUID(form.cleaned_data["committee"]), month, now=clock.now())


def _page(
    request: HttpRequest,
    given: "dict[str, str]",
    refused: forms.Form | None = None,
    refused_id: UUID | None = None,
) -> HttpResponse:
    form, mine = _form(request, given)
    found = _found(request, form)
    page = {
        "form": refused if isinstance(refused, MonthForm) else form,
        "found": found,
        "mine": next((one for one in mine if found and one.id == found.committee), None),
        "tiers": tiers(),
        "refused": refused,
        "refused_id": refused_id,
        "query": _address(form).partition("?")[2],
        "done": done.said(request, DONE),
    }
    wrong = refused is not None or not form.is_valid()
    return render(request, "mediation/overseeing/claims.html", page, status=422 if wrong else 200)
