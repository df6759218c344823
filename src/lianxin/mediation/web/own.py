"""The pages of a party: apply, read, say yes or no, leave, take a copy. No account; a code opens."""

from datetime import date, datetime

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.kernel.legible import legible
from lianxin.matters import public as matters
from lianxin.mediation import public as mediation
from lianxin.mediation.actions import rights
from lianxin.mediation.actions.speaking import MovedOn
from lianxin.mediation.codes import party_code
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.models import Dispute
from lianxin.mediation.queries import own as reading
from lianxin.mediation.queries.own import Own
from lianxin.mediation.web.own_forms import ApplyForm, CodeForm, CorrectForm, OwnForm
from lianxin.mediation.web.own_page import page_of
from lianxin.mediation.web.own_words import DONE, headline, kind_name
from lianxin.mediation.web.taking_along import packed
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, insets, limits, menu, opening

BELOW = "/t/"
CHANGED = {
    "correct": gettext_lazy("已经改好。"),
    "hide": gettext_lazy("从现在起,对方看不到您是谁、怎么找到您。"),
    "show": gettext_lazy("从现在起,双方都同意调解时,对方看得到您的姓名。"),
}


def address_of(code: str) -> str:
    """Where a party's code opens; "" for what is none."""
    try:
        return reverse("mediation:own", args=[party_code(reading.party_by(code).id)])
    except NotFound:
        return ""


def lines(_viewer: Actor, about: insets.About) -> list[insets.Line]:
    """On the page of a matter out of which a dispute was born: that it was, and how to get on."""
    kind = org.category(about.category)
    if kind is None or kind.family != "dispute":
        return []
    if not Dispute.objects.filter(county=about.county, matter=about.id).exists():
        return []
    words = _("这件事转到了人民调解。有调解员接下时,您会收到另一个查询码;没留电话的,到调委会拿一张纸条。")
    return [insets.Line(_("凭调解的查询码看"), words, reverse("mediation:find"))]


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Enter a code; one of a matter leads to the matter."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        address = attempt(form, lambda: opening.by_code(request, code, lambda: _address(code)))
        if address:
            return redirect(address)
    status = _status(form) if form.is_bound else 200
    return render(request, "mediation/own/find.html", {"form": form, "here": BELOW}, status=status)


def _address(code: str) -> str:
    found = address_of(code)
    if found:
        return found
    told = matters.progress(code, now=clock.now())
    return reverse("matters:progress", args=[matters.resident_code(told.ref.id)])


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """申请调解: words, a place, a name. Whoever writes of danger reads the telephone numbers first."""
    if request.method != "POST":
        return render(request, "mediation/own/apply.html", {"form": ApplyForm()})
    now, form = clock.now(), ApplyForm(request.POST)
    if form.is_valid():
        if form.in_danger and "safe" not in request.POST:
            return render(request, "mediation/own/apply.html", {"form": form, "danger": True})
        code = attempt(form, lambda: _applied(request, form, now))
        if code:
            return opening.given(redirect("mediation:applied", code), code, BELOW)
    return render(request, "mediation/own/apply.html", {"form": form}, status=_status(form))


def _applied(request: HttpRequest, form: ApplyForm, now: datetime) -> str:
    _no_staff(request)
    with transaction.atomic():  # one commit keeps an application and its count
        limits.take(limits.REPORTS, request, now=now)
        found = matters.suggest(
            form.cleaned_data["account"], model=matters.classifier.model.standing(settings.CLASSIFIER)
        )
        kind = found.category if found and found.category.startswith("dispute.") else ""
        ref = mediation.register(form.application(kind), by=Actor.resident(), now=now)
        return reading.code_of_applicant(ref)


@require_GET
def applied(request: HttpRequest, code: str) -> HttpResponse:
    """The code in large letters, and by when there is an answer."""
    told = _opened(request, code)
    page = {"told": told, "code": code, "headline": headline(told, _today())}
    return render(request, "mediation/own/applied.html", page)


@require_GET
def own(request: HttpRequest, code: str) -> HttpResponse:
    """我的调解: how it stands, what I can do, the dates, the agreement, who looked."""
    return _page(request, code)


