"""The sign-in pages: password, second factor, a new phone, the way out."""

from collections.abc import Callable
from functools import partial

import segno
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as bring_second_factor
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts import sessions
from lianxin.accounts.enrolling import bring_word, device_begun, finish_enrolment, must_have_none
from lianxin.accounts.errors import CodeRefused, SignInLocked, SignInRefused
from lianxin.accounts.gate import is_from_this_machine, origin_of, person_at, remember_here
from lianxin.accounts.models import Administrator, Person
from lianxin.accounts.sample import SamplePerson, sample_people
from lianxin.accounts.signing import admit, prove
from lianxin.accounts.web.forms import Code, SignIn, Word
from lianxin.kernel import clock
from lianxin.kernel.errors import Refusal
from lianxin.pages.public import done

_BACKEND = "django.contrib.auth.backends.ModelBackend"
DONE = {"out": _("已经退出。"), "everywhere": _("已经在所有地方退出,请重新登录。")}
_HOMES = {
    Administrator.SECURITY: "/people/",
    Administrator.AUDIT: "/journal/",
    Administrator.SYSTEM: "/start/",
}


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    onward = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    found = person_at(request)
    if found and request.method != "POST":
        return redirect(onward or _home(found))
    form = SignIn(request.POST or None)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            owner = admit(**form.cleaned_data, origin=origin_of(request), now=clock.now())
        except (SignInRefused, SignInLocked) as refused:
            refusal = refused
        else:
            return _half_way(request, owner, onward)
    told = {
        "form": form,
        "next": onward,
        "refusal": refusal,
        "sample": _sample(request),
        "done": done.said(request, DONE),
    }
    return render(request, "accounts/sign_in.html", told, status=_status(form.is_bound, refusal))


def _half_way(request: HttpRequest, owner: Person, onward: str) -> HttpResponse:
    """The password was right: a new session id, which can do nothing but bring the second factor."""
    logout(request)
    login(request, owner, backend=_BACKEND)
    sessions.begin(request.session, clock.now())
    request.session["next"] = onward
    has_phone = TOTPDevice.objects.filter(user=owner, confirmed=True).exists()
    return redirect("accounts:second" if has_phone else "accounts:enrol")


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated or person_at(request):
        return redirect("accounts:sign_in")
    form = Code(request.POST or None)
    device, refusal = _brought(form, request, prove)
    if device:
        return _arrive(request, device)
    username = request.user.get_username()
    sample = next((one for one in _sample(request) if one.username == username), None)
    told = {"form": form, "refusal": refusal, "sample": sample}
    return render(request, "accounts/second.html", told, status=_status(form.is_bound, refusal))


@sensitive_post_parameters("word")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Bind a phone: first the word, and only then, to this one session, the phone's secret."""
    if not request.user.is_authenticated or person_at(request):
        return redirect("accounts:sign_in")
    must_have_none(request.user)
    begun = device_begun(request.user.pk, request.session.get("enrolling"))
    if begun is None or "word" in request.POST:
        return _word(request)
    form = Code(request.POST or None)
    device, refusal = _brought(form, request, partial(finish_enrolment, device_id=begun.pk))
    if device:
        return _arrive(request, device)
    told = {"form": form, "refusal": refusal, **_phone_to_be(begun)}
    return render(request, "accounts/enrol.html", told, status=_status(form.is_bound, refusal))


def _word(request: HttpRequest) -> HttpResponse:
    form = Word(request.POST if "word" in request.POST else None)
    device, refusal = _brought(form, request, bring_word)
    if device:
        request.session["enrolling"] = device.pk
        return redirect("accounts:enrol")
    told = {"form": form, "refusal": refusal}
    return render(request, "accounts/word.html", told, status=_status(form.is_bound, refusal))


def _brought(
    form: Code | Word, request: HttpRequest, judge: Callable[..., TOTPDevice]
) -> tuple[TOTPDevice | None, Refusal | None]:
    """The device whose code was brought, or why it was refused; neither while nothing was sent."""
    if not form.is_valid():
        return None, None
    (typed,) = form.cleaned_data.values()
    try:
        return judge(request.user.pk, typed=typed, origin=origin_of(request), now=clock.now()), None
    except (CodeRefused, SignInLocked) as refused:
        return None, refused


def _phone_to_be(device: TOTPDevice) -> dict[str, str]:
    picture = segno.make(device.config_url, error="m").svg_data_uri(scale=4, border=3, light="#fff")
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return {"picture": picture, "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}


def _arrive(request: HttpRequest, device: TOTPDevice) -> HttpResponse:
    """Both factors were brought: again a new session id, and twelve hours from now."""
    onward = _safe(request, request.session.pop("next", ""))
    bring_second_factor(request, device)
    request.session.pop("enrolling", None)
    request.session.cycle_key()
    sessions.begin(request.session, clock.now())
    answer = redirect(onward or _home(device.user))
    remember_here(request, answer, device.user)
    return answer


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    return left(request)


def left(request: HttpRequest, how: str = "out") -> HttpResponse:
    """Out, and nothing stays on a computer that others use: no page to go back to, no draft with a resident's
    words in it."""
    logout(request)
    answer = done.onward(how, "accounts:sign_in")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _sample(request: HttpRequest) -> list[SamplePerson]:
    return sample_people(now=clock.now()) if is_from_this_machine(request) else []


def _status(was_sent: bool, refusal: Refusal | None) -> int:
    if refusal is not None:
        return refusal.status
    return 422 if was_sent else 200


def _home(owner: Person) -> str:
    return _HOMES.get(Administrator(owner.administrator), "") or resolve_url(settings.LOGIN_REDIRECT_URL)


def _safe(request: HttpRequest, onward: str) -> str:
    """An address of our own, or nothing: a link that signs in must not lead away."""
    is_own = url_has_allowed_host_and_scheme(onward, allowed_hosts=None, require_https=request.is_secure())
    return onward if is_own and onward.startswith("/") else ""
