"""What could not be sent, for the keeper of the deployment: never with words or addresses."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.notices import queries
from lianxin.notices.actions import send_again
from lianxin.notices.channels import all_channels
from lianxin.pages.public import done, permission, signed_in, staff

PAGE = 50
DONE = {"again": gettext_lazy("这一条重新排上了队,几秒钟内再送一次。")}


@require_GET
@signed_in
def undelivered(request: HttpRequest) -> HttpResponse:
    if not permission.keeps(request):
        raise NotFound(_("这里没有您能看的东西。"))
    now = clock.now()
    rows = Paginator(queries.undelivered(), PAGE).get_page(request.GET.get("page"))
    told = {
        "now": now,
        "rows": rows,
        "waiting": queries.waiting(now),
        "done": done.said(request, DONE),
        "channels": [(channel, channel.check()) for channel in all_channels()],
    }
    return render(request, "notices/undelivered.html", told)


@require_POST
@signed_in
def again(request: HttpRequest, county: str, message: UUID) -> HttpResponse:
    send_again(county, message, by=staff(request), now=clock.now())
    return done.onward("again", "notices:undelivered")
