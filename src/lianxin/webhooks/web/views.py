"""The system administrator's pages of hooks: where news goes, the log, one delivery."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.pages.public import attempt, done, staff
from lianxin.tokens import public as tokens
from lianxin.webhooks import actions, queries
from lianxin.webhooks.kinds import KINDS, PING
from lianxin.webhooks.models import Delivery
from lianxin.webhooks.web.forms import HookForm
from lianxin.webhooks.wording import STATES, WHY

DONE = {
    "change": gettext_lazy("改好了,从下一条起推到新的网址。"),
    "pause": gettext_lazy("停下了。要推的都等着,恢复以后接着推。"),
    "resume": gettext_lazy("恢复了。等着的从最早的一条起推出去。"),
    "close": gettext_lazy("停用了,不再推送。"),
    "ping": gettext_lazy("试推的一条已经排上队,几秒钟后刷新这一页看结果。"),
    "again": gettext_lazy("这一条重新排上了队。"),
}
VERBS: dict[str, Callable[..., Any]] = {
    "pause": actions.stop,
    "resume": actions.let_go,
    "close": actions.close_hook,
    "ping": actions.ping,
}


@require_GET
@accounts.only("system")
def listed(request: HttpRequest) -> HttpResponse:
    by = staff(request)
    cards = queries.hooks(by, now=clock.now())
    page = {
        "hooks": [(card, *STATES[card.state]) for card in cards],
        "partners": [one for one in tokens.partners(by) if one.closed_at is None],
        "done": done.said(request, DONE),
    }
    return render(request, "webhooks/hooks.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@accounts.only("system")
def added(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    by = staff(request)
    partner = tokens.partner(by, partner_id)
    form = HookForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, partial(actions.add_hook, partner_id, form.draft(), by=by, now=clock.now()))
        if made:
            return render(request, "webhooks/secret.html", {"made": made, "partner": partner})
    page = {"form": form, "partner": partner}
    return render(request, "webhooks/add.html", page, status=422 if form.errors else 200)


@require_GET
@accounts.only("system")
def shown(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    return _hook(request, hook_id)


@require_POST
@accounts.only("system")
def changed(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    form = HookForm(request.POST)
    if form.is_valid():
        draft = form.draft()
        attempt(form, partial(actions.change_hook, hook_id, draft, by=staff(request), now=clock.now()))
        if not form.errors:
            return done.onward("change", "webhooks:hook", hook_id)
    return _hook(request, hook_id, form=form)


@require_POST
@accounts.only("system")
def renewed(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    """The secret stands on the answer, this once."""
    made = actions.renew_secret(hook_id, by=staff(request), now=clock.now())
    found = queries.hook(staff(request), hook_id)
    return render(request, "webhooks/secret.html", {"made": made, "partner": found.partner, "both": True})


@require_POST
@accounts.only("system")
def told(request: HttpRequest, hook_id: UUID, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise NotFound(_("没有这个推送地址。"))
    VERBS[verb](hook_id, by=staff(request), now=clock.now())
    if verb == "close":
        return done.onward(verb, "webhooks:hooks")
    return done.onward(verb, "webhooks:hook", hook_id)


@require_GET
@accounts.only("system")
def delivery(request: HttpRequest, county: str, delivery_id: UUID) -> HttpResponse:
    found = queries.delivery(staff(request), county, delivery_id)
    page = {"row": found, "kind": kind_of(found), "why": WHY.get(found.fault, ""), "state": state_of(found)}
    return render(request, "webhooks/delivery.html", page | {"done": done.said(request, DONE)})


@require_POST
@accounts.only("system")
def again(request: HttpRequest, county: str, delivery_id: UUID) -> HttpResponse:
    actions.resend(county, delivery_id, by=staff(request), now=clock.now())
    return done.onward("again", "webhooks:delivery", county, delivery_id)


def kind_of(row: Delivery) -> object:
    return _("试推") if row.kind == PING else KINDS.get(row.kind, row.kind)


def state_of(row: Delivery) -> tuple[str, str]:
    """Shape and word."""
    if row.sent_at:
        return "kept", _("收下了")
    if row.given_up_at:
        return "stopped", _("不再试了")
    return ("late", _("没收下,会再试")) if row.tries else ("waiting", _("排着队"))


def _hook(request: HttpRequest, hook_id: UUID, form: HookForm | None = None) -> HttpResponse:
    by, only = staff(request), request.GET.get("only", "")
    found = queries.hook(by, hook_id)
    rows = queries.log(by, hook_id, before=_before(request), only=only)
    page = {
        "hook": found,
        "state": STATES[queries.HookCard(found).state],
        "form": form or HookForm.of(found),
        "kinds": [KINDS[kind] for kind in found.kinds if kind in KINDS],
        "rows": [(row, kind_of(row), state_of(row), WHY.get(row.fault, "")) for row in rows[: queries.PAGE]],
        "only": only,
        "older": rows[queries.PAGE - 1].id if len(rows) > queries.PAGE else None,
        "done": done.said(request, DONE),
    }
    return render(request, "webhooks/hook.html", page, status=422 if form else 200)


def _before(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("before", ""))
    except ValueError:
        return None
