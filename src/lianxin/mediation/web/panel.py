"""Those who may be asked onto a panel: the list, one of them, the kinds they are of, and a sheet of all."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.mediation.actions import panel as acts
from lianxin.mediation.panel_sheet import Taken, import_members, members_csv
from lianxin.mediation.proposing import Group
from lianxin.mediation.queries import panel
from lianxin.mediation.web.panel_forms import EndForm, KindForm, MemberForm, named
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, menu, permission, signed_in, staff
from lianxin.territory import public as territory

DONE = {
    "name": gettext_lazy("登记好了,从写明的那天起可以请。"),
    "change": gettext_lazy("改好了。"),
    "end": gettext_lazy("记下了,从写明的那天起不再请。"),
    "kind": gettext_lazy("种类存好了,马上生效。"),
    "drop": gettext_lazy("种类删掉了。"),
}


class Sheet(forms.Form):
    file = forms.FileField(label=gettext_lazy("电子表格(.xlsx 或 .csv)"), max_length=200)
    keep = forms.BooleanField(required=False, widget=forms.HiddenInput)


def looks_after(request: HttpRequest) -> bool:
    """In the menu of whoever keeps a place or guides mediation there."""
    return menu.serves(request) and any(duty.kind in panel.LOOKS_AFTER for duty in org.duties_today(request))


@require_GET
@signed_in
def members(request: HttpRequest) -> HttpResponse:
    _must_look_after(request)
    today = clock.local(clock.now()).date()
    rows = [
        (
            card,
            _("、").join(map(named, card.kinds)),
            _place(card.area),
            _("、").join(named(sort) for code in card.categories if (sort := org.category(code))),
            _("、").join(card.languages),
        )
        for card in panel.members(staff(request), today)
    ]
    page = {"rows": rows, "keeps": permission.keeps(request), "done": done.said(request, DONE)}
    return render(request, "mediation/panel.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    now, by = clock.now(), staff(request)
    areas = _must_look_after(request)
    start = {"area": areas[0], "starts_on": clock.local(now).date()}
    form = MemberForm(request.POST) if request.method == "POST" else MemberForm(initial=start)
    if form.is_bound and form.is_valid():
        attempt(form, lambda: acts.name_member(form.draft(), by=by, now=now))
        if not form.errors:
            return done.onward("name", "mediation:panel")
    page = {"form": form, "areas": _below(areas[0])}
    return render(request, "mediation/panel_new.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    now, by = clock.now(), staff(request)
    if request.method == "GET":
        return _member(request, member_id)
    acts.found_member(member_id, by, now)
    form = MemberForm(request.POST)
    if form.is_valid():
        attempt(form, lambda: acts.change_member(member_id, form.draft(), by=by, now=now))
        if not form.errors:
            return done.onward("change", "mediation:panel")
    return _member(request, member_id, form=form)


@require_POST
@signed_in
def end(request: HttpRequest, member_id: UUID) -> HttpResponse:
    now, by = clock.now(), staff(request)
    acts.found_member(member_id, by, now)
    form = EndForm(request.POST)
    if form.is_valid():
        attempt(form, partial(acts.end_member, member_id, form.cleaned_data["ends_on"], by=by, now=now))
        if not form.errors:
            return done.onward("end", "mediation:panel")
    return _member(request, member_id, end_form=form)


@require_http_methods(["GET", "POST"])
@signed_in
def kinds(request: HttpRequest) -> HttpResponse:
    now, by = clock.now(), staff(request)
    permission.require_keeper(by)
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: acts.keep_kind(form.draft(), by=by, now=now))
        if not form.errors:
            return done.onward("kind", "mediation:panel-kinds")
    groups = [
        (group.label, [(kind, named(kind)) for kind in panel.kinds().values() if kind.group == group])
        for group in Group
    ]
    page = {"form": form, "groups": groups, "done": done.said(request, DONE)}
    return render(request, "mediation/panel_kinds.html", page, status=422 if form.errors else 200)


@require_POST
@signed_in
def drop_kind(request: HttpRequest, code: str) -> HttpResponse:
    acts.drop_kind(code, by=staff(request), now=clock.now())
    return done.onward("drop", "mediation:panel-kinds")


@require_GET
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    _must_look_after(request)
    words = members_csv(staff(request), clock.local(clock.now()).date())
    answer = HttpResponse(words, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="panel_members.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@signed_in
def take_in(request: HttpRequest) -> HttpResponse:
    _must_look_after(request)
    given = request.method == "POST"
    form = Sheet(request.POST, request.FILES) if given else Sheet()
    taken = attempt(form, partial(_taken, form, request)) if given and form.is_valid() else None
    page = {"form": form, "taken": taken}
    return render(request, "mediation/panel_import.html", page, status=422 if form.errors else 200)


def _taken(form: Sheet, request: HttpRequest) -> Taken:
    upload: Any = form.cleaned_data["file"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(upload.name).suffix.lower()[:6]}"
        path.write_bytes(upload.read())
        keep = form.cleaned_data["keep"]
        return import_members(path, by=staff(request), now=clock.now(), dry_run=not keep)


def _must_look_after(request: HttpRequest) -> list[str]:
    areas = panel.looked_after(staff(request), clock.local(clock.now()).date())
    if not areas:
        raise NotFound(_("这里没有您能看的东西。"))
    return areas


def _member(request: HttpRequest, member_id: UUID, **given: forms.Form) -> HttpResponse:
    now = clock.now()
    row = acts.found_member(member_id, staff(request), now)
    page = {
        "card": panel.card(row, clock.local(now).date()),
        "form": given.get("form") or MemberForm.of(row),
        "end_form": given.get("end_form") or EndForm(initial={"ends_on": clock.local(now).date()}),
        "areas": _below(row.area),
    }
    return render(request, "mediation/panel_member.html", page, status=422 if given else 200)


def _below(area: str) -> list[tuple[str, str]]:
    """Codes with their names, offered while one writes a code."""
    today = clock.local(clock.now()).date()
    own = [(area, _place(area))] if area else []
    return own + [(child.code, child.name) for child in territory.children(area, today)]


def _place(area: str) -> str:
    return territory.full_name(area) if area else _("所有区域")
