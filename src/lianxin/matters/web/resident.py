"""The pages of residents: say it, how is it going, what I can do. No account; a code opens one matter."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.kernel.keyring import keyring
from lianxin.matters import public as matters
from lianxin.matters.contracts import Progress
from lianxin.matters.public import Submitted
from lianxin.matters.web.forms import CodeForm, SayForm, renewed, status_of
from lianxin.matters.web.places import place_of
from lianxin.matters.web.verbforms import VerbForm, forms_for
from lianxin.matters.web.wording import DONE, RESIDENT
from lianxin.pages.public import attempt, done, limits, menu

RESIDENT_VERBS = tuple(RESIDENT)
DAY = 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """One page, no account: words and a place. The answer is the code."""
    if request.method != "POST":
        return render(request, "matters/say.html", {"form": SayForm(), "here": "/"})
    now, form = clock.now(), SayForm(renewed(request.POST))
    if form.is_valid() and place_of(form):
        answer = attempt(form, lambda: _take_in(request, form, now))
        if answer:
            again = "?again=1" if answer.again else ""
            return given(redirect(reverse("matters:said", args=[answer.code]) + again), answer.code)
    return render(request, "matters/say.html", {"form": form}, status=status_of(form))


def _take_in(request: HttpRequest, form: SayForm, now: datetime) -> Submitted:
    with transaction.atomic():  # one commit keeps a report and its count; what is refused is not counted
        limits.take(limits.REPORTS, request, now=now)
        return matters.submit_report(form.report(now), by=Actor.resident(), now=now)


def given(response: HttpResponse, code: str) -> HttpResponse:
    """Whoever was just given a code reads it, even where a neighbour behind the same address has been
    guessing: for a day this phone can show that it did not guess."""
    response.set_cookie("lx_given", _mark(code), max_age=DAY, path="/p/", httponly=True, samesite="Lax")
    return response


def _opened(request: HttpRequest, code: str) -> Progress:
    """What a code opens. Wrong ones are counted, and right ones too wait once there were too many."""
    now = clock.now()
    if constant_time_compare(request.COOKIES.get("lx_given", ""), _mark(code)):
        return matters.progress(code, now=now)
    with limits.guesses(request, now=now):
        return matters.progress(code, now=now)


def _mark(code: str) -> str:
    return keyring().digest("given", code)


@require_GET
def said(request: HttpRequest, code: str) -> HttpResponse:
    """The code in large letters, who has it and by when; to copy or print."""
    told = _opened(request, code)
    return render(request, "matters/said.html", {"told": told, "code": code, "again": "again" in request.GET})


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Enter a code."""
    if "code" not in request.GET:
        return render(request, "matters/find.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if form.is_valid():
        told = attempt(form, lambda: _opened(request, form.cleaned_data["code"]))
        if told:
            return redirect("matters:progress", matters.resident_code(told.ref.id))
    return render(request, "matters/find.html", {"form": form, "here": "/p/"}, status=status_of(form))


@require_GET
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """How is it going: the sentence, the path, the promise, and what can be done."""
    return _progress(request, code)


@require_POST
def speak(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Supplement, chase, withdraw, rate, reopen, appeal: the holder of the code has the last word."""
    now, form = clock.now(), VerbForm(matters.Verb(verb), request.POST)
    if form.is_valid():
        told = _opened(request, code)
        if attempt(form, lambda: _spoken(request, form, told, now)):
            return done.onward(verb, "matters:progress", code)
    return _progress(request, code, form)


def _spoken(request: HttpRequest, form: VerbForm, told: Progress, now: datetime) -> object:
    """The resident's own hand, as far as it can be known: nobody rates the work from a session in which they
    serve, and nobody what they took down from a browser in which they serve, signed out or not."""
    if menu.is_signed_in(request):
        raise NotAllowed(
            _("您正以工作人员的身份登录,不能替居民做这一步。"),
            instead=_("自己家的事,请先退出登录,或用自己的手机打开这一页。"),
        )
    if accounts.has_signed_in_here(request, told.taken_down_by):
        raise NotAllowed(
            _("这件事是在这台设备上替居民记下的,评价、补充、撤回要由居民自己来。"),
            instead=_("请居民用自己的手机打开这一页,或拨打 12345。"),
        )
    return matters.speak(form.verb, told.ref, form.brought(), by=Actor.resident(told.ref.id), now=now)


def _progress(request: HttpRequest, code: str, bound: VerbForm | None = None) -> HttpResponse:
    told = _opened(request, code)
    verbs = [verb for verb in RESIDENT_VERBS if verb in told.verbs]
    page = {
        "told": told,
        "code": code,
        "forms": forms_for(verbs, offers={}, bound=bound),
        "refused": bound,
        "done": done.said(request, {verb.value: words for verb, words in DONE.items()}),
        "here": reverse("matters:progress", args=[code]),
    }
    return render(request, "matters/progress.html", page, status=status_of(bound) if bound else 200)
