"""Finding matters by what was said, where, what about, or by number: only what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid
from lianxin.matters.contracts import Card
from lianxin.matters.lifecycle import Verb
from lianxin.matters.models import Assist, Matter, Movement
from lianxin.matters.queries.cards import card_of, place_words
from lianxin.matters.searching.apart import Way, taken_apart
from lianxin.matters.searching.question import Sought, asked, word_of, words_of
from lianxin.matters.standing import Standing, standing_of, still_helps
from lianxin.org import public as org
from lianxin.org.public import Held
from lianxin.search import public as search

PAGE = 50


@dataclass(frozen=True)
class Hit:
    """A matter that was found: its words and place in pieces, the hits marked; `added` where what was asked
    for stands in what was added later."""

    card: Card
    words: list[search.Piece]
    place: list[search.Piece]
    added: list[search.Piece]


@dataclass(frozen=True)
class Results:
    """`count` is exact unless `is_more`: then there are more than it says. `apart`: the pieces of a long word
    that these say, where nothing says it as it was written."""

    hits: list[Hit]
    count: int
    is_more: bool
    next_after: str
    apart: tuple[str, ...] = ()


NOTHING = Results([], 0, False, "")


def find(viewer: Actor, sought: Sought, *, now: datetime) -> Results:
    """One page, the newest first. Five to eight statements: the duties; the hits, the very long ones, those
    seen by helping, on PostgreSQL those beyond the county, on SQLite whose they are; the matters, who helps
    with them, what was added to them. Where nothing says a word as it was written, the looks again for each
    way to take it apart (three), but for the first of them where few say all its signs. Raises Invalid."""
    held = org.held(viewer, on=local(now).date())
    ask, words = asked(sought, viewer, held), words_of(sought.text)
    if not held:
        return NOTHING
    ways: list[list[Way]] = [[(word,) for word in words], *taken_apart(words, held)]
    asks = [ask, *(replace(ask, words=_words(way, held)) for way in ways[1:])]
    found, number = search.find_first(asks, page=PAGE, now=now, after=_unmarked(sought.after))
    phrases = [search.tokens(piece) for pieces in ways[number] for piece in pieces]
    rows = _visible(_rows(found.hits), viewer, held, now)
    hits = [_hit(matter, standing, phrases, now) for matter, standing in rows]
    following = str(found.next_after) if found.next_after else ""
    apart = tuple(piece for pieces in ways[number] if len(pieces) > 1 for piece in pieces)
    return Results(_with_added(hits, phrases), found.count, found.is_more, following, apart)


def _words(way: Sequence[Way], held: Sequence[Held]) -> tuple[search.Word, ...]:
    return tuple(word_of(piece, held) for pieces in way for piece in pieces)


def _unmarked(after: str) -> int:
    if not after:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) <= 19 and 0 < int(after) <= search.NEWEST):
        raise Invalid(_("这一页的地址不完整。"), instead=_("请回到第一页。"))
    return int(after)


def _rows(hits: Sequence[search.IndexHit]) -> list[Matter]:
    """In the order of the hits. What the index names and is no more is left out."""
    counties = sorted({hit.county for hit in hits})
    ids = [hit.subject for hit in hits if hit.subject]
    rows = Matter.objects.filter(county__in=counties, id__in=ids) if ids else []
    found = {(row.county, row.id): row for row in rows}
    return [found[key] for hit in hits if (key := (hit.county, hit.subject)) in found]


def _visible(
    rows: Sequence[Matter], viewer: Actor, held: Sequence[Held], now: datetime
) -> list[tuple[Matter, Standing]]:
    """Looked at once more, as its own page would: the index says what is found, never what is shown."""
    standings = [(row, standing_of(viewer, row, held)) for row in rows]
    unseen = [row for row, standing in standings if not standing.sees and still_helps(row, now)]
    helped = _helped(unseen, held)
    return [(row, standing) for row, standing in standings if standing.sees or row.id in helped]


def _helped(rows: Sequence[Matter], held: Sequence[Held]) -> set[UUID]:
    if not rows:
        return set()
    asked = Assist.objects.filter(
        county__in=sorted({row.county for row in rows}),
        matter_id__in=[row.id for row in rows],
        unit_id__in={duty.unit_id for duty in held},
    )
    return set(asked.values_list("matter_id", flat=True))


def _hit(matter: Matter, standing: Standing, phrases: Sequence[Sequence[str]], now: datetime) -> Hit:
    card = card_of(matter, standing, now=now)
    return Hit(card, search.marked(matter.text, phrases), search.marked(place_words(matter), phrases), [])


def _with_added(hits: list[Hit], phrases: Sequence[Sequence[str]]) -> list[Hit]:
    """Where the words show nothing of what was asked for, what was added later may. One statement, if any."""
    bare = [hit.card.ref for hit in hits if not any(piece.hit for piece in (*hit.words, *hit.place))]
    if not bare:
        return hits
    said: dict[UUID, list[search.Piece]] = {}
    notes = Movement.objects.filter(
        county__in=sorted({ref.county for ref in bare}),
        matter_id__in=[ref.id for ref in bare],
        verb=Verb.SUPPLEMENT,
    )
    for matter, note in notes.order_by("matter_id", "version").values_list("matter_id", "note"):
        pieces = search.marked(note, phrases)
        if matter not in said and any(piece.hit for piece in pieces):
            said[matter] = pieces
    return [replace(hit, added=said.get(hit.card.ref.id, [])) for hit in hits]
