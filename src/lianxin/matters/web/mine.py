"""「我的信息」: what is held about me, a copy of it, putting it right, taking it away. By code, and for the
number by telephone."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.matters.public import Ref, rights
from lianxin.matters.queries.held import Held, held_about
from lianxin.matters.web.forms import status_of
from lianxin.matters.web.resident import own_hand
from lianxin.matters.web.taking_along import packed
from lianxin.notices import public as notices
from lianxin.pages.public import attempt, done, limits

PROVED, LASTS = "lx_proved", timedelta(minutes=15)
DONE = {
    "proved": _("验证过了,十五分钟内可以看、可以改。"),
    "sent": _("验证码已经发到您留的电话上,十分钟内有效。"),
    "mailed": _("验证码已经发到您留的邮箱里,十分钟内有效。"),
    "corrected": _("已经改好。"),
    "contact": _("电话、邮箱和称呼已经抹去,以后没有人能给您打电话、写信了。"),
    "words": _("说过的话已经抹去,只剩编号、类别和日期。"),
}


class ProofForm(forms.Form):
    proof = forms.CharField(max_length=254)

    def __init__(self, asked: str, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        asks = {
            rights.BY_MESSAGE: (_("短信里的六位数字"), "one-time-code", "numeric"),
            rights.BY_MAIL: (_("信里的六位数字"), "one-time-code", "numeric"),
            rights.BY_ADDRESS: (_("当时留的邮箱"), "email", "email"),
        }
        label, fills, keys = asks.get(asked, (_("当时留的电话号码"), "tel", "numeric"))
        self.fields["proof"].label = label
        self.fields["proof"].widget.attrs |= {"autocomplete": fills, "inputmode": keys}


class ContactForm(forms.Form):
    name = forms.CharField(label=_("怎么称呼您"), required=False, max_length=40)
    phone = forms.CharField(
        label=_("电话"), required=False, max_length=20, widget=forms.TextInput(attrs={"type": "tel"})
    )
    mail = forms.EmailField(
        label=_("邮箱"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data: object = None, *, held: Held) -> None:
        left = {"name": held.name, "phone": held.phone, "mail": held.mail}
        super().__init__(data, initial=left)  # type: ignore[arg-type]
        if not (held.mail or notices.is_set("email")):
            del self.fields["mail"]  # nothing would carry a letter there


@require_GET
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """What is held, until when, and who looked."""
    return _page(request, code)


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the six digits to the number or address that was left."""
    now, form = clock.now(), forms.Form(request.POST)
    ref = own_hand(request, code).ref

    def sent() -> bool:
        with transaction.atomic():
            limits.take(limits.PROOFS_OF_ONE_CODE, request, now=now, whose=f"sent:{ref.id}")
            to = rights.send_proof(ref, now=now)
            here = f"{limits.address_of(request)}:to:{to}"
            limits.take(limits.PROOFS_OF_ONE_PLACE, request, now=now, whose=here)
            limits.take(limits.PROOFS, request, now=now, whose=f"to:{to}")
            return True

    if form.is_valid() and attempt(form, sent):
        sent_by_mail = rights.asked(ref) == rights.BY_MAIL
        return done.onward("mailed" if sent_by_mail else "sent", "matters:mine", code)
    return _page(request, code, refused=form)


@require_POST
def prove(request: HttpRequest, code: str) -> HttpResponse:
    """Is it their telephone? Then this browser may see and change the number for a quarter of an hour."""
    now, ref = clock.now(), own_hand(request, code).ref
    form = ProofForm(rights.asked(ref), request.POST)

    def proved() -> bool:
        limits.take(limits.PROOFS, request, now=now, whose=f"tried:{ref.id}")
        rights.prove(ref, form.cleaned_data["proof"], now=now)
        return True

    if form.is_valid() and attempt(form, proved):
        return _remembered(done.onward("proved", "matters:mine", code), code, ref, (now + LASTS).timestamp())
    return _page(request, code, proof=form)


