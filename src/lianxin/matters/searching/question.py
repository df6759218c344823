"""A person's words and duties become a question of the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import CHINA
from lianxin.kernel.errors import Invalid
from lianxin.matters.lifecycle import State
from lianxin.matters.queries.visible import SEES_AREA, units_of
from lianxin.org import public as org
from lianxin.org.public import Held
from lianxin.search import public as search
from lianxin.territory import public as territory

LONGEST, MOST_WORDS = 100, 8
MOST_PLACES = 40  # a word that names more places than that names none: "社区"
marks = search.marks


@dataclass(frozen=True)
class Sought:
    """What somebody looks for. `since` and `until` are days of receipt, both inclusive. `after` is the mark
    behind the last hit of the page before."""

    text: str
    area: str = ""
    state: str = ""
    category: str = ""
    since: date | None = None
    until: date | None = None
    after: str = ""


def asked(sought: Sought, viewer: Actor, held: Sequence[Held]) -> search.Ask:
    """Raises Invalid for a state, category, area or span of days that does not exist."""
    lowest, highest = _span(sought)
    seen, helped = visible(viewer, held)
    county, beyond = _county(sought, viewer, held)
    return search.Ask(
        words=tuple(word_of(word, held) for word in words_of(sought.text)),
        only=tuple(_only(sought)),
        seen=seen,
        helped=helped,
        lowest=lowest,
        highest=highest,
        county=county,
        beyond=beyond,
    )


def _county(sought: Sought, viewer: Actor, held: Sequence[Held]) -> tuple[str, frozenset[str]]:
    """The county in which all lies that may be found ("": in several), and the marks by which somebody sees
    outside it all the same. A unit is given, and asked to help with, only what lies in its area: whoever
    serves in units of one county sees beyond it what they took down themselves, and nothing else."""
    if len(sought.area) >= territory.Tier.DISTRICT:
        return sought.area[: territory.Tier.DISTRICT], frozenset()
    counties = {place[: territory.Tier.DISTRICT] for duty in held for place in (duty.unit_area, duty.area)}
    home = counties.pop() if len(counties) == 1 else ""
    if viewer.id is None or len(home) < territory.Tier.DISTRICT:
        return "", frozenset()
    return home, frozenset({marks.person(viewer.id)})


def words_of(text: str) -> list[str]:
    """Raises Invalid where there is nothing to look for, or more than anybody means."""
    words = search.words_of(text)
    if not words:
        raise Invalid(_("请写要找的字、地名、类别或编号。"))
    if len(text) > LONGEST or len(words) > MOST_WORDS:
        most = {"signs": LONGEST, "words": MOST_WORDS}
        raise Invalid(_("一次最多找 %(words)d 个词、%(signs)d 个字,请少写几个。") % most)
    return words


def visible(viewer: Actor, held: Sequence[Held]) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The marks by which somebody sees (None: everything), and those by which they see until it fades. The
    same as `standing_of` decides for one matter; a test holds the two together."""
    if not held or viewer.id is None:
        return frozenset(), frozenset()
    areas = {duty.area for duty in held if duty.kind in SEES_AREA}
    if "" in areas:
        return None, frozenset()
    seen = {marks.area(area) for area in areas} | {marks.unit(unit) for unit in units_of(held)}
    helped = {marks.helper(duty.unit_id) for duty in held}
    return frozenset({*seen, marks.person(viewer.id)}), frozenset(helped)


def word_of(word: str, held: Sequence[Held]) -> search.Word:
    """Found where it is said, and where it names the place, the kind or the number of a matter."""
    named = [marks.area(code) for code in places(word, held)] + [marks.kind(code) for code in kinds(word)]
    number = marks.ending(word)
    return search.Word(tuple(search.tokens(word)), (*named, *filter(None, [number])))


def places(word: str, held: Sequence[Held]) -> list[str]:
    """Areas of that name near those whom the viewer serves; none where it names too many to mean one."""
    plain = normalize("NFKC", word)
    if len(plain) < 2:
        return []
    around = {duty.area or org.served() for duty in held} | {duty.unit_area for duty in held}
    found = territory.naming.bearing(plain, sorted(around))
    return found if len(found) <= MOST_PLACES else []


def kinds(word: str) -> list[str]:
    """Categories whose name holds the word, with those below them."""
    plain = normalize("NFKC", word).casefold()
    if len(plain) < 2:
        return []
    cards = org.categories()
    named = {card.code for card in cards if plain in card.name or _in_english(plain, card.name_en)}
    return [card.code for card in cards if card.code in named or card.parent in named]


def _in_english(word: str, name: str) -> bool:
    return word in name.casefold().replace(",", " ").split()


def _only(sought: Sought) -> list[str]:
    only = []
    if sought.area:
        territory.tier_of(sought.area)  # refuses what is no area's code
        only.append(marks.area(sought.area))
    if sought.state:
        if sought.state not in State.values:
            raise Invalid(_("没有这一种状态。"))
        only.append(marks.state(sought.state))
    if sought.category:
        if org.category(sought.category) is None:
            raise Invalid(_("没有这个类别。"))
        only.append(marks.kind(sought.category))
    return only


def _span(sought: Sought) -> tuple[int, int]:
    """Days as they are in China, as seats of the index."""
    if sought.since and sought.until and sought.since > sought.until:
        raise Invalid(_("开始的日期在结束的日期后面。"), fields={"until": _("请换一下两个日期。")})
    lowest = search.before(_midnight(sought.since)) + 1 if sought.since else 0
    highest = search.before(_midnight(sought.until + timedelta(days=1))) if sought.until else search.NEWEST
    return lowest, highest


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
