"""Reading the catalogue as services: which are offered, what each asks, in the language of the reader."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.journal.public import NATION, Snapshot
from lianxin.open311.datatypes import Asked, Choice, Datatype
from lianxin.open311.models import Question
from lianxin.org import public as org

Dated = tuple[date, date | None, Asked]


@dataclass(frozen=True)
class Offered:
    """A service: a kind of matter that anybody may report, with what it asks."""

    code: str
    name: str
    description: str
    group: str
    keywords: tuple[str, ...]
    questions: tuple[Asked, ...]


def _load() -> Mapping[str, list[Dated]]:
    by_category: dict[str, list[Dated]] = defaultdict(list)
    for row in Question.objects.order_by("order", "code", "valid_from"):
        by_category[row.category_id].append((row.valid_from, row.valid_until, asked_of(row)))
    return by_category


def asked_of(row: Question) -> Asked:
    return Asked(
        code=row.code,
        words=row.words,
        words_en=row.words_en,
        datatype=Datatype(row.datatype),
        required=row.required,
        variable=row.variable,
        order=row.order,
        hint=row.hint,
        hint_en=row.hint_en,
        choices=tuple(Choice(*choice) for choice in row.choices),
    )


CATALOGUE = "services:open311"  # what the journal calls the whole of our questions
BEFORE_ANY = datetime(2026, 11, 1, tzinfo=UTC)  # nobody has changed anything yet


def _last_change() -> datetime:
    """When the services or their questions changed last (or units that serve everywhere: once too often does
    no harm, a client fetches the list again)."""
    told = journal.read(NATION, journal.Asked(action="org."), limit=1)
    own = journal.entries_about(NATION, CATALOGUE).last()
    return max([entry.at for entry in (*told, own) if entry is not None], default=BEFORE_ANY)


# By the name under which org's own copy of the catalogue goes: whenever that is out of date, so is this.
_CHANGED: Snapshot[datetime] = Snapshot("duty_list", _last_change)
QUESTIONS: Snapshot[Mapping[str, list[Dated]]] = Snapshot("open311_questions", _load)


def changed_at() -> datetime:
    """When a client should have fetched the services again. No statement when warm."""
    return _CHANGED.get()


def renew() -> None:
    """Called by every write to questions, inside its transaction."""
    journal.bump(QUESTIONS.name)
    journal.bump(_CHANGED.name)


def questions(category: str, on: date) -> tuple[Asked, ...]:
    """What this kind asks on a day, in its order. No statement when warm."""
    return tuple(
        asked
        for since, until, asked in QUESTIONS.get().get(category, ())
        if since <= on and (until is None or on < until)
    )


def offered(on: date) -> list[Offered]:
    """Every kind that can be reported on a day: all that stand, but for the groups that only hold others."""
    cards = org.categories(on)
    groups = {card.parent for card in cards if card.parent}
    named = {card.code: card for card in cards}
    return [_service(card, named.get(card.parent, card), on) for card in cards if card.code not in groups]


def service(code: str, on: date) -> Offered | None:
    return next((found for found in offered(on) if found.code == code), None)


def _service(card: org.CategoryCard, group: org.CategoryCard, on: date) -> Offered:
    english = get_language() == "en"
    name, of_group = _name(card, english=english), _name(group, english=english)
    # Clients search in the keywords: the words of the other language belong there too.
    words = dict.fromkeys([card.name, card.name_en, group.name, group.name_en])
    return Offered(
        code=card.code,
        name=name,
        description=_("%(group)s:%(name)s") % {"group": of_group, "name": name}
        if group is not card
        else name,
        group=of_group,
        keywords=tuple(word.replace(",", " ") for word in words if word),
        questions=questions(card.code, on),
    )


def _name(card: org.CategoryCard, *, english: bool) -> str:
    return card.name_en if english and card.name_en else card.name
