"""Opening a file: who may, how much of it, and that it was opened, written down before anything is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.kernel.legible import plain_name
from lianxin.kernel.rows import insert
from lianxin.mediation import vault
from lianxin.mediation.actions.speaking import no_such
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import TABLE
from lianxin.mediation.models import Dispute, Look
from lianxin.mediation.queries import told
from lianxin.mediation.queries.procedure import Procedure, procedure_of
from lianxin.mediation.standing import Sight, standing_of, unread_by
from lianxin.org import public as org


@dataclass(frozen=True)
class File:
    """Everything of one dispute, for who leads it, or who gave a reason to read it. `reader`: who opened it,
    by post and name."""

    reader: str
    procedure: Procedure
    account: str
    requests: str
    place: str
    harms: dict[str, bool | int | str]
    notified: tuple[str, ...]
    parties: list[told.PartyTold]
    steps: list[told.StepTold]
    sittings: list[told.SittingTold]
    asides: list[told.AsideTold]
    agreement: told.AgreementTold | None
    looks: list[told.LookTold]


def look_in(
    ref: Ref,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    what: str = "file",
    held: Sequence[org.Held] | None = None,
) -> File | Procedure:
    """The file for its mediator; for colleagues and guides the procedure alone, and with a reason the file.
    `held`: the reader's duties, where the page has asked for them. Raises NotFound alike for what does not
    exist and for what is not theirs."""
    dispute = Dispute.objects.filter(county=ref.county, id=ref.id).first()
    if dispute is None:
        raise NotFound(no_such())
    held = org.held(by, on=local(now).date()) if held is None else held
    standing = standing_of(by, dispute, held)
    if standing.sight == Sight.NOTHING or standing.held is None or by.id is None:
        raise NotFound(no_such())
    verbs = tuple(step.verb for step in TABLE.offered(dispute.state, standing.relations))
    people = accounts.names([by.id, dispute.mediator])
    procedure = procedure_of(
        dispute, verbs, now, mediator=people.get(dispute.mediator, "") if dispute.mediator else ""
    )
    if standing.sight == Sight.PROCEDURE and not reason:
        return procedure
    why = plain_name(reason)
    if reason and not 2 <= len(why) <= 200:
        raise Invalid(_("请写明为什么要看(2 到 200 字),当事人看得到。"), fields={"reason": _("请写明原因。")})
    post = org.post_line(standing.held, people.get(by.id, ""))
    look = Look(county=dispute.county, dispute=dispute, person=by.id, post=post, what=what, at=now)
    look.sealed = vault.shut({"reason": why}, look)
    unread = unread_by(standing.relations)
    with transaction.atomic():  # what cannot be opened was not looked at
        _write_down(look, by, now)
        file = _file(dispute, procedure, look, now)
        return replace(file, steps=[step for step in file.steps if step.verb not in unread])


def _write_down(look: Look, by: Actor, now: datetime) -> None:
    insert([look])
    told_ = {"look": str(look.id), "what": look.what}
    journal.append(
        look.county, [journal.Fact("mediation.look", f"dispute:{look.dispute_id}", told_)], by=by, now=now
    )


def _file(dispute: Dispute, procedure: Procedure, look: Look, now: datetime) -> File:
    said = vault.opened(dispute.sealed, dispute)
    parties = told.parties(dispute)
    return File(
        reader=look.post,
        procedure=procedure,
        account=said.get("account", ""),
        requests=said.get("requests", ""),
        place=said.get("place", ""),
        harms=dict(dispute.harms),
        notified=tuple(dispute.notified),
        parties=parties,
        steps=told.steps(dispute, parties),
        sittings=told.sittings(dispute),
        asides=told.asides(dispute, look.person),
        agreement=told.agreement(dispute, local(now).date()),
        looks=told.looks(dispute),
    )
