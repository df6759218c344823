"""What matters do when a clock climbs the ladder: remind the unit, then a formal watch. No points."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.deadlines.public import DeadlineStepped
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.announcements import reacts_to
from lianxin.kernel.clock import local
from lianxin.matters import routing
from lianxin.matters.actions import telling
from lianxin.matters.actions.verbs import speak
from lianxin.matters.contracts import Brought, Ref
from lianxin.matters.lifecycle import OPEN, Verb
from lianxin.matters.models import Matter, Movement

FORMAL = frozenset({"yellow", "red"})


@reacts_to(DeadlineStepped)
def on_deadline_stepped(news: DeadlineStepped, now: datetime) -> None:
    """Heard at least once, done once: the timeline remembers which step was taken in which round."""
    kind, _colon, id_ = news.subject.partition(":")
    if kind == "follow_up":
        _call_back(news, UUID(id_), now)
    if kind != "matter":
        return
    ref = Ref(news.county, UUID(id_))
    matter = Matter.objects.filter(county=ref.county, id=ref.id).first()
    if matter is None or matter.state not in OPEN:
        return
    step = f"{news.kind}:{news.step}:{news.round}"
    if news.step not in FORMAL:
        telling.remind(matter, step, now=now)
        return
    taken = Movement.objects.filter(
        county=ref.county, matter_id=ref.id, verb=Verb.OVERSEE, facts__step=step
    ).exists()
    if not taken:
        words = {"yellow": _("超过期限,黄牌督办。"), "red": _("超过期限很久,红牌督办。")}[news.step]
        speak(Verb.OVERSEE, ref, Brought(reason=words, step=step), by=SYSTEM, now=now)


def _call_back(news: DeadlineStepped, id_: UUID, now: datetime) -> None:
    """Who was not content is called back: the desk is reminded, at the formal steps the one above too."""
    matter = Matter.objects.filter(county=news.county, id=id_, follow_up_by__isnull=False).first()
    if matter is None:
        return
    step = f"{news.step}:{news.round}"
    telling.tell_callers(matter, step, now=now)
    if news.step in FORMAL:
        above = routing.above(matter.desk, on=local(now).date())
        if above != matter.desk:
            matter.desk = above  # of this copy, for the words; nothing is stored
            telling.tell_callers(matter, f"{step}:above", now=now)
