"""Who could mediate a dispute: three panels (联调班子) with their reasons; and why others may not sit.

Pure: what was declared for this one dispute in, a choice out. Ties are facts told for the dispute, not a
register of who knows whom. No party is scored, nobody's settlements are counted. The rule: operations 5.3.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.errors import NotNow

SHOWN = 3
COMMUNITY = 12  # digits of a community's code: who serves no more than one knows its people


class Group(TextChoices):
    """Of what sort a kind of panel member is. Which kinds there are is configuration (`models.PanelKind`)."""

    CHIEF = "chief", _("四长")
    ELDER = "elder", _("五老")
    OTHER = "other", _("其他调解力量")


class Tie(TextChoices):
    """What binds a candidate to a party: declared by either of them, or plain from two equal codes."""

    RELATIVE = "relative", _("和一方是亲属")
    NEIGHBOUR = "neighbour", _("和一方同楼或者同网格")
    EMPLOYER = "employer", _("和一方在同一个单位")
    MONEY = "money", _("和一方有钱财往来")


class Bar(TextChoices):
    """Why somebody without a tie may not sit either."""

    STRUCK = "struck", _("有一方请求换人")
    ELSEWHERE = "elsewhere", _("不在服务的区域里")
    FULL = "full", _("手上的纠纷已经到上限")
    LANGUAGE = "language", _("和有的当事人没有共同语言")
    ABSENT = "absent", _("期限之前没有空")
    UNCERTIFIED = "uncertified", _("这类纠纷要有专门资格")
    WISH = "wish", _("当事人希望由另一性别的人来调解")


class Merit(TextChoices):
    """What speaks for somebody."""

    TYPE = "type", _("熟悉这类纠纷")
    LOCAL = "local", _("熟悉这个社区(村)")
    BALANCE = "balance", _("手上的纠纷不多")
    AGAIN = "again", _("各方都愿意再请")


WEIGHTS = {Merit.TYPE: 4, Merit.LOCAL: 2, Merit.BALANCE: 1, Merit.AGAIN: 1}


@dataclass(frozen=True)
class Side:
    """What one party told for this dispute. `languages` any of which they can speak in (none told: any);
    `homes` codes of their building and grid; `again` whom they would have once more."""

    languages: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    employer: str = ""
    ties: frozenset[tuple[UUID, Tie]] = frozenset()
    again: frozenset[UUID] = frozenset()
    struck: UUID | None = None


@dataclass(frozen=True)
class Need:
    """`lot` is the dispute's id: equals are told apart by it, differently in every dispute. `certified`: the
    kind is for those alone who are listed for it. `gender` as in the candidate's, where a party wished it."""

    lot: UUID
    category: str
    area: str
    deadline: date
    sides: tuple[Side, ...]
    gender: str = ""
    certified: bool = False


@dataclass(frozen=True)
class Candidate:
    """`mediates`, else only advises; `leads`: mediates for the committee that has the dispute. `areas` they
    serve, with all below ("" serves everywhere); `homes` codes of their building and grid; `ties` what they
    declared for this dispute; `free_on` the first day they can, None when they cannot."""

    id: UUID
    groups: frozenset[str]
    mediates: bool
    leads: bool
    areas: frozenset[str]
    cap: int
    open: int = 0
    categories: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    gender: str = ""
    employer: str = ""
    homes: frozenset[str] = frozenset()
    ties: frozenset[Tie] = frozenset()
    free_on: date | None = date.min


@dataclass(frozen=True)
class Seat:
    """Somebody on a panel, and what speaks for them."""

    who: UUID
    merits: Mapping[Merit, Fraction]

    @property
    def score(self) -> Fraction:
        return sum(self.merits.values(), Fraction())


@dataclass(frozen=True)
class Panel:
    """One leads; a second from another group and somebody who advises, where there are such."""

    lead: Seat
    second: Seat | None = None
    adviser: Seat | None = None


@dataclass(frozen=True)
class Proposal:
    panels: tuple[Panel, ...]
    barred: Mapping[UUID, tuple[Tie | Bar, ...]] = field(default_factory=dict)


def propose(need: Need, candidates: Iterable[Candidate]) -> Proposal:
    """The best three panels, each with another lead. Fewer where fewer may lead."""
    bars = {one: bars_of(need, one) for one in candidates}
    ranked = rank(need, (one for one, why in bars.items() if not why))
    leads = [one for one in ranked if one.leads][:SHOWN]
    panels = tuple(panel_under(lead, need, ranked) for lead in leads)
    return Proposal(panels, {one.id: why for one, why in bars.items() if why})


