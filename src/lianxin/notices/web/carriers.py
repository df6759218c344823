"""How messages leave: channels of the deployment and of units, a trial, the quiet hours. For the keeper."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.notices import carriers, quiet
from lianxin.notices.channels import channel_of
from lianxin.notices.trial import Tried, try_out
from lianxin.notices.web.forms import QuietForm, SetupForm, TrialForm
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, permission, signed_in, staff

MOST_UNITS = 100
DONE = {
    "kept": gettext_lazy("存好了,从现在起用这个设置。可以发一条试验消息看看。"),
    "off": gettext_lazy("停用了,存过的密码已经删掉。"),
    "quiet": gettext_lazy("安静时段改好了。已经在等的消息不变。"),
}
LABELS = {"imap": gettext_lazy("来信信箱(读居民的来信)")}


def _keeper(request: HttpRequest) -> None:
    if not permission.keeps(request):
        raise NotFound(_("这里没有您能看的东西。"))


@require_GET
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    return _overview(request, QuietForm(initial=dict(zip(("begins", "ends"), quiet.hours(), strict=True))))


def _overview(request: HttpRequest, form: QuietForm) -> HttpResponse:
    whole = [
        {"id": name, "label": label_of(name), "on": carriers.is_set(name), "faults": _faults(name)}
        for name in carriers.settable(of_unit=False)
    ]
    units = [(org.unit(unit), label_of(name), name) for unit, name in carriers.units_told()]
    area = request.GET.get("area", "")
    told = {
        "whole": whole,
        "units": units,
        "kinds": [(name, label_of(name)) for name in carriers.settable(of_unit=True)],
        "area": area,
        "found": org.units_in(area, on=clock.local(clock.now()).date())[:MOST_UNITS] if area else [],
        "form": form,
        "done": done.said(request, DONE),
    }
    return render(request, "notices/carriers.html", told, status=422 if form.errors else 200)


def _faults(name: str) -> list[str]:
    return channel_of(name).check() if name != "imap" and carriers.is_set(name) else []


def label_of(name: str) -> str:
    return str(LABELS[name]) if name in LABELS else _(channel_of(name).label)


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: HttpRequest, name: str, unit: UUID | None = None) -> HttpResponse:
    _keeper(request)
    asked = carriers.asks(name, unit)
    known = carriers.setup_of(name, unit) if carriers.is_set(name, unit) else {}
    form = SetupForm(request.POST if request.method == "POST" else None, asked=asked, known=known)
    if request.method == "POST" and form.is_valid():
        setup = {ask.name: str(form.cleaned_data[ask.name]) for ask in asked}
        attempt(form, partial(carriers.keep, name, unit, setup, by=staff(request), now=clock.now()))
        if not form.errors:
            return done.onward("kept", _address(name, unit))
    return _page(request, name, unit, form=form)


@require_POST
@signed_in
def off(request: HttpRequest, name: str, unit: UUID | None = None) -> HttpResponse:
    _keeper(request)
    carriers.switch_off(name, unit, by=staff(request), now=clock.now())
    return done.onward("off", "notices:carriers")


@require_POST
@signed_in
def trial(request: HttpRequest, name: str, unit: UUID | None = None) -> HttpResponse:
    _keeper(request)
    form = TrialForm(request.POST)
    tried = None
    if form.is_valid():
        address = form.cleaned_data["address"]
        send = partial(try_out, name, unit, address, by=staff(request), now=clock.now())
        tried = attempt(form, send)
    return _page(request, name, unit, trial_form=form, tried=tried)


@require_POST
@signed_in
def change_hours(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    form = QuietForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        change = partial(quiet.change_hours, given["begins"], given["ends"])
        attempt(form, lambda: change(by=staff(request), now=clock.now()))
        if not form.errors:
            return done.onward("quiet", "notices:carriers")
    return _overview(request, form)


def _page(request: HttpRequest, name: str, unit: UUID | None, **given: Any) -> HttpResponse:
    known = carriers.setup_of(name, unit) if carriers.is_set(name, unit) else {}
    tried: Tried | None = given.get("tried")
    form = given.get("form") or SetupForm(asked=carriers.asks(name, unit), known=known)
    trial_form = given.get("trial_form") or TrialForm()
    told = {
        "name": name,
        "label": label_of(name),
        "unit": org.unit(unit) if unit else None,
        "on": bool(known),
        "form": form,
        "trial_form": trial_form,
        "tried": tried,
        "can_try": bool(known) and name != "imap",
        "here": _address(name, unit),
        "done": done.said(request, DONE),
    }
    return render(
        request, "notices/carrier.html", told, status=422 if form.errors or trial_form.errors else 200
    )


def _address(name: str, unit: UUID | None) -> str:
    return (
        reverse("notices:unit_carrier", args=[name, unit])
        if unit
        else reverse("notices:carrier", args=[name])
    )
