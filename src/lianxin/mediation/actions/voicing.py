"""What a party says beside the talks: to the mediator alone, for another one, or against the procedure."""

from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.errors import NotNow
from lianxin.mediation.actions import telling
from lianxin.mediation.actions.speaking import Move


def write(move: Move) -> None:
    """To the mediator: that they cannot come, or what else they should know. No other party reads it."""
    move.facts["party"] = str(move.party(None).id)
    telling.tell_mediator(move)


def recuse(move: Move) -> None:
    """They would rather have another mediator. The committee and the justice office may name one; whoever
    leads does not read why."""
    _to_desks(move, telling.guides_over(move) | telling.colleagues(move))


def complain(move: Move) -> None:
    """To the justice office that guides the committee. Neither the mediator nor another party reads it."""
    if move.dispute.destroyed_at:
        raise NotNow(
            _("这份卷宗保管期满,已经销毁。"), instead=_("还有话要说,请到司法所,或拨打 12348、12345。")
        )
    _to_desks(move, telling.guides_over(move))


def _to_desks(move: Move, people: set[UUID]) -> None:
    """Never to whoever leads it, whatever else they are."""
    people = people - {move.dispute.mediator}
    if not people:
        raise NotNow(
            _("这里还没有登记能收这句话的司法所人员,没有送出去。"),
            instead=_("请到司法所,或拨打 12348、12345。"),
        )
    move.facts["party"] = str(move.party(None).id)
    telling.tell_desks(move, people)
