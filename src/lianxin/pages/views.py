"""Pages that belong to no room."""

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.defaults import server_error

from lianxin.kernel.errors import NotAllowed
from lianxin.pages.refusals import answer, as_refusal

YEAR = 365 * 24 * 3600
LANGUAGES = {"zh", "en"}
SIZES = {"0", "1"}


@csrf_exempt  # the worst a stranger can do with it is enlarge the letters
@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Remember the language or the large print, then go back to where the person was."""
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = "/"
    response = HttpResponseRedirect(onward)
    for cookie, name, allowed in (("lx_language", "language", LANGUAGES), ("lx_large", "large", SIZES)):
        if request.POST.get(name) in allowed:
            response.set_cookie(cookie, request.POST[name], max_age=YEAR, samesite="Lax", httponly=True)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """What went wrong outside every view: the session or the person could not be read. Where the store is
    away that is a refusal with a time to try again; anything else is a fault of ours."""
    exception = sys.exc_info()[1]
    refusal = as_refusal(exception) if isinstance(exception, Exception) else None
    return answer(request, refusal) if refusal else server_error(request)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago, or did not come from our own page: nothing was done."""
    refusal = NotAllowed(
        _("这个页面放得太久了,刚才的操作没有生效。"),
        instead=_("请返回上一页,刷新后再提交一次。您写的话还在。"),
    )
    return render(request, "pages/refusal.html", {"refusal": refusal}, status=403)
