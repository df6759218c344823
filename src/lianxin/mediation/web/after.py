"""What comes after the agreement, and what a quarrel shows before it: the court's confirmation, no penalty,
hand-overs; and the early signs of a place."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.mediation.actions.speaking import dispute_of, no_such
from lianxin.mediation.contracts import Ref
from lianxin.mediation.nearest import POLICE
from lianxin.mediation.queries import hand_overs, packs
from lianxin.mediation.queries.early_signs import early_signs
from lianxin.org import public as org
from lianxin.pages.public import menu, signed_in, staff


@require_GET
@signed_in
def after(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """Days, papers and answers: no word of the quarrel and no name, so nothing is opened by it."""
    ref, by, now = Ref(county, dispute_id), staff(request), clock.now()
    confirmation = packs.confirmation_pack(by, ref, now=now)  # refuses whoever may not see it
    dispute = dispute_of(ref)
    if dispute is None:
        raise NotFound(no_such())
    page = {
        "ref": ref,
        "number": dispute.number,
        "pack": confirmation,
        "leniency": packs.leniency_pack(by, ref, now=now),
        "handed": hand_overs.hand_overs(by, ref, now=now),
        "links": hand_overs.proposed_links(dispute, now=now),
    }
    return render(request, "mediation/desk/after.html", page)


def sees_signs(request: HttpRequest) -> bool:
    """Whoever mediates somewhere, or handles for the police."""
    return menu.serves(request) and any(_is_told(duty) for duty in org.duties_today(request))


def _is_told(duty: org.Held) -> bool:
    unit = org.unit(duty.unit_id)
    handles = duty.kind == org.DutyKind.HANDLER and unit is not None and unit.kind == POLICE
    return handles or duty.kind == org.DutyKind.MEDIATOR


@require_GET
@signed_in
def signs(request: HttpRequest) -> HttpResponse:
    """提前介入: the same quarrel called about again at one spot. Places and kinds; of nobody."""
    if not sees_signs(request):
        raise NotFound(_("这里没有您能看的东西。"))
    return render(
        request, "mediation/desk/signs.html", {"signs": early_signs(staff(request), now=clock.now())}
    )
