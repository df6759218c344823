"""What became of the disputes of a time, counted from one row each: pure, so that whoever has the rows can
count again. No rate stands without its numerator, denominator, definition and interval (Wilson, 95 %)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from statistics import quantiles

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.mediation.lifecycle import State
from lianxin.mediation.statistics_kinds import StatisticsKind, statistics_kinds

Z = 1.959964  # 95 %
LEAST_FOR_SHARE = 10  # of fewer, a percentage says nothing


class Outcome(TextChoices):
    AGREED = "agreed", _("达成协议")
    FAILED = "failed", _("调解不成")
    WITHDRAWN = "withdrawn", _("当事人退出")
    HANDED_OVER = "handed_over", _("移送别处")
    OPEN = "open", _("还在调解")
    UNSUITABLE = "unsuitable", _("不能调解")
    PASSED_ON = "passed_on", _("没受理就移送")


APART = frozenset({Outcome.UNSUITABLE, Outcome.PASSED_ON})  # never accepted: in no denominator
ACCEPTED = tuple(one for one in Outcome if one not in APART)
_OF_STATE = {
    State.AGREED: Outcome.AGREED,
    State.KEPT: Outcome.AGREED,
    State.BROKEN: Outcome.AGREED,
    State.FAILED: Outcome.FAILED,
    State.WITHDRAWN: Outcome.WITHDRAWN,
    State.UNSUITABLE: Outcome.UNSUITABLE,
    State.HANDED_OVER: Outcome.HANDED_OVER,
}


def outcome(state: str, *, filed_from: str, taken: bool) -> Outcome:
    """`filed_from`: the state in which a filed one ended."""
    found = _OF_STATE.get(State(filed_from if state == State.FILED and filed_from else state), Outcome.OPEN)
    return Outcome.PASSED_ON if found == Outcome.HANDED_OVER and not taken else found


@dataclass(frozen=True)
class Counted:
    """One dispute as it is counted: no party, no mediator, no word of it. `due` promises of its agreement
    have had their day, `kept` of them were performed by then."""

    number: str
    kind: int
    committee: str
    source: str
    sender: str
    received_on: date
    taken_on: date | None
    sat_on: date | None
    agreed_on: date | None
    ended_on: date | None
    outcome: Outcome
    form: str
    amount: Decimal | None
    due: int
    kept: int
    confirmed: bool
    ended_once: bool
    reopened: bool

    @property
    def accepted(self) -> bool:
        return self.outcome not in APART

    @property
    def over_on(self) -> date | None:
        """The day on which the talks were over: the agreement in force, or the end without one."""
        return self.agreed_on if self.outcome == Outcome.AGREED else self.ended_on


@dataclass(frozen=True)
class KindRow:
    kind: StatisticsKind | None  # None: all of them
    cells: dict[str, int]

    @property
    def accepted(self) -> int:
        return sum(self.cells.get(one, 0) for one in ACCEPTED)


@dataclass(frozen=True)
class Rate:
    code: str
    label: "str | Promise"
    definition: "str | Promise"
    part: int
    whole: int

    @property
    def is_told(self) -> bool:
        return self.whole >= LEAST_FOR_SHARE

    @property
    def share(self) -> float:
        return 100 * self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        low, high = wilson(self.part, self.whole)
        return 100 * low, 100 * high


@dataclass(frozen=True)
class Spread:
    """Days from being taken on: median and quartiles of `n`."""

    label: "str | Promise"
    definition: "str | Promise"
    n: int
    lower: float
    median: float
    upper: float


@dataclass(frozen=True)
class Figures:
    kinds: list[KindRow]
    whole: KindRow
    senders: dict[tuple[str, str], int]
    forms: dict[str, int]
    amount: Decimal
    rates: list[Rate]
    spreads: list[Spread]


def figures(rows: Sequence[Counted]) -> Figures:
    accepted = [row for row in rows if row.accepted]
    agreed = [row for row in accepted if row.outcome == Outcome.AGREED]
    return Figures(
        kinds=[
            _kind_row(kind, [row for row in rows if row.kind == kind.number]) for kind in statistics_kinds()
        ],
        whole=_kind_row(None, rows),
        senders=dict(Counter((row.source, row.sender) for row in accepted)),
        forms=dict(Counter(row.form for row in agreed)),
        amount=sum((row.amount or Decimal(0) for row in agreed), Decimal(0)),
        rates=_rates(accepted, agreed),
        spreads=[
            _spread(_("到第一次调解"), _("从受理到第一次真正开了的调解,天数。"), accepted, "sat_on"),
            _spread(_("到谈完"), _("从受理到协议生效,或者没有协议而结束,天数。"), accepted, "over_on"),
        ],
    )


def _kind_row(kind: StatisticsKind | None, rows: Iterable[Counted]) -> KindRow:
    return KindRow(kind, dict(Counter(row.outcome.value for row in rows)))


def settlement(part: int, whole: int) -> Rate:
    definition = _("达成协议的 ÷ 受理的。不能调解的、没受理就移送的不在里面;还在调解的在分母里。")
    return Rate("settled", _("达成协议"), definition, part, whole)


def _rates(accepted: Sequence[Counted], agreed: Sequence[Counted]) -> list[Rate]:
    ended = [row for row in accepted if row.ended_once]
    return [
        settlement(len(agreed), len(accepted)),
        Rate(
            "withdrawn",
            _("当事人退出"),
            _("退出调解的 ÷ 受理的。退出是当事人的权利,不是谁的过错。"),
            sum(row.outcome == Outcome.WITHDRAWN for row in accepted),
            len(accepted),
        ),
        Rate(
            "performed",
            _("按时履行"),
            _("到今天为止按约定的日子履行了的 ÷ 约定的日子已经过了的,一项一项地数。"),
            sum(row.kept for row in agreed),
            sum(row.due for row in agreed),
        ),
        Rate(
            "confirmed",
            _("法院确认"),
            _("法院确认有效的 ÷ 达成协议的。不申请确认的协议一样有效。"),
            sum(row.confirmed for row in agreed),
            len(agreed),
        ),
        Rate(
            "reopened",
            _("90 天内重新调解"),
            _("结束以后 90 天内又重新调解过的 ÷ 结束过的。"),
            sum(row.reopened for row in ended),
            len(ended),
        ),
    ]


def _spread(label: Promise, definition: Promise, rows: Sequence[Counted], until: str) -> Spread:
    pairs = [(row.taken_on, getattr(row, until)) for row in rows]
    days = sorted((end - taken).days for taken, end in pairs if taken and end)
    lower, median, upper = quantiles(days, n=4, method="inclusive") if len(days) > 1 else (days or [0]) * 3
    return Spread(label, definition, len(days), lower, median, upper)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share (Newcombe 1998, method 3)."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, Z * Z
    middle, half = (
        share + square / (2 * whole),
        Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)),
    )
    below = 1 + square / whole
    return max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)
