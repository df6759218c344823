"""What mediation does when a quarrel comes to a committee: it is registered there, with the words that were
said. Nobody types them again. And when a clock of a dispute climbs the ladder: whoever has it is told."""

from datetime import datetime
from uuid import UUID

from lianxin.deadlines.public import DeadlineStepped
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.announcements import reacts_to
from lianxin.matters.public import MatterMoved, Ref, Verb, whereabouts
from lianxin.mediation.actions import early_telling, reminding
from lianxin.mediation.actions.registering import COMMITTEE, register
from lianxin.mediation.choices import Sender, Side
from lianxin.mediation.contracts import Application, PartyDraft, Person
from lianxin.mediation.models import Dispute, Due
from lianxin.org import public as org

SAID_BY = frozenset({Verb.SUBMIT, Verb.ROUTE, Verb.RULE})  # and of which kind it is may be said later
COMES_BY = frozenset({Verb.ROUTE, Verb.RULE, Verb.TRANSFER, Verb.HAND_DOWN})


@reacts_to(MatterMoved)
def on_matter_moved(news: MatterMoved, now: datetime) -> None:
    """Heard at least once, registered once. Whoever reported it is a party that the other side does not know
    of until they say that they want to talk."""
    if news.verb in SAID_BY:
        early_telling.tell_early(Ref(news.county, UUID(news.matter)), now=now)
    card = org.category(news.category)
    if news.verb not in COMES_BY or card is None or card.family != "dispute":
        return
    found = whereabouts(Ref(news.county, UUID(news.matter)))
    unit = org.unit(found.unit) if found.unit else None
    if unit is None or unit.kind != COMMITTEE or is_known(news):
        return
    reporter = PartyDraft(Side.APPLICANT, Person(), hidden=True)
    application = Application(
        account=found.text,
        area=found.area,
        category=news.category,
        sender=Sender.MATTER,
        parties=(reporter,),
        place=found.place,
        matter=UUID(news.matter),
        committee=unit.id,
    )
    register(application, by=SYSTEM, now=now)


def is_known(news: MatterMoved) -> bool:
    return Dispute.objects.filter(county=news.county, matter=UUID(news.matter)).exists()


@reacts_to(DeadlineStepped)
def on_deadline_stepped(news: DeadlineStepped, now: datetime) -> None:
    """Heard at least once, told once for each step. What was done while the news was on its way is let be."""
    thing, _colon, rest = news.subject.partition(":")
    if thing != "dispute":
        return
    id_, _colon, kind = rest.partition(":")
    due = Due.objects.filter(county=news.county, dispute_id=id_, kind=kind, met_at__isnull=True).first()
    if due is not None:
        dispute = Dispute.objects.get(county=news.county, id=id_)
        reminding.step(dispute, kind, news.step, news.round, now=now)
