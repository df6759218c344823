"""When a file's time is over all that was said in it is destroyed, with a record; the figures stay.

What stays of a dispute is its number, kind, days, outcome and sums. Words are taken out of their rows; rows
that are nothing but words about somebody (parties, signatures, asides) go whole.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.clock import local
from lianxin.kernel.counties import by_county
from lianxin.kernel.rows import insert
from lianxin.mediation import retention
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.models import (
    Agreement,
    Aside,
    Destruction,
    Dispute,
    Fulfilment,
    HandOver,
    Look,
    Party,
    Signature,
    Sitting,
    Step,
    SubsidyClaim,
)
from lianxin.notices import public as notices


def forget(now: datetime, at_most: int = 100) -> int:
    """One round of the worker: clocks that nobody started, and files whose time is over. Returns how many."""
    return _count_down_all(now, at_most) + _destroy_all(now, at_most)


# ---- what nobody filed ------------------------------------------------------------------------------------


def _count_down_all(now: datetime, at_most: int) -> int:
    left = Dispute.objects.filter(ended_at__lt=now - retention.UNFILED, kept_until__isnull=True)
    found = by_county(left.order_by("ended_at"), at_most)
    return sum(_count_down(county, id_, now) for county, ids in found.items() for id_ in ids)


@transaction.atomic
def _count_down(county: str, id_: UUID, now: datetime) -> int:
    """Kept from its end as if it had been filed then; whoever led it is told, and may still file it."""
    rows = Dispute.objects.filter(county=county, id=id_, kept_until__isnull=True)
    dispute = rows.select_for_update().filter(ended_at__lt=now - retention.UNFILED).first()
    if dispute is None or dispute.ended_at is None:
        return 0
    until = retention.until(dispute.category, local(dispute.ended_at).date())
    rows.update(kept_until=until)
    told = {"kept_until": until.isoformat(), "asides": drop_asides(dispute)}
    fact = journal.Fact("mediation.count_down", f"dispute:{dispute.id}", told)
    journal.append(county, [fact], by=SYSTEM, now=now)
    _remind(dispute, now)
    return 1


def _remind(dispute: Dispute, now: datetime) -> None:
    if dispute.mediator is None:
        return
    words = _("纠纷 %(number)s 结束一年了还没有归档。请归档:从结束那天起,它的保管期已经在走。")
    subject = f"dispute:{dispute.id}"
    note = notices.Note(
        f"{subject}:unfiled",
        "desk",
        words % {"number": dispute.number},
        subject=subject,
        to_person=dispute.mediator,
    )
    notices.write(dispute.county, [note], now=now)


def drop_asides(dispute: Dispute) -> int:
    """What one side told alone: never in the file, and gone when it is closed. Returns how many."""
    return Aside.objects.filter(county=dispute.county, dispute=dispute).delete()[0]


# ---- what is over -----------------------------------------------------------------------------------------


def _destroy_all(now: datetime, at_most: int) -> int:
    over = Dispute.objects.filter(kept_until__lt=local(now).date(), destroyed_at__isnull=True)
    found = by_county(over.order_by("kept_until"), at_most)
    return sum(_destroy(county, id_, now) for county, ids in found.items() for id_ in ids)


@transaction.atomic
def _destroy(county: str, id_: UUID, now: datetime) -> int:
    """Locked, and looked at again: of two workers only one destroys, and what was reopened stays."""
    today = local(now).date()
    rows = Dispute.objects.filter(county=county, id=id_, kept_until__lt=today, destroyed_at__isnull=True)
    dispute = rows.select_for_update().first()
    if dispute is None:
        return 0
    papers = _take_away(dispute)
    rows.update(sealed=None, harms={}, ties=[], notified=[], reasons=[], destroyed_at=now)
    record = Destruction(
        county=county,
        dispute=dispute,
        number=dispute.number,
        category=dispute.category,
        papers=papers,
        rule=retention.rule(dispute.category),
        destroyed_on=today,
    )
    insert([record])
    notices.forgetting.take_back(county, f"dispute:{dispute.id}", now)
    told = {"number": record.number, "category": record.category, "papers": list(papers), "rule": record.rule}
    fact = journal.Fact("mediation.destroy", f"dispute:{dispute.id}", told | {"on": today.isoformat()})
    journal.append(county, [fact], by=SYSTEM, now=now)
    return 1


def _take_away(dispute: Dispute) -> dict[str, int]:
    """How many of each kind of paper. Signatures and asides first, since they name a party."""
    mine: dict[str, Any] = {"county": dispute.county, "dispute": dispute}
    drafts = list(Agreement.objects.filter(**mine).values_list("id", flat=True))
    promised: dict[str, Any] = {"county": dispute.county, "agreement_id__in": drafts}
    parties = Party.objects.filter(**mine)
    # What a court said is counted on; every other fact tells of the quarrel, its colour or one who was in it.
    Step.objects.filter(**mine).exclude(verb=Verb.CONFIRM).update(facts={})
    taken = {
        "signature": Signature.objects.filter(**promised).delete()[0],
        "aside": drop_asides(dispute),
        "party": parties._raw_delete(parties.db),  # the ORM would delete by id alone, without the county
        "step": Step.objects.filter(**mine, sealed__isnull=False).update(sealed=None),
        "sitting": Sitting.objects.filter(**mine).update(sealed=None, present=[]),
        "agreement": Agreement.objects.filter(**mine).update(sealed=None),
        "promise": Fulfilment.objects.filter(**promised).update(sealed=None, proof=None),
        "hand_over": HandOver.objects.filter(**mine, sealed__isnull=False).update(sealed=None),
        "look": Look.objects.filter(**mine).update(post="", sealed=None),
        "claim": SubsidyClaim.objects.filter(**mine, sealed__isnull=False).update(sealed=None),
        "account": 1,
    }
    return {kind: count for kind, count in taken.items() if count}
