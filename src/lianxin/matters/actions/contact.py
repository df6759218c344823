"""Looking at how to reach a reporter: with a reason, on a list the resident can read, and not for ever."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.counties import by_county
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound
from lianxin.kernel.legible import legible
from lianxin.kernel.rows import insert
from lianxin.matters import contacts
from lianxin.matters.actions.speak import is_assisting, lock
from lianxin.matters.contacts import ContactCard
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import Relation
from lianxin.matters.models import Contact, Reveal
from lianxin.matters.standing import standing_of
from lianxin.org import public as org

# Those who must speak with the reporter to do their part. An overseer watches procedure and needs no number,
# but to call back where that is owed.
MAY_REVEAL = frozenset({Relation.HANDLER, Relation.UNIT_HEAD, Relation.DISPATCHER, Relation.GRID_OFFICER})


@transaction.atomic
def reveal(ref: Ref, reason: str, *, by: Actor, now: datetime) -> ContactCard:
    """Open a contact. The look is written before anything is shown; no reason, no look."""
    matter = lock(ref)
    held = org.held(by, on=local(now).date())
    standing = standing_of(by, matter, held, is_assisting(matter, held, now))
    if not standing.sees or by.kind != ActorKind.STAFF or by.id is None:
        raise NotFound(_("没有这件事,或者它不归您看。"))
    may = MAY_REVEAL | {Relation.OVERSEER} if matter.follow_up_by else MAY_REVEAL
    if standing.held is None or not standing.relations & may:
        raise NotAllowed(_("看电话不在您的职责里。"), instead=_("可以请经办单位联系报事人。"))
    reason = legible(reason)
    if not 2 <= len(reason) <= 200:
        raise Invalid(_("请写明为什么要看(2 到 200 字),报事人看得到。"), fields={"reason": _("请写明原因。")})
    contact = contacts.of(ref)
    if contact is None:
        raise NotFound(_("报事人没有留联系方式。"), instead=_("有结果请写在办理说明里,他凭码看得到。"))
    post = org.post_line(standing.held, accounts.person_name(by.id))
    look = Reveal(county=ref.county, matter=matter, person=by.id, post=post, reason=reason, at=now)
    insert([look])
    fact = journal.Fact("matters.reveal", f"matter:{ref.id}", {"look": str(look.id)})
    journal.append(ref.county, [fact], by=by, now=now)
    return contacts.opened(contact)


def forget_contacts(now: datetime, at_most: int = 100) -> int:
    """Delete the names and numbers whose time is over (`Contact.kept_until`), and the list of looks at them;
    returns how many contacts. The matter itself stays, and so does the entry of every look."""
    today = local(now).date()
    over = Contact.objects.filter(kept_until__lt=today).order_by("kept_until")
    found = by_county(over, at_most, key="matter_id")
    return sum(_forget(county, matters, now) for county, matters in found.items())


@transaction.atomic
def _forget(county: str, matters: list[UUID], now: datetime) -> int:
    """Locked first: of two workers at once only one says so in the journal."""
    rows = Contact.objects.filter(county=county, matter_id__in=matters)
    mine = list(rows.select_for_update().values_list("matter_id", flat=True))
    Reveal.objects.filter(county=county, matter_id__in=mine).delete()
    Contact.objects.filter(county=county, matter_id__in=mine).delete()
    facts = [journal.Fact("matters.forget_contact", f"matter:{matter}") for matter in mine]
    if facts:
        journal.append(county, facts, by=SYSTEM, now=now)
    return len(mine)
