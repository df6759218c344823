"""The catalogue of categories: open to all as JSON, kept by the keeper of the whole deployment."""

import hashlib
import json
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition, require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.org import queries
from lianxin.org.catalogue import CategoryDraft, keep_category, retire_category
from lianxin.org.web.forms import KeptCategory
from lianxin.pages.public import attempt, done, permission, signed_in, staff

DONE = {
    "keep": gettext_lazy("类别存好了,马上生效。"),
    "retire": gettext_lazy("已经停用,新的事不再归到它;旧的事不变。"),
}


def _body(_request: HttpRequest) -> bytes:
    today = clock.local(clock.now()).date()
    listed = [
        {"code": card.code, "name": card.name, "name_en": card.name_en, "group": card.parent or None}
        for card in queries.categories(today)
    ]
    return json.dumps({"categories": listed}, ensure_ascii=False).encode()


def _tag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_body(request)).hexdigest()[:32]}"'


@require_GET
@condition(etag_func=_tag)
def as_json(request: HttpRequest) -> HttpResponse:
    """What can be reported, for anybody: no statement when warm, and 304 for those who have it."""
    response = HttpResponse(_body(request), content_type="application/json")
    response["Cache-Control"] = "public, max-age=60"
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def categories(request: HttpRequest) -> HttpResponse:
    permission.require_keeper(staff(request))
    form = KeptCategory(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = CategoryDraft(**{**form.cleaned_data, "public": form.cleaned_data["public"] is True})
        attempt(form, partial(keep_category, draft, by=staff(request), now=clock.now()))
        if not form.errors:
            return done.onward("keep", "org:categories")
    current = {card.code for card in queries.categories(clock.local(clock.now()).date())}
    page = {"form": form, "groups": grouped(), "current": current, "done": done.said(request, DONE)}
    return render(request, "org/categories.html", page, status=422 if form.errors else 200)


@require_POST
@signed_in
def retire(request: HttpRequest, code: str) -> HttpResponse:
    retire_category(code, by=staff(request), now=clock.now())
    return done.onward("retire", "org:categories")


def grouped() -> list[tuple[object, list[object]]]:
    """Every group with its kinds, those retired too."""
    cards = queries.categories()
    return [
        (card, [below for below in cards if below.parent == card.code]) for card in cards if not card.parent
    ]
