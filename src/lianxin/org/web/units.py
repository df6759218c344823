"""Units, their posts, and who holds what until when."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.org import keeping
from lianxin.org.actions import UnitDraft, found_unit
from lianxin.org.web import sight
from lianxin.org.web.changes import CHANGES, DONE
from lianxin.org.web.forms import NewUnit
from lianxin.pages.public import attempt, done, signed_in, staff


@require_GET
@signed_in
def units(request: HttpRequest) -> HttpResponse:
    today = clock.local(clock.now()).date()
    actor = staff(request)
    area = request.GET["area"] if "area" in request.GET else sight.home_area(actor, today)
    return render(request, "org/units.html", sight.units_page(area, actor, today))


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    area = request.GET.get("area", "")
    keeping.kept_area(staff(request), request.POST.get("area", area), clock.local(now).date())
    form = NewUnit(request.POST or None, initial={"area": area, "valid_from": clock.local(now).date()})
    if request.method == "POST" and form.is_valid():
        draft = UnitDraft(**form.cleaned_data)
        unit_id = attempt(form, partial(found_unit, draft, by=staff(request), now=now))
        if unit_id:
            return done.onward("found", "org:unit", unit_id)
    status = 422 if form.errors else 200
    areas = sight.areas_to_choose(area, clock.local(now).date())
    return render(request, "org/unit_new.html", {"form": form, "area": area, "areas": areas}, status=status)


@require_GET
@signed_in
def one(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    return _unit_page(request, unit_id, {})


@require_POST
@signed_in
def change(request: HttpRequest, unit_id: UUID, verb: str) -> HttpResponse:
    if verb not in CHANGES:
        raise NotFound(keeping.no_such_unit())
    form_class, act = CHANGES[verb]
    keeping.kept_unit(unit_id, staff(request), clock.local(clock.now()).date())
    form = form_class(request.POST)
    if form.is_valid():
        attempt(form, partial(act, unit_id, form.cleaned_data, staff(request), clock.now()))
        if not form.errors:
            return done.onward(verb, "org:unit", unit_id)
    return _unit_page(request, unit_id, {verb: form}, status=422)


def _unit_page(
    request: HttpRequest, unit_id: UUID, given: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    today = clock.local(clock.now()).date()
    unit = keeping.kept_unit(unit_id, staff(request), today)
    blank: dict[str, Any] = {
        "rename": {"name": unit.name, "phone": unit.phone},
        "close": {"valid_until": today},
        "appoint": {"area": unit.area, "starts_on": today},
        "relieve": {"ends_on": today},
    }
    laid = {
        verb.replace("-", "_"): given.get(verb) or form(initial=blank.get(verb))
        for verb, (form, _act) in CHANGES.items()
    }
    context = {
        "unit": unit,
        "posts": keeping.posts_of(unit_id, today),
        "forms": laid,
        "on": today,
        "areas": sight.areas_to_choose(unit.area, today),
        "done": done.said(request, DONE),
    }
    return render(request, "org/unit.html", context, status=status)