@require_POST
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is held, as one file to take away (PIPL 45)."""
    now, ref = clock.now(), _opened(request, code)
    proved = _is_proved(request, ref, now)
    rights.copied(ref, by=Actor.resident(ref.id), now=now)
    answer = HttpResponse(packed(ref, now=now, proved=proved), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="lianxin-my-data.zip"'
    return answer


@require_POST
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Put the name or the number right, or leave one."""
    now, ref = clock.now(), _proved(request, code)
    form, until = ContactForm(request.POST, held=held_about(ref, proved=True)), _proved_until(request, ref)

    def corrected() -> bool:
        told, by = form.cleaned_data, Actor.resident(ref.id)
        rights.correct(ref, told["name"], told["phone"], told.get("mail", ""), by=by, now=now)
        return True

    if form.is_valid() and attempt(form, corrected):
        response = done.onward("corrected", "matters:mine", code)
        return _remembered(response, code, ref, until) if until > now.timestamp() else response
    return _page(request, code, contact=form)


@require_POST
def erase(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Take away the number, or everything that was said."""
    now, ref, form = clock.now(), _opened(request, code), forms.Form(request.POST)
    verbs: dict[str, Callable[..., None]] = {"contact": rights.erase_contact, "words": rights.erase_words}

    def erased() -> bool:
        verbs[what](ref, by=Actor.resident(ref.id), now=now)
        return True

    if form.is_valid() and attempt(form, erased):
        return done.onward(what, "matters:mine", code)
    return _page(request, code, refused=form)


def _opened(request: HttpRequest, code: str) -> Ref:
    """What a number that was left later does not shut."""
    ref = own_hand(request, code).ref
    return ref if rights.is_open(ref) else _proved(request, code)


def _proved(request: HttpRequest, code: str) -> Ref:
    ref = own_hand(request, code).ref
    if not _is_proved(request, ref, clock.now()):
        raise NotAllowed(
            gettext("请先用您留的电话或邮箱验证一下。"), instead=gettext("回到“我的信息”,按上面写的做。")
        )
    return ref


def _is_proved(request: HttpRequest, ref: Ref, now: datetime) -> bool:
    return rights.asked(ref) == rights.FREE or now.timestamp() < _proved_until(request, ref)


def _proved_until(request: HttpRequest, ref: Ref) -> float:
    """0 for whoever has not proved what is left now: the number before it may have been somebody else's."""
    try:
        left, until = signing.loads(request.COOKIES.get(PROVED, ""), salt=PROVED)
    except signing.BadSignature:
        return 0
    return float(until) if left == rights.word_for_what_is_left(ref) else 0


def _remembered(response: HttpResponse, code: str, ref: Ref, until: float) -> HttpResponse:
    """In this browser, until then, as long as the same is left."""
    response.set_cookie(
        PROVED,
        signing.dumps([rights.word_for_what_is_left(ref), until], salt=PROVED),
        max_age=LASTS,
        path=reverse("matters:mine", args=[code]),
        httponly=True,
        samesite="Lax",
    )
    return response


def _page(
    request: HttpRequest,
    code: str,
    *,
    proof: ProofForm | None = None,
    contact: ContactForm | None = None,
    refused: forms.Form | None = None,
) -> HttpResponse:
    told, now = own_hand(request, code, looking=True), clock.now()
    proved, asked = _is_proved(request, told.ref, now), rights.asked(told.ref)
    held = held_about(told.ref, proved=proved)
    page = {
        "told": told,
        "code": code,
        "held": held,
        "asked": asked,
        "proved": proved,
        "open": proved or rights.is_open(told.ref),
        "may_erase_words": rights.may_erase_words(held.state),
        "proof": proof or ProofForm(asked),
        "contact": contact or ContactForm(held=held),
        "refused": proof or contact or refused,
        "done": done.said(request, DONE),
        "here": reverse("matters:mine", args=[code]),
    }
    failed = proof or contact or refused
    return render(request, "matters/mine.html", page, status=status_of(failed) if failed else 200)
