"""What mediation does when a quarrel comes to a committee: it is registered there, with the words that were
said. Nobody types them again. And when a clock of a dispute climbs the ladder: whoever has it is told."""

from datetime import datetime
from uuid import UUID

from lianxin.deadlines.public import DeadlineStepped
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.announcements import reacts_to
from lianxin.matters.public import MatterMoved, Ref, State, Whereabouts, whereabouts
from lianxin.matters.public import Verb as Spoken
from lianxin.mediation.actions import early_telling, reminding
from lianxin.mediation.actions.registering import register
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.choices import Sender, Side
from lianxin.mediation.contracts import Application, PartyDraft, Person
from lianxin.mediation.contracts import Ref as Known
from lianxin.mediation.lifecycle import State as Stage
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.models import Dispute, Due
from lianxin.mediation.nearest import COMMITTEE
from lianxin.org import public as org

SAID_BY = frozenset({Spoken.SUBMIT, Spoken.ROUTE, Spoken.RULE})  # and of which kind it is may be said later
WITH_COMMITTEE = frozenset({State.ROUTED, State.ACCEPTED, State.HANDLING})


@reacts_to(MatterMoved)
def on_matter_moved(news: MatterMoved, now: datetime) -> None:
    """Heard at least once and in any order, so it looks at how the matter stands: with a committee it is
    registered once, elsewhere or ended a registration that nobody took on is dropped."""
    if news.verb in SAID_BY:
        early_telling.tell_early(Ref(news.county, UUID(news.matter)), now=now)
    card = org.category(news.category)
    if card is None or card.family != "dispute":
        return
    ref = Ref(news.county, UUID(news.matter))
    found = whereabouts(ref)
    unit = org.unit(found.unit) if found.unit else None
    lies_here = unit is not None and unit.kind == COMMITTEE and found.state in WITH_COMMITTEE
    known = Dispute.objects.filter(county=ref.county, matter=ref.id).first()
    if unit is not None and lies_here and known is None:
        register(_application(ref, found, news.category, unit.id), by=SYSTEM, now=now)
    if known is not None and known.state == Stage.REGISTERED and not lies_here:
        speak(Verb.LAPSE, Known(known.county, known.id), by=SYSTEM, now=now)


def _application(ref: Ref, found: Whereabouts, category: str, committee: UUID) -> Application:
    """In the words that were said. Whoever reported it is a party that the other side does not know of until
    they say that they want to talk."""
    return Application(
        account=found.text,
        area=found.area,
        category=category,
        sender=Sender.MATTER,
        parties=(PartyDraft(Side.APPLICANT, Person(), hidden=True),),
        place=found.place,
        matter=ref.id,
        committee=committee,
    )


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