@require_POST
def speak(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Yes or no, leave, confirm, kept or not, a word to the mediator, a complaint: in their own hand."""
    now, form, told = clock.now(), OwnForm(Verb(verb), request.POST), _own_hand(request, code)
    if "member" in form.fields:  # whom there is to choose is for the verb to decide
        given = request.POST.get("member", "")
        form.fields["member"].choices = [(given, given)]  # type: ignore[attr-defined]
    if form.is_valid() and attempt(form, lambda: _spoken(request, form, told, code, now)):
        return done.onward(verb, "mediation:own", code)
    return _page(request, code, form)


def _spoken(request: HttpRequest, form: OwnForm, told: Own, code: str, now: datetime) -> bool:
    by, seen = Actor.resident(told.me.id), form.cleaned_data["seen"]
    if form.verb != Verb.QUIT:  # nobody is ever kept from leaving
        limits.take(limits.ACTS, request, now=now, whose=f"party:{told.me.id}")
    try:
        mediation.speak(form.verb, told.procedure.ref, form.brought(), by=by, now=now)
    except MovedOn:  # by this very form, sent twice?
        mine = reading.party_by(code)
        if not reading.has_said(mine, form.verb, legible(form.words()), form.facts(), seen):
            raise
    return True


@require_GET
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """我的信息: what is held about me, a copy, putting it right, hiding."""
    return _mine(request, code)


@require_POST
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of mine, as one file to take away (PIPL 45)."""
    told, now = _own_hand(request, code), clock.now()
    rights.copied(told.procedure.ref, by=Actor.resident(told.me.id), now=now)
    answer = HttpResponse(packed(told, now=now), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="lianxin-my-mediation.zip"'
    return answer


@require_POST
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Put name, telephone or address right."""
    told, now = _own_hand(request, code), clock.now()
    form = CorrectForm(request.POST, person=told.me.person)

    def corrected() -> bool:
        limits.take(limits.PROOFS, request, now=now, whose=f"party:{told.me.id}")
        new, by = form.cleaned_data, Actor.resident(told.me.id)
        ref, was = told.procedure.ref, new.get("was", "")
        rights.correct(ref, new["name"], new["phone"], new["address"], was=was, by=by, now=now)
        return True

    if form.is_valid() and attempt(form, corrected):
        return done.onward("correct", "mediation:mine", code)
    return _mine(request, code, form)


@require_POST
def hide(request: HttpRequest, code: str) -> HttpResponse:
    """Not to be known to the other side, or to be known again."""
    told, now, form = _own_hand(request, code), clock.now(), forms.Form(request.POST)
    hidden = request.POST.get("hidden") == "1"

    def changed() -> bool:
        rights.hide(told.procedure.ref, hidden, by=Actor.resident(told.me.id), now=now)
        return True

    if form.is_valid() and attempt(form, changed):
        return done.onward("hide" if hidden else "show", "mediation:mine", code)
    return _mine(request, code, refused=form)


def _opened(request: HttpRequest, code: str) -> Own:
    return opening.by_code(request, code, lambda: reading.own(code, now=clock.now()))


def _own_hand(request: HttpRequest, code: str) -> Own:
    """The party's own hand, as far as it can be known: nobody answers for a party from a session in which
    they serve, nor the mediator from a browser in which they have signed in."""
    told = _opened(request, code)
    _no_staff(request)
    if accounts.has_signed_in_here(request, told.procedure.mediator):
        raise NotAllowed(
            _("这台设备是调解员登录用的,当事人的答复要由本人来。"),
            instead=_("请当事人用自己的手机打开这一页;没有手机的,在纸上签字。"),
        )
    return told


def _no_staff(request: HttpRequest) -> None:
    if menu.is_signed_in(request):
        raise NotAllowed(
            _("您正以工作人员的身份登录,不能替当事人做这一步。"),
            instead=_("自己家的事,请先退出登录,或用自己的手机打开这一页。"),
        )


def _page(request: HttpRequest, code: str, bound: OwnForm | None = None) -> HttpResponse:
    page = page_of(_opened(request, code), code, bound, now=clock.now())
    page |= {"done": done.said(request, DONE), "here": reverse("mediation:own", args=[code])}
    page["kind"] = kind_name(page["told"].procedure.category)
    return render(request, "mediation/own/own.html", page, status=_status(bound) if bound else 200)


def _mine(
    request: HttpRequest, code: str, bound: CorrectForm | None = None, *, refused: forms.Form | None = None
) -> HttpResponse:
    told = _opened(request, code)
    page = {
        "told": told,
        "code": code,
        "contact": bound or CorrectForm(person=told.me.person),
        "refused": bound or refused,
        "done": done.said(request, CHANGED),
        "here": reverse("mediation:mine", args=[code]),
    }
    failed = bound or refused
    return render(request, "mediation/own/mine.html", page, status=_status(failed) if failed else 200)


def _today() -> date:
    return clock.local(clock.now()).date()


def _status(form: forms.Form) -> int:
    refusal = getattr(form, "refusal", None)
    return int(refusal.status) if refusal else 422
