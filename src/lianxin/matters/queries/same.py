"""Which other reports may be the same thing, for each who may ask: a dispatcher, a clerk, a resident."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.matters.alike import reasons
from lianxin.matters.alike.around import Found, around, heard_of, with_another
from lianxin.matters.contracts import Card, Ref
from lianxin.matters.lifecycle import BEFORE_WORK, State, Verb
from lianxin.matters.models import Apart, Matter, Movement
from lianxin.matters.queries.cards import place_words, words_of
from lianxin.matters.standing import standing_of
from lianxin.org import public as org
from lianxin.territory import public as territory

MOST_SAID, MOST_MARKED = 200, 20


@dataclass(frozen=True)
class AlsoSaid:
    """What somebody else said of the same thing: words and place, never who. `added` came later."""

    ref: Ref
    number: str
    text: str
    place: str
    received_at: datetime
    added: tuple[str, ...]


@dataclass(frozen=True)
class Likely:
    """What may be the same, as those who serve compare it."""

    ref: Ref
    number: str
    text: str
    place: str
    category: str
    state: str
    received_at: datetime
    reports: int
    reasons: tuple[str, ...]


def also_said(ref: Ref) -> list[AlsoSaid]:
    """Everything that was merged into it, oldest first: for the page of whoever may see the one. One
    statement, and a second where there is something."""
    rows = Matter.objects.filter(county=ref.county, merged_into=ref.id).order_by("received_at")[:MOST_SAID]
    followers = list(rows)
    added = _added(ref.county, [row.id for row in followers])
    return [
        AlsoSaid(
            Ref(row.county, row.id), row.number, words_of(row), place_words(row), row.received_at,
            tuple(added[row.id]),
        )
        for row in followers
    ]  # fmt: skip


def _added(county: str, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    if ids:
        said = Movement.objects.filter(county=county, matter_id__in=ids, verb=Verb.SUPPLEMENT)
        for matter, note in said.order_by("at").values_list("matter_id", "note"):
            found[matter].append(note)
    return found


def likely_same(
    viewer: Actor, ref: Ref, *, now: datetime, held: tuple[org.Held, ...] | None = None
) -> list[Likely]:
    """For a dispatcher before the work begins: what this may be merged into. Four statements, one more where
    it is not known what they hold."""
    matter = Matter.objects.filter(county=ref.county, id=ref.id).first()
    if matter is None or matter.state not in BEFORE_WORK:
        return []
    found = around(heard_of(matter), now=now, but={matter.id, *_apart(matter)})
    held = org.held(viewer, on=local(now).date()) if held is None else held
    return [
        _likely(one)
        for one in found
        if territory.covers(matter.desk, one.matter.area) and standing_of(viewer, one.matter, held).sees
    ]


def _apart(matter: Matter) -> set[UUID]:
    """Those of which somebody said that they are another thing."""
    pairs = Apart.objects.filter(Q(one=matter.id) | Q(other=matter.id), county=matter.county)
    return {id_ for pair in pairs.values_list("one", "other") for id_ in pair} - {matter.id}


def _likely(found: Found) -> Likely:
    other = found.matter
    return Likely(
        ref=found.ref,
        number=other.number,
        text=words_of(other),
        place=place_words(other),
        category=other.category,
        state=other.state,
        received_at=other.received_at,
        reports=found.reports,
        reasons=reasons.reasons(found.likeness),
    )


def reports_by_ref(refs: Sequence[Ref]) -> dict[Ref, int]:
    """How often each was reported, where it was more than once: one statement for a page of cards."""
    if not refs:
        return {}
    counties = sorted({ref.county for ref in refs})
    rows = Matter.objects.filter(county__in=counties, merged_into__in=[ref.id for ref in refs])
    counted: dict[Ref, int] = defaultdict(lambda: 1)
    for county, into in rows.values_list("county", "merged_into"):
        if into is not None:
            counted[Ref(county, into)] += 1
    return dict(counted)


def marked(cards: Sequence[Card], *, now: datetime) -> list[Card]:
    """The cards of one page with how often each was reported, and those that a dispatcher may merge marked
    where another may be the same: four statements at most, one where nobody here merges."""
    refs = [card.ref for card in cards]
    counted = reports_by_ref(refs)
    alone = [card.ref for card in cards if Verb.MERGE in card.verbs and card.ref not in counted]
    alike = _with_another(alone[:MOST_MARKED], now)
    return [replace(card, reports=counted.get(card.ref, 1), alike=card.ref in alike) for card in cards]


def _with_another(refs: Sequence[Ref], now: datetime) -> set[Ref]:
    if not refs:
        return set()
    counties = sorted({ref.county for ref in refs})
    rows = list(Matter.objects.filter(county__in=counties, id__in=[ref.id for ref in refs]))
    found = {id_: others for id_, others in with_another(rows, now=now).items() if others}
    pairs = Apart.objects.filter(Q(one__in=list(found)) | Q(other__in=list(found)), county__in=counties)
    for one, other in pairs.values_list("one", "other") if found else ():
        found.get(one, set()).discard(other)
        found.get(other, set()).discard(one)
    return {ref for ref in refs if found.get(ref.id)}


def open_number(ref: Ref) -> str:
    """The number of one that is still worked on, "" otherwise."""
    row = Matter.objects.filter(county=ref.county, id=ref.id, ended_at__isnull=True)
    return row.exclude(state=State.MERGED).values_list("number", flat=True).first() or ""
