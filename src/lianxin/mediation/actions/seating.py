"""The panel of a dispute: asked to sit in, and struck by a party, who need not say why once."""

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.rows import insert
from lianxin.mediation.actions import telling
from lianxin.mediation.actions.speaking import Move, need
from lianxin.mediation.lifecycle import Relation
from lianxin.mediation.models.seat import Role, Seat
from lianxin.mediation.proposing import Tie, merits_of
from lianxin.mediation.queries import seating, told


def seat(move: Move) -> None:
    """Whoever sat there before leaves. Who is kept off this dispute (a relative, a neighbour, struck …) is
    not asked."""
    dispute, on = move.dispute, local(move.now).date()
    parties = told.parties(dispute)
    fitting = seating.fitting(dispute, parties, on)
    wanted = dict(move.brought.seats)
    if not set(wanted) <= set(fitting) or not set(wanted.values()) <= set(Role.values):
        raise Invalid(_("这个班子里有人现在不能参加,请重新看一遍。"), fields={"seats": _("请重新选。")})
    _leave(move)
    what = seating.need_of(dispute, parties, on)
    rows = [
        Seat(
            county=dispute.county,
            dispute=dispute,
            member_id=who,
            role=role,
            merits=[merit.value for merit in merits_of(what, fitting[who])],
            seated_at=move.now,
        )
        for who, role in wanted.items()
    ]
    insert(rows)
    move.facts["seats"] = [str(who) for who in wanted]
    telling.tell_parties(move)


def _leave(move: Move, **only: object) -> None:
    dispute = move.dispute
    rows = Seat.objects.filter(county=dispute.county, dispute=dispute, left_at__isnull=True, **only)
    rows.update(left_at=move.now)


def strike(move: Move) -> None:
    """Somebody of the panel is not to sit here: a tie that is told counts for itself; without one each party
    may ask once. Kept with this dispute alone."""
    dispute, who, tie = move.dispute, need(move.brought.member), move.brought.tie
    if tie and tie not in Tie.values:
        raise Invalid(_("请选是什么关系。"), fields={"tie": _("请选是什么关系。")})
    side = next((party.place for party in move.parties if party.id == move.by.id), 0)
    if not tie and Relation.PARTY not in move.standing.relations:
        raise Invalid(_("请选是什么关系。"), fields={"tie": _("不说原因的,只有当事人可以请求换人。")})
    struck = [one for one in dispute.ties if one["tie"] == seating.STRUCK and one["side"] == side]
    if not tie and struck:
        raise NotNow(_("每一方只能请求换一次人。"), instead=_("有亲属、利益关系的,请选是什么关系,不算次数。"))
    dispute.ties = [*dispute.ties, {"who": str(who), "tie": tie or seating.STRUCK, "side": side}]
    _leave(move, member_id=who)
    move.facts |= {"member": str(who), "tie": tie or seating.STRUCK}
    telling.tell_mediator(move)
