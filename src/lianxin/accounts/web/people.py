"""The security administrator's pages: who can sign in, and what is done to their accounts."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts import actions
from lianxin.accounts.gate import only
from lianxin.accounts.models import Administrator
from lianxin.accounts.queries import people, person
from lianxin.accounts.web.forms import Change, Newcomer
from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.pages.public import done, staff

PAGE = 50
LONG = 16  # letters of a password that we make up: 79 bits
CHANGES: dict[str, Callable[..., None]] = {
    "lock": actions.lock,
    "unlock": actions.unlock,
    "end": actions.end_sessions,
    "relieve": actions.relieve,
}
DONE = {
    "lock": gettext_lazy("账号锁住了。本人已经在所有地方退出,不能再登录。"),
    "unlock": gettext_lazy("可以登录了,输错的次数也清掉了。"),
    "end": gettext_lazy("本人已经在所有地方退出。"),
    "relieve": gettext_lazy("管理员身份已经免去。"),
}


@require_GET
@only(Administrator.SECURITY)
def listed(request: HttpRequest) -> HttpResponse:
    text, after = request.GET.get("q", "")[:60], request.GET.get("after", "")[:60]
    found = people(text=text, after=after, limit=PAGE + 1)
    more = found[PAGE - 1].username if len(found) > PAGE else ""
    told = {"people": found[:PAGE], "more": more, "text": text, "form": Newcomer()}
    return render(request, "accounts/people.html", told)


@require_POST
@only(Administrator.SECURITY)
def registered(request: HttpRequest) -> HttpResponse:
    form = Newcomer(request.POST)
    if not form.is_valid():
        raise Invalid(_("请把用户名和姓名写全。"), instead=_("返回上一页补上。"))
    by, now, password = staff(request), clock.now(), actions.fresh_word(LONG)
    newcomer = actions.register(**form.cleaned_data, password=password, by=by, now=now)
    word = actions.invite(newcomer.id, by=by, now=now)
    told = {"person": newcomer, "password": password, "word": word, "done": _("账号登记好了。")}
    return render(request, "accounts/password.html", told)


@require_GET
@only(Administrator.SECURITY)
def shown(request: HttpRequest, person_id: UUID) -> HttpResponse:
    owner = person(person_id)
    has_phone = TOTPDevice.objects.filter(user=owner, confirmed=True).exists()
    told = {
        "person": owner,
        "has_phone": has_phone,
        "form": Change(),
        "is_self": owner.id == request.user.pk,
        "done": done.said(request, DONE),
    }
    return render(request, "accounts/person.html", told)


@require_POST
@only(Administrator.SECURITY)
def changed(request: HttpRequest, person_id: UUID, change: str) -> HttpResponse:
    if change not in CHANGES:
        raise NotFound(_("没有这个操作。"))
    CHANGES[change](person_id, _reason(request), by=staff(request), now=clock.now())
    return done.onward(change, "accounts:person", person_id)


@require_POST
@only(Administrator.SECURITY)
def reset(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The old phone is forgotten; the answer shows, this once, the word for binding another."""
    word = actions.reset_second_factor(person_id, _reason(request), by=staff(request), now=clock.now())
    words = _("验证器重置了,下次登录时凭口令重新绑定手机。")
    told = {"person": person(person_id), "word": word, "done": words}
    return render(request, "accounts/password.html", told)


@require_POST
@only(Administrator.SECURITY)
def renewed(request: HttpRequest, person_id: UUID) -> HttpResponse:
    password = actions.fresh_word(LONG)
    actions.set_password(person_id, password, _reason(request), by=staff(request), now=clock.now())
    words = _("新密码已经生效,旧密码不能再用,别处的登录都已退出。")
    told = {"person": person(person_id), "password": password, "done": words}
    return render(request, "accounts/password.html", told)


def _reason(request: HttpRequest) -> actions.Reason:
    form = Change(request.POST)
    if not form.is_valid():
        raise Invalid(_("请选一个原因。"), instead=_("返回上一页,选好原因再提交。"))
    return actions.Reason(form.cleaned_data["reason"])
