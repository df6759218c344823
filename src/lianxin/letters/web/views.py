"""The basket of letters that somebody must read, and one of them. For dispatchers."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.letters import actions, queries
from lianxin.letters.mailbox import NAME
from lianxin.letters.placing import places
from lianxin.letters.web.forms import DropForm, PlaceForm
from lianxin.letters.wording import WHY
from lianxin.notices import public as notices
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, menu, signed_in, staff

DONE = {
    "place": gettext_lazy("成了一件事,已经写信把查询码告诉来信的人。"),
    "drop": gettext_lazy("放下了,信里的话已经删掉。"),
}


def reads_letters(request: HttpRequest) -> bool:
    """In the menu of whoever dispatches, where a mailbox is read or a letter waits for them."""
    if not menu.serves(request):
        return False
    areas = queries.dispatched(org.duties_today(request))
    return bool(areas) and (notices.is_set(NAME) or queries.something_waits(areas))


@require_GET
@signed_in
def basket(request: HttpRequest) -> HttpResponse:
    by, now = staff(request), clock.now()
    if not queries.areas_of(by, now):
        raise NotFound(_("这里没有您能看的东西。"))
    found = queries.basket(by, now=now)
    rows = [(row, actions.words_of(row), WHY.get(row.why, "")) for row in found.letters if row.sealed]
    page = {"rows": rows, "basket": found, "read": notices.is_set(NAME), "done": done.said(request, DONE)}
    return render(request, "letters/basket.html", page)


@require_GET
@signed_in
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    return _letter(request, letter_id)


@require_POST
@signed_in
def place(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    by, now = staff(request), clock.now()
    found = actions.found_letter(letter_id, by, now)
    form = PlaceForm(request.POST, offered=_offered(found.area))
    if form.is_valid():
        attempt(form, partial(actions.place, letter_id, form.cleaned_data["area"], by=by, now=now))
        if not form.errors:
            return done.onward("place", "letters:basket")
    return _letter(request, letter_id, place_form=form)


@require_POST
@signed_in
def drop(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    by, now = staff(request), clock.now()
    actions.found_letter(letter_id, by, now)
    form = DropForm(request.POST)
    if form.is_valid():
        attempt(form, partial(actions.drop, letter_id, form.cleaned_data["reason"], by=by, now=now))
        if not form.errors:
            return done.onward("drop", "letters:basket")
    return _letter(request, letter_id, drop_form=form)


def _letter(request: HttpRequest, letter_id: UUID, **given: forms.Form) -> HttpResponse:
    """Its words, without the sender's address: to answer them nobody needs it."""
    by, now = staff(request), clock.now()
    found = actions.found_letter(letter_id, by, now)
    page: dict[str, Any] = {
        "row": found,
        "told": actions.words_of(found),
        "why": WHY.get(found.why, ""),
        "place_form": given.get("place_form") or PlaceForm(offered=_offered(found.area)),
        "drop_form": given.get("drop_form") or DropForm(),
    }
    return render(request, "letters/letter.html", page, status=422 if given else 200)


def _offered(area: str) -> list[tuple[str, str]]:
    """Communities under their township's name."""
    known = places(area, local(clock.now()).date())
    towns = {code: name for code, name in known if len(code) < 12}
    return [
        (code, f"{towns.get(code[:9], '')} {name}".strip()) for code, name in known if len(code) == 12
    ] or [(area, area)]
