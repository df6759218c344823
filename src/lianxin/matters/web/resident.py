"""The pages of residents: say it, how is it going, what I can do. No account; a code opens one matter."""

from datetime import datetime

from django.db import transaction
from django.forms import Form
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
from lianxin.matters import public as matters
from lianxin.matters.actions import joining
from lianxin.matters.contracts import Progress
from lianxin.matters.models import Matter
from lianxin.matters.public import Submitted
from lianxin.matters.web import photos
from lianxin.matters.web.before import offers_for_code, taken_in
from lianxin.matters.web.forms import CodeForm, SayForm, renewed, status_of
from lianxin.matters.web.places import place_of
from lianxin.matters.web.verbforms import VerbForm, forms_for
from lianxin.matters.web.wording import DONE, RESIDENT
from lianxin.pages.public import attempt, done, insets, limits, menu, opening

RESIDENT_VERBS = tuple(RESIDENT)
PHOTO_GONE = {"photo": gettext_lazy("这张照片已经删去,谁也打不开了。事情照常办。")}


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """One page, no account: words and a place. The answer is the code."""
    if request.method != "POST":
        return render(request, "matters/say.html", {"form": SayForm(), "here": "/"})
    now, form = clock.now(), SayForm(renewed(request.POST))
    if form.is_valid() and place_of(form):
        answer = attempt(form, lambda: _take_in(request, form, now))
        if answer:
            left = photos.take(request, answer.ref, 1, by=Actor.resident())
            again = "?again=1" if answer.again else "" if answer.joined else "?apart=1"
            to = reverse("matters:said", args=[answer.code]) + again
            return opening.given(photos.redirect_with(to, left), answer.code, "/p/")
    page = {"form": form, "photos_lost": photos.brought(request)}
    return render(request, "matters/say.html", page, status=status_of(form))


def _take_in(request: HttpRequest, form: SayForm, now: datetime) -> Submitted:
    with transaction.atomic():  # one commit keeps a report and its count; what is refused is not counted
        limits.take(limits.REPORTS, request, now=now)
        return taken_in(request, form.report(now), by=Actor.resident(), now=now)


def _opened(request: HttpRequest, code: str) -> Progress:
    return opening.by_code(request, code, lambda: matters.progress(code, now=clock.now()))


@require_GET
def said(request: HttpRequest, code: str) -> HttpResponse:
    """The code in large letters, who has it and by when; to copy or print."""
    told = _opened(request, code)
    page = {"told": told, "code": code, "again": "again" in request.GET, "apart": "apart" in request.GET}
    page |= {"left_out": photos.left_out(request), "removes": told.state in matters.photos.GOING_ON}
    return render(request, "matters/said.html", page | {"offers": offers_for_code(request, told)})


@require_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """加入: theirs is the same thing, says the holder of the code."""
    told, token = _opened(request, code), request.POST.get("join", "")
    if not token:  # 「不是同一件,单独说」
        return redirect("matters:progress", code)
    form, now = Form(request.POST), clock.now()
    if attempt(form, lambda: _joined(request, told, token, now)):
        return redirect("matters:progress", code)
    page = {"told": told, "code": code, "form": form}
    return render(request, "matters/said.html", page, status=status_of(form))


def _joined(request: HttpRequest, told: Progress, token: str, now: datetime) -> object:
    _own(request, told)
    return joining.join(told.ref, token, by=Actor.resident(told.ref.id), now=now)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Enter a code."""
    if "code" not in request.GET:
        return render(request, "matters/find.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if form.is_valid():
        code = form.cleaned_data["code"]
        address = attempt(form, lambda: opening.by_code(request, code, lambda: _address(code)))
        if address:
            return redirect(address)
    return render(request, "matters/find.html", {"form": form, "here": "/p/"}, status=status_of(form))


def _address(code: str) -> str:
    """Where a code leads: to a matter, else into a room above. A wrong one is counted once."""
    try:
        found = matters.progress(code, now=clock.now())
    except NotFound:
        address = opening.elsewhere(code)
        if not address:
            raise
        return address
    return reverse("matters:progress", args=[matters.resident_code(found.ref.id)])


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
        moved = attempt(form, lambda: _spoken(request, form, told, now))
        if moved:
            left = photos.take(request, told.ref, moved.version, by=Actor.resident(told.ref.id))
            return done.onward(verb, photos.onward(reverse("matters:progress", args=[code]), left))
    return _progress(request, code, form)


def _spoken(request: HttpRequest, form: VerbForm, told: Progress, now: datetime) -> Matter:
    _own(request, told)
    if form.verb == matters.Verb.MERGE:  # by a suggestion, never by a number: numbers could be tried out
        raise NotAllowed(_("这一步不在这里做。"), instead=_("不是同一件事,可以找上一级。"))
    return matters.speak(form.verb, told.ref, form.brought(), by=Actor.resident(told.ref.id), now=now)


@require_POST
def remove_photo(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A photo that was sent by mistake: taken back, and gone."""
    now, form, told = clock.now(), Form(request.POST), _opened(request, code)
    if form.is_valid() and attempt(form, lambda: _removed(request, told, name, now)):
        return done.onward("photo", "matters:progress", code)
    return _progress(request, code, refused=form)


def _removed(request: HttpRequest, told: Progress, name: str, now: datetime) -> bool:
    _own(request, told)
    matters.photos.remove(told.ref, name, by=Actor.resident(told.ref.id), now=now)
    return True


def own_hand(request: HttpRequest, code: str, *, looking: bool = False) -> Progress:
    """What the code opens, for whoever may act in the resident's name; for `looking` at the page, anybody
    who holds it."""
    told = _opened(request, code)
    if not looking:
        _own(request, told)
    return told


def _own(request: HttpRequest, told: Progress) -> None:
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


def _about(told: Progress) -> insets.About:
    return insets.About("progress", told.ref.county, told.ref.id, category=told.quarrel)


def _progress(
    request: HttpRequest, code: str, bound: VerbForm | None = None, *, refused: Form | None = None
) -> HttpResponse:
    told = _opened(request, code)
    verbs = [verb for verb in RESIDENT_VERBS if verb in told.verbs]
    page = {
        "told": told,
        "code": code,
        "elsewhere": insets.lines(Actor.resident(told.ref.id), _about(told)),
        "forms": forms_for(verbs, offers={}, bound=bound),
        "refused": bound or refused,
        "done": done.said(request, {**{verb.value: words for verb, words in DONE.items()}, **PHOTO_GONE}),
        "removes": told.state in matters.photos.GOING_ON,
        "left_out": photos.left_out(request),
        "photos_lost": photos.brought(request),
        "here": reverse("matters:progress", args=[code]),
    }
    failed = bound or refused
    return render(request, "matters/progress.html", page, status=status_of(failed) if failed else 200)
