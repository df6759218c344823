"""The system administrator's pages: outside systems and their tokens."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.pages.public import attempt, done, staff
from lianxin.tokens import actions, queries
from lianxin.tokens.scopes import PARTNERS
from lianxin.tokens.web.forms import PartnerForm, TokenForm

DONE = {
    "register": _("对接方登记好了。接着给它发一个令牌。"),
    "change": _("改好了,从下一次请求起生效。"),
    "close": _("停用了。它的令牌从下一次请求起都不再有用。"),
    "revoke": _("令牌收回了,从下一次请求起不再有用。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.only("system")
def listed(request: HttpRequest) -> HttpResponse:
    form = PartnerForm(request.POST or None)
    if form.is_valid():
        registering = partial(actions.register_partner, form.draft(), by=staff(request), now=clock.now())
        partner_id = attempt(form, registering)
        if partner_id:
            return done.onward("register", "tokens:partner", partner_id)
    page = {"partners": queries.partners(staff(request)), "form": form}
    return render(request, "tokens/partners.html", page, status=422 if form.errors else 200)


@require_GET
@accounts.only("system")
def shown(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    return _partner(request, partner_id)


@require_POST
@accounts.only("system")
def changed(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    form = PartnerForm(request.POST)
    if form.is_valid():
        attempt(
            form,
            partial(actions.change_partner, partner_id, form.draft(), by=staff(request), now=clock.now()),
        )
        if not form.errors:
            return done.onward("change", "tokens:partner", partner_id)
    return _partner(request, partner_id, form=form)


@require_POST
@accounts.only("system")
def closed(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    actions.close_partner(partner_id, by=staff(request), now=clock.now())
    return done.onward("close", "tokens:partner", partner_id)


@require_POST
@accounts.only("system")
def issued(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """The secret stands on the answer, this once."""
    now = clock.now()
    form = TokenForm(request.POST, whose=PARTNERS, today=local(now).date())
    if form.is_valid():
        made = attempt(form, partial(actions.issue, partner_id, form.draft(), by=staff(request), now=now))
        if made:
            owner = queries.partner(staff(request), partner_id)
            page = {"made": made, "partner": owner, "name": form.cleaned_data["name"]}
            return render(request, "tokens/secret.html", page)
    return _partner(request, partner_id, token_form=form)


@require_POST
@accounts.only("system")
def revoked(request: HttpRequest, partner_id: UUID, token_id: UUID) -> HttpResponse:
    actions.revoke(token_id, by=staff(request), now=clock.now())
    return done.onward("revoke", "tokens:partner", partner_id)


def _partner(
    request: HttpRequest,
    partner_id: UUID,
    *,
    form: PartnerForm | None = None,
    token_form: TokenForm | None = None,
) -> HttpResponse:
    now, viewer = clock.now(), staff(request)
    found = queries.partner(viewer, partner_id)
    blank = {"name": found.name, "contact": found.contact, "areas": " ".join(found.areas), "test": found.test}
    page = {
        "partner": found,
        "tokens": queries.tokens_of(viewer, partner_id, now=now),
        "form": form or PartnerForm(initial=blank),
        "token_form": token_form or TokenForm(whose=PARTNERS, today=local(now).date(), auto_id="token_%s"),
        "done": done.said(request, DONE),
    }
    wrong = form is not None or token_form is not None
    return render(request, "tokens/partner.html", page, status=422 if wrong else 200)
