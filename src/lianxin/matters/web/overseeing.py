"""Oversight for a tier: by cause first, by unit second, by person never."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed
from lianxin.matters import public as matters
from lianxin.org import public as org
from lianxin.pages.public import menu, signed_in, staff
from lianxin.territory import public as territory

OWN_PAGE = {org.DutyKind.OVERSEER: "matters:oversight", org.DutyKind.KEEPER: "org:duties"}
OVERSEES = (org.DutyKind.OVERSEER, org.DutyKind.DISPATCHER)


def areas_of(request: HttpRequest) -> list[str]:
    """The areas this person oversees, the widest first."""
    return sorted(
        {duty.area for duty in org.duties_today(request) if duty.kind in OVERSEES},
        key=lambda area: (len(area), area),
    )


def areas_seen(request: HttpRequest) -> list[tuple[str, str]]:
    """The areas this person may look into, to narrow a list by: theirs, and those right below."""
    today = local(clock.now()).date()
    held = {duty.area or org.served() for duty in org.duties_today(request)} - {""}
    mine = sorted(held, key=lambda area: (len(area), area))
    below = [
        row
        for area in mine
        if len(area) < territory.Tier.COMMUNITY
        for row in territory.children(area, today)
    ]
    return [(area, territory.name_of(area)) for area in mine] + [(row.code, row.name) for row in below]


def may_oversee(request: HttpRequest) -> bool:
    """Whether the menu leads this person here."""
    return menu.is_signed_in(request) and bool(areas_of(request))


def usual_channel(request: HttpRequest) -> str:
    """How they mostly hear of things: on the round who walks a grid, by telephone who sits at a desk."""
    walks = any(duty.kind == org.DutyKind.GRID_OFFICER for duty in org.duties_today(request))
    return "grid" if walks else "call"


def may_take_down(request: HttpRequest) -> bool:
    """Whether a report taken down by this person would be taken in."""
    return menu.is_signed_in(request) and bool(org.duties_today(request))


@require_GET
@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Where a working day begins: the needle, unless nothing hangs on it and another page is one's own."""
    if not menu.serves(request):
        return redirect(menu.items(request)[0].url)
    kinds = {duty.kind for duty in org.duties_today(request)}
    own = next((page for kind, page in OWN_PAGE.items() if kind in kinds), "")
    if not own or matters.needle(staff(request), now=clock.now()).count:
        return redirect("matters:needle")
    return redirect(own)


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Straight to the widest area that is mine to oversee."""
    areas = areas_of(request)
    if not areas:
        raise NotAllowed(_("督办一页给督办员和派遣员用。"), instead=_("等您办的事都在“一根针”里。"))
    # Who oversees everything begins where this house serves: "" is no address.
    return redirect("matters:oversight_of", areas[0] or org.served())


@require_GET
@signed_in
def oversight(request: HttpRequest, area: str) -> HttpResponse:
    """What is late, bounced, shelved, unruled in one area."""
    now, cause = clock.now(), request.GET.get("cause", "late")
    found = matters.oversight(staff(request), area, now=now, cause=cause, after=request.GET.get("after", ""))
    chosen = next(row for row in found.causes if row.code == found.cause)
    most = max((count for _unit, count in chosen.by_unit), default=1)
    below = territory.children(area, local(now).date()) if len(area) < territory.Tier.COMMUNITY else []
    page = {
        "found": found,
        "chosen": chosen,
        "most": most,
        "below": below,
        "is_later": "after" in request.GET,
    }
    return render(request, "matters/oversight.html", page)
