"""What a party may do with what is held about them: put it right, hide from the other side, take a copy."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.kernel.legible import plain_name
from lianxin.mediation.actions.registering import sealed_party
from lianxin.mediation.actions.speaking import lock, no_such, parties_of
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import State
from lianxin.mediation.models import Dispute, Party
from lianxin.mediation.queries import told


@transaction.atomic
def correct(ref: Ref, name: str, phone: str, address: str, *, was: str, by: Actor, now: datetime) -> None:
    """Name, telephone and address, in the party's own hand. `was`: the number left so far, which is asked for
    before another takes its place, for a code may be found by somebody else."""
    dispute, party = _own(ref, by)
    before = told.party_told(party)
    if phone and phone != before.person.phone and digits(was) != digits(before.person.phone):
        raise Invalid(
            _("原来的电话没有对上。"), fields={"was": _("要换电话,请先写出原来留的号码;忘了请到调委会改。")}
        )
    if dispute.agreed_at and plain_name(name) != before.person.name:
        raise NotNow(
            _("协议已经生效,上面的姓名不再改。"), instead=_("写错的地方,请到调委会写一份说明,放进卷宗。")
        )
    person = replace(before.person, name=name, phone=phone or before.person.phone, address=address)
    party.sealed = sealed_party(party, person, before.agent)
    Party.objects.filter(county=party.county, id=party.id).update(sealed=party.sealed)
    changed = [key for key, value in asdict(person).items() if value != getattr(before.person, key)]
    _write_down("correct", dispute, {"party": str(party.id), "changed": sorted(changed)}, now)


@transaction.atomic
def hide(ref: Ref, hidden: bool, *, by: Actor, now: datetime) -> None:
    """The other parties do not learn who and where: any time, and back again."""
    dispute, party = _own(ref, by)
    Party.objects.filter(county=party.county, id=party.id).update(hidden=hidden)
    _write_down("hide" if hidden else "show", dispute, {"party": str(party.id)}, now)


@transaction.atomic
def copied(ref: Ref, *, by: Actor, now: datetime) -> None:
    """A copy was taken: the journal knows when."""
    dispute = lock(ref)
    _write_down("copy", dispute, {"party": str(by.id)}, now)


def digits(number: str) -> str:
    return "".join(sign for sign in plain_name(number) if sign.isdigit())


def _own(ref: Ref, by: Actor) -> tuple[Dispute, Party]:
    """Raises NotFound for who is no party to it, NotNow once the file is closed."""
    dispute = lock(ref)
    party = next((one for one in parties_of(dispute) if one.id == by.id), None)
    if party is None:
        raise NotFound(no_such())
    if dispute.state == State.FILED:
        raise NotNow(
            _("卷宗已经归档,里面的字不再改。"), instead=_("写错的地方,请到调委会写一份说明,放进卷宗。")
        )
    return dispute, party


def _write_down(deed: str, dispute: Dispute, facts: dict[str, object], now: datetime) -> None:
    """That a party did it; which one, says the id among the facts."""
    fact = journal.Fact(f"mediation.{deed}", f"dispute:{dispute.id}", facts)
    journal.append(dispute.county, [fact], by=Actor.resident(), now=now)
