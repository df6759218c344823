"""A chain in memory and the ways to tamper with it, each saying which position is the first bad one."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from lianxin.journal.chain import GENESIS, End
from lianxin.journal.links import Row, link_after, moment

COUNTY = "140403"
START = datetime(2026, 11, 23, 8, tzinfo=UTC)
Tampered = tuple[list[Row], End | None, int]  # rows, head, the first bad position
Tamper = Callable[[list[Row], random.Random], Tampered]


def chain(length: int, dice: random.Random) -> list[Row]:
    rows: list[Row] = []
    link = GENESIS
    for position in range(1, length + 1):
        row = Row(
            position,
            str(UUID(int=dice.getrandbits(128))),
            moment(START + timedelta(seconds=position)),
            f"staff:{UUID(int=dice.getrandbits(128))}",
            dice.choice(["matters.submit", "matters.route", "org.appoint"]),
            f"matter:{UUID(int=dice.getrandbits(128))}",
            f'{{"to":"处理中","n":{dice.randrange(99)}}}',
            "",
        )
        link = link_after(link, COUNTY, row)
        rows.append(row._replace(link=link))
    return rows


def head(rows: list[Row]) -> End:
    return (len(rows), rows[-1].link) if rows else (0, GENESIS)


def flip(rows: list[Row], dice: random.Random) -> Tampered:
    """One sign of one field is another."""
    at = dice.randrange(len(rows))
    field = dice.choice(Row._fields[1:])
    told = getattr(rows[at], field)
    spot = dice.randrange(len(told))
    other = dice.choice([sign for sign in "0f人\x00 \"'," if sign != told[spot]])
    end = head(rows)
    rows[at] = rows[at]._replace(**{field: told[:spot] + other + told[spot + 1 :]})
    return rows, end, at + 1


def move_words(rows: list[Row], dice: random.Random) -> Tampered:
    """The end of one field becomes the beginning of the next: together they say the same."""
    at = dice.randrange(len(rows))
    one, two = dice.choice([("id", "at"), ("actor", "action"), ("action", "subject"), ("subject", "payload")])
    left, right = getattr(rows[at], one), getattr(rows[at], two)
    cut = dice.randrange(len(left))
    end = head(rows)
    rows[at] = rows[at]._replace(**{one: left[:cut], two: left[cut:] + right})
    return rows, end, at + 1


def delete(rows: list[Row], dice: random.Random) -> Tampered:
    end, at = head(rows), dice.randrange(len(rows))
    del rows[at : at + dice.randint(1, 3)]
    return rows, end, at + 1


def insert(rows: list[Row], dice: random.Random) -> Tampered:
    """A forged entry with a right link of its own; those behind it are renumbered."""
    end, at = head(rows), dice.randrange(len(rows))
    before = rows[at - 1].link if at else GENESIS
    forged = rows[at]._replace(subject="matter:forged")
    forged = forged._replace(link=link_after(before, COUNTY, forged))
    behind = [row._replace(position=row.position + 1) for row in rows[at:]]
    return [*rows[:at], forged, *behind], end, at + 2


def double(rows: list[Row], dice: random.Random) -> Tampered:
    end, at = head(rows), dice.randrange(len(rows))
    rows.insert(at, rows[at])
    return rows, end, at + 1


def reorder(rows: list[Row], dice: random.Random) -> Tampered:
    """Two entries change places and numbers."""
    end = head(rows)
    one, two = sorted(dice.sample(range(len(rows)), 2))
    rows[one], rows[two] = rows[two]._replace(position=one + 1), rows[one]._replace(position=two + 1)
    return rows, end, one + 1


def truncate(rows: list[Row], dice: random.Random) -> Tampered:
    end, left = head(rows), dice.randrange(len(rows))
    return rows[:left], end, left + 1


def drop_head(rows: list[Row], dice: random.Random) -> Tampered:
    return rows, None, len(rows) + 1


def lower_head(rows: list[Row], dice: random.Random) -> Tampered:
    at = dice.randrange(len(rows))
    return rows, (at, rows[at - 1].link if at else GENESIS), at + 1


def raise_head(rows: list[Row], dice: random.Random) -> Tampered:
    return rows, (len(rows) + dice.randint(1, 9), rows[-1].link), len(rows) + 1


def forge_head(rows: list[Row], dice: random.Random) -> Tampered:
    return rows, (len(rows), f"{dice.getrandbits(256):064x}"), len(rows)


def append_past(rows: list[Row], dice: random.Random) -> Tampered:
    """A forged entry that follows well, behind the head's back."""
    end = head(rows)
    forged = rows[-1]._replace(position=len(rows) + 1)
    return [*rows, forged._replace(link=link_after(rows[-1].link, COUNTY, forged))], end, len(rows) + 1


def put_back(rows: list[Row], dice: random.Random) -> Tampered:
    """An old copy of everything, head and all: only a witness can tell."""
    left = dice.randrange(len(rows))
    return rows[:left], head(rows[:left]), left + 1


def rewrite(rows: list[Row], dice: random.Random) -> Tampered:
    """One entry changed and every link behind it computed anew, head and all: only a witness can tell, and
    it can say no more than that its own position is not what it was."""
    at = dice.randrange(len(rows))
    whole = len(rows)
    rows[at] = rows[at]._replace(subject="matter:rewritten")
    link = rows[at - 1].link if at else GENESIS
    for place in range(at, whole):
        link = link_after(link, COUNTY, rows[place])
        rows[place] = rows[place]._replace(link=link)
    return rows, head(rows), whole


SEEN_BY_THE_CHAIN: list[Tamper] = [
    flip, move_words, delete, insert, double, reorder, truncate,
    drop_head, lower_head, raise_head, forge_head, append_past,
]  # fmt: skip
SEEN_BY_A_WITNESS: list[Tamper] = [put_back, rewrite]
