"""What goes out: written into the journal before its first row, with a line under its last."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.exchange import sheets
from lianxin.exchange.marks import watermark
from lianxin.exchange.models import Arrival, Source
from lianxin.exchange.queries.sources import home_of, mapped_of, newest, no_such_source, source_for
from lianxin.exchange.standing import grounds_of, runs
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound
from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import legible
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Wanted
from lianxin.org import public as org
from lianxin.territory import public as territory

PAGE = 500
MOST = 100_000
MOST_IN_A_BOOK = 20_000  # it is made before it is sent; a CSV goes out line by line
MOST_WITH_CONTACTS = 40  # as many looks as anybody has in an hour
Look = Callable[[], None]
Lines = Iterator[list[str]]


@dataclass(frozen=True)
class Order:
    """What somebody wants in a file. `look` is called before each contact, and may refuse."""

    wanted: Wanted
    columns: str = "ours"
    book: bool = False


def export(order: Order, *, by: Actor, now: datetime) -> Lines:
    """The rows that the list shows, in any number up to the bound; the entry is written before this returns,
    and rows are read page by page as they are asked for."""
    if order.columns not in sheets.KINDS:
        raise Invalid(_("没有这样的列。"))
    wanted = replace(order.wanted, after="")
    rows = _must_not_be_too_many(wanted, MOST_IN_A_BOOK if order.book else MOST, by, now)
    _tell(wanted, {"rows": rows, "contacts": False}, by, now)
    return _lines(wanted, order.columns, by, now)


@transaction.atomic
def export_with_contacts(
    order: Order, reason: str, look: Look, *, by: Actor, now: datetime
) -> list[list[str]]:
    """A few rows with names and numbers: each is a look, with its reason, counted, and on the list that the
    resident reads. All of it or nothing. What this person may not look at stays empty."""
    if not 2 <= len(legible(reason)) <= 200:
        told = _("请写明为什么要看(2 到 200 字),报事人看得到。")
        raise Invalid(told, fields={"reason": told})
    wanted = replace(order.wanted, after="")
    rows = _must_not_be_too_many(wanted, MOST_WITH_CONTACTS, by, now)
    columns = sheets.KINDS[order.columns]
    found = matters.ledger.seen(by, wanted, at_most=MOST_WITH_CONTACTS, now=now).rows
    lines = [[*sheets.headings(columns), *map(str, sheets.CONTACTS)]]
    lines += [[*sheets.cells(row, columns), *_looked(row.ref, reason, look, by, now)] for row in found]
    digest = keyring().digest("reason", legible(reason))
    _tell(wanted, {"rows": rows, "contacts": True, "reason": digest}, by, now)
    return [*lines, [watermark(who(by, now), len(found), now=now)]]


def _looked(ref: Ref, reason: str, look: Look, by: Actor, now: datetime) -> tuple[str, str]:
    try:
        card = matters.reveal(ref, reason, by=by, now=now)
    except NotFound:
        return "", ""
    except NotAllowed:
        return _("不归您看"), ""
    look()
    return card.name, card.phone


def _must_not_be_too_many(wanted: Wanted, most: int, by: Actor, now: datetime) -> int:
    rows = matters.ledger.count(by, wanted, at_most=most, now=now)
    if rows > most:
        raise Invalid(
            _("一次最多导出 %(most)d 行。") % {"most": most},
            instead=_("请按地方、状态或类别分几次导出;要更多行,用 CSV、不带联系方式。"),
        )
    return rows


def _tell(wanted: Wanted, told: dict[str, object], by: Actor, now: datetime) -> None:
    county = wanted.area[:6] if len(wanted.area) >= 6 else journal.NATION
    facts = {"area": wanted.area, "state": wanted.state, "category": wanted.category, **told}
    fact = journal.Fact("exchange.export", f"person:{by.id}", facts)
    with transaction.atomic():
        journal.append(county, [fact], by=by, now=now)


def _lines(wanted: Wanted, kind: str, by: Actor, now: datetime) -> Lines:
    columns, count, after = sheets.KINDS[kind], 0, ""
    yield sheets.headings(columns)
    while True:
        page = matters.ledger.seen(by, replace(wanted, after=after), at_most=PAGE, now=now)
        for row in page.rows:
            yield sheets.cells(row, columns)
        count, after = count + len(page.rows), page.next_after
        if not after:
            break
    yield [watermark(who(by, now), count, now=now)]


def who(by: Actor, now: datetime) -> str:
    """Post and name, for the line under the file."""
    if by.kind is not ActorKind.STAFF or by.id is None:
        return _("系统")
    held = org.held(by, on=local(now).date())
    name = accounts.person_name(by.id)
    return org.post_line(held[0], name) if held else name


# --- answers for a source ---


def answers(code: str, since: date | None, *, by: Actor, now: datetime) -> Lines:
    """What became of a source's matters, under its own number: those that moved since a day, and that lie
    where this person dispatches."""
    source = source_for(by, code, now=now)
    grounds = grounds_of(by, local(now).date())
    if not runs(source, grounds):
        raise no_such_source()
    fact = journal.Fact("exchange.answers", f"source:{source.id}", {"code": code})
    with transaction.atomic():
        journal.append(home_of(source), [fact], by=by, now=now)
    return _answered(source, grounds, since, by, now)


def _answered(
    source: Source, grounds: tuple[str, ...], since: date | None, by: Actor, now: datetime
) -> Lines:
    mapped = mapped_of(newest(source))
    names = [mapped.answers.get(name) or str(told) for name, (told, _tell) in sheets.ANSWERS.items()]
    yield [mapped.heading_of("number") or _("对方编号"), *names]
    count = 0
    for page in _arrivals(source):
        rows = matters.ledger.of([ref for _number, ref in page], now=now)
        for number, ref in page:
            row = rows.get(ref.id)
            if row and any(territory.covers(g, row.area) for g in grounds) and _moved(row, since):
                count += 1
                yield [number, *(tell(row) for _told, tell in sheets.ANSWERS.values())]
    yield [watermark(who(by, now), count, now=now)]


def _moved(row: "matters.ledger.Row", since: date | None) -> bool:
    return since is None or local(row.moved_at).date() >= since


def _arrivals(source: Source) -> Iterator[list[tuple[str, Ref]]]:
    """In the order of their numbers, which the unique rule keeps at hand."""
    last = ""
    mine = Arrival.objects.filter(county=home_of(source), source=source).exclude(matter=None)
    while page := list(mine.filter(number__gt=last).order_by("number")[:PAGE]):
        yield [(row.number, Ref(row.matter_county, row.matter)) for row in page if row.matter]
        last = page[-1].number
