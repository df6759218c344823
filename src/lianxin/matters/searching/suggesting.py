"""What somebody may mean while they write: places, kinds, numbers, and words out of what they may see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid
from lianxin.matters.models import Matter
from lianxin.matters.searching.question import Sought, asked, kinds, places
from lianxin.org import public as org
from lianxin.search import public as search
from lianxin.territory import public as territory

READ, WORDS, PLACES, KINDS, NUMBERS = 150, 4, 3, 3, 3
LONGEST_WORD = 8  # characters that a suggested word adds
_ENDS = frozenset(
    "的了在是有我你他们就也都很不被把给让和到去来说着过啊吗呢吧"
)  # no word ends or goes on with these


@dataclass(frozen=True)
class Suggestion:
    """`text` takes the place of the word that is being written; `kind`: place, kind, number or word."""

    kind: str
    text: str
    told: str = ""


def suggest(viewer: Actor, text: str, *, now: datetime) -> list[Suggestion]:
    """For the last word of `text`, as far as it is written. Four statements at most; nothing for who serves
    nowhere. What lies beyond the viewer's sight has no part in it, not even a count."""
    held = org.held(viewer, on=local(now).date())
    word = text.split()[-1] if text.split() else ""
    if not held or not word:
        return []
    found = [
        Suggestion("place", territory.name_of(code), territory.full_name(code))
        for code in places(word, held)[:PLACES]
    ]
    cards = [card for code in kinds(word)[:KINDS] if (card := org.category(code))]
    found += [Suggestion("kind", card.name, card.name_en) for card in cards]
    rows = _newest(viewer, word, held, now)
    ending = search.marks.ending(word)
    if ending:
        numbers = [row.number for row in rows if search.marks.number(row.number).startswith(ending[:-1])]
        found += [Suggestion("number", number) for number in numbers[:NUMBERS]]
    return found + [Suggestion("word", told) for told in _longer(word, (row.text for row in rows))]


def _newest(viewer: Actor, word: str, held: Sequence[org.Held], now: datetime) -> list[Matter]:
    try:
        ask = asked(Sought(word), viewer, held)
    except Invalid:
        return []
    hits = search.find(ask, page=READ, now=now).hits
    counties = sorted({hit.county for hit in hits})
    rows = Matter.objects.filter(county__in=counties, id__in=[hit.subject for hit in hits if hit.subject])
    return list(rows.only("county", "number", "text")) if hits else []


def _longer(word: str, texts: Iterable[str]) -> list[str]:
    """Words that go on from what is written, the most frequent first, in at least two texts each: what only
    one person said is theirs, and no suggestion."""
    start = word.casefold()
    seen: Counter[str] = Counter()
    for text in texts:
        at = text.casefold().find(start)
        if at >= 0:
            seen.update(_continuations(text[at : at + len(word) + LONGEST_WORD], len(word)))
    often = [told for told, count in seen.most_common(40) if count >= 2]
    chosen: list[str] = []
    for told in sorted(often, key=lambda told: (-seen[told], -len(told))):
        # Of "井盖坏" and "井盖坏了", said as often, the longer one.
        if not any(other.startswith(told) or told.startswith(other) for other in chosen):
            chosen.append(told)
    return chosen[:WORDS]


def _continuations(text: str, length: int) -> Iterable[str]:
    for more in range(1, 5):
        told = text[: length + more]
        if len(told) < length + more or not told[length:].isalnum():
            return
        if told[-1] not in _ENDS:
            yield told
