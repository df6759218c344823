"""One's own tokens: for a program that acts as oneself. Made behind the second factor, ended with it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.pages.public import attempt, done, signed_in, staff
from lianxin.tokens import actions, queries
from lianxin.tokens.scopes import PEOPLE
from lianxin.tokens.web.forms import TokenForm

DONE = {"revoke": _("令牌收回了,从下一次请求起不再有用。")}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """The list, and the form for another; the secret stands on the answer, this once."""
    now, by = clock.now(), staff(request)
    form = TokenForm(request.POST or None, whose=PEOPLE, today=local(now).date())
    if form.is_valid():
        made = attempt(form, partial(actions.make_own, form.draft(), by=by, now=now))
        if made:
            page = {"made": made, "name": form.cleaned_data["name"]}
            return render(request, "tokens/secret.html", page)
    page = {
        "tokens": queries.own_tokens(by, now=now),
        "form": form,
        "done": done.said(request, DONE),
    }
    return render(request, "tokens/own.html", page, status=422 if form.errors else 200)


@require_POST
@signed_in
def revoked(request: HttpRequest, token_id: UUID) -> HttpResponse:
    actions.revoke(token_id, by=staff(request), now=clock.now())
    return done.onward("revoke", "tokens:own")