def strike(need: Need, side: int, who: UUID) -> Need:
    """A party has one proposed person replaced, and need not say why; once."""
    old = need.sides[side]
    if old.struck is not None:
        raise NotNow(
            gettext("每一方只能请求换一次人。"), instead=gettext("有亲属、利益关系的,请告诉我们,不算次数。")
        )
    sides = (*need.sides[:side], replace(old, struck=who), *need.sides[side + 1 :])
    return replace(need, sides=sides)


def bars_of(need: Need, one: Candidate) -> tuple[Tie | Bar, ...]:
    """Everything that keeps somebody off this dispute."""
    return (*(tie for tie in Tie if tie in set(_ties(need, one))), *_bars(need, one))


def merits_of(need: Need, one: Candidate) -> dict[Merit, Fraction]:
    """What speaks for somebody, in points: each merit's share times its weight."""
    shares = {
        Merit.TYPE: Fraction(_knows(need, one)),
        Merit.LOCAL: Fraction(_is_local(need, one)),
        Merit.BALANCE: Fraction(max(one.cap - one.open, 0), one.cap) if one.cap else Fraction(),
        Merit.AGAIN: Fraction(bool(need.sides) and all(one.id in side.again for side in need.sides)),
    }
    return {merit: share * WEIGHTS[merit] for merit, share in shares.items() if share}


def rank(need: Need, fitting: Iterable[Candidate]) -> list[Candidate]:
    """Best first; of equals whom this dispute's lot favours, never who comes first by name or number."""
    return sorted(fitting, key=lambda one: (-_score(need, one), lot(need, one)))


def panel_under(lead: Candidate, need: Need, ranked: Sequence[Candidate]) -> Panel:
    """The second brings a group that the lead is not of; an elder advises, or who does no more than that. An
    elder is the second only where nobody else could be."""
    others = [one for one in ranked if one.id != lead.id]
    fitting = [one for one in others if one.mediates and one.groups - lead.groups]
    second = next(iter(sorted(fitting, key=_advises)), None)
    adviser = next((one for one in others if one is not second and _advises(one)), None)
    return Panel(
        _seat(need, lead), _seat(need, second) if second else None, _seat(need, adviser) if adviser else None
    )


def _advises(one: Candidate) -> bool:
    return Group.ELDER in one.groups or not one.mediates


def lot(need: Need, one: Candidate) -> bytes:
    return blake2b(one.id.bytes, key=need.lot.bytes, digest_size=8).digest()


def _ties(need: Need, one: Candidate) -> Iterator[Tie]:
    yield from one.ties
    for side in need.sides:
        yield from (tie for who, tie in side.ties if who == one.id)
        if one.homes & side.homes:
            yield Tie.NEIGHBOUR
        if one.employer and one.employer == side.employer:
            yield Tie.EMPLOYER


def _bars(need: Need, one: Candidate) -> Iterator[Bar]:
    holds = {
        Bar.STRUCK: any(side.struck == one.id for side in need.sides),
        Bar.ELSEWHERE: not any(_meet(need.area, area) for area in one.areas),
        Bar.FULL: one.open >= one.cap,
        Bar.LANGUAGE: any(side.languages and not side.languages & one.languages for side in need.sides),
        Bar.ABSENT: one.free_on is None or one.free_on > need.deadline,
        Bar.UNCERTIFIED: need.certified and not _knows(need, one),
        Bar.WISH: bool(need.gender) and one.gender != need.gender,
    }
    yield from (bar for bar, held in holds.items() if held)


def _meet(place: str, area: str) -> bool:
    """A grid leader may be asked when no more than the community is known."""
    return place.startswith(area) or area.startswith(place)


def _knows(need: Need, one: Candidate) -> bool:
    return any(need.category == known or need.category.startswith(f"{known}.") for known in one.categories)


def _is_local(need: Need, one: Candidate) -> bool:
    return any(len(area) >= COMMUNITY and need.area.startswith(area[:COMMUNITY]) for area in one.areas)


def _score(need: Need, one: Candidate) -> Fraction:
    return sum(merits_of(need, one).values(), Fraction())


def _seat(need: Need, one: Candidate) -> Seat:
    return Seat(one.id, merits_of(need, one))
