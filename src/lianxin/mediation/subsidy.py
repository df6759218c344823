"""What a mediated case is paid (以案定补): three tiers by how much there was to do, `data/subsidy.csv`.

Pure: facts of the case in, tier and reasons out. Neither the people nor the colour of a case is asked for: a
colour is about danger and ends with the quarrel, and nobody should be paid for making one darker. The sums
are one county's old ones (未核对): a deployment writes its own.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TABLE = Path(__file__).parent / "data" / "subsidy.csv"


class Grade(TextChoices):
    ORDINARY = "ordinary", _("一般")
    HARD = "hard", _("疑难")
    MAJOR = "major", _("重大")


class Ground(TextChoices):
    """What lifted a case to its tier; each is a field of `Mediated`."""

    PARTIES = "parties", _("当事人多")
    SUM = "sum", _("涉及金额大")
    SITTINGS = "sittings", _("调解次数多")


class Lack(TextChoices):
    """Why nothing is paid for a case, or not yet."""

    NOT_PEOPLES = "not_peoples", _("不是人民调解委员会调解的,不在范围内")
    NOT_SETTLED = "not_settled", _("没有达成协议")
    NO_FILE = "no_file", _("书面协议还没有归档")
    NOT_PERFORMED = "not_performed", _("约定还没有全部履行")


@dataclass(frozen=True)
class Mediated:
    """An oral agreement needs its register and no file; both are there once it is in force."""

    peoples: bool
    settled: bool
    performed: bool
    oral: bool
    filed: bool
    parties: int
    sum: Decimal
    sittings: int


@dataclass(frozen=True)
class Tier:
    """One line of the table; a ground without a number lifts nothing to it."""

    grade: Grade
    amount: Decimal
    least: tuple[tuple[Ground, Decimal], ...]
    note: str


@dataclass(frozen=True)
class Proposed:
    grade: Grade
    amount: Decimal
    grounds: tuple[Ground, ...]


@cache
def tiers() -> tuple[Tier, ...]:
    """The lowest first."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_read(row) for row in csv.DictReader(lines))


def _read(row: dict[str, str]) -> Tier:
    least = tuple((ground, Decimal(row[ground])) for ground in Ground if row[ground])
    return Tier(Grade(row["tier"]), Decimal(row["amount"]), least, row["note"])


def lacks(case: Mediated) -> tuple[Lack, ...]:
    held = {
        Lack.NOT_PEOPLES: not case.peoples,
        Lack.NOT_SETTLED: not case.settled,
        Lack.NO_FILE: case.settled and not case.oral and not case.filed,
        Lack.NOT_PERFORMED: case.settled and not case.performed,
    }
    return tuple(lack for lack, is_so in held.items() if is_so)


def proposed(case: Mediated) -> Proposed:
    """The highest tier to which any ground lifts it, with the grounds; the lowest asks for none."""
    found = Proposed(tiers()[0].grade, tiers()[0].amount, ())
    for tier in tiers()[1:]:
        grounds = tuple(ground for ground, least in tier.least if getattr(case, ground.value) >= least)
        found = Proposed(tier.grade, tier.amount, grounds) if grounds else found
    return found
