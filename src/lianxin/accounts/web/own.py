"""One's own account: the password, and signing out everywhere."""

from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from lianxin.accounts import actions
from lianxin.accounts.errors import SignInLocked, SignInRefused
from lianxin.accounts.gate import origin_of, remember_here
from lianxin.accounts.signing import change_password
from lianxin.accounts.web.forms import OwnPassword
from lianxin.accounts.web.signing import left
from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid, Refusal
from lianxin.pages.public import done, signed_in, staff

DONE = {"password": gettext_lazy("密码换好了。别处登录的都已经退出,这里不用重新登录。")}


@require_GET
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    told = {"form": OwnPassword(), "done": done.said(request, DONE)}
    return render(request, "accounts/account.html", told)


@sensitive_post_parameters("old", "password")
@require_POST
@signed_in
def password(request: HttpRequest) -> HttpResponse:
    form, now = OwnPassword(request.POST), clock.now()
    refusal: Refusal = Invalid(_("请把两个密码都写上。"))
    if form.is_valid():
        given = form.cleaned_data
        try:
            me, origin = UUID(str(request.user.pk)), origin_of(request)
            owner = change_password(me, given["old"], given["password"], origin=origin, now=now)
        except (SignInRefused, SignInLocked, Invalid) as refused:
            refusal = refused
        else:
            update_session_auth_hash(request, owner)
            answer = done.onward("password", "accounts:account")
            remember_here(request, answer, owner)
            return answer
    told = {"form": OwnPassword(), "refusal": refusal}
    return render(request, "accounts/account.html", told, status=refusal.status)


@require_POST
@signed_in
def everywhere(request: HttpRequest) -> HttpResponse:
    by = staff(request)
    actions.end_sessions(UUID(str(request.user.pk)), actions.Reason.SUSPICION, by=by, now=clock.now())
    return left(request, "everywhere")
