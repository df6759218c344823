"""For the judicial office and the governance centre: what is late, by cause first and committee second."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.mediation.queries.overseeing import OVERSEES, areas_overseen, no_such, overseen
from lianxin.org import public as org
from lianxin.pages.public import menu, signed_in, staff
from lianxin.territory import public as territory


def oversees(request: HttpRequest) -> bool:
    """In the menu of whoever guides mediation, or oversees for the governance centre."""
    return menu.serves(request) and any(duty.kind in OVERSEES for duty in org.duties_today(request))


@require_GET
@signed_in
def oversight(request: HttpRequest) -> HttpResponse:
    """The widest area of one's own, or one below it."""
    areas = areas_overseen(org.duties_today(request), OVERSEES)
    if not areas:
        raise NotFound(no_such())
    now, area = clock.now(), request.GET.get("area", areas[0])
    found = overseen(staff(request), area, now=now, cause=request.GET.get("cause", ""))
    chosen = next(row for row in found.causes if row.code == found.cause)
    page = {
        "found": found,
        "chosen": chosen,
        "most": max((count for _unit, _name, count in chosen.by_committee), default=1),
        "below": territory.children(area, local(now).date()) if len(area) < territory.Tier.COMMUNITY else [],
    }
    return render(request, "mediation/overseeing/oversight.html", page)
