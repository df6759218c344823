"""Taking in an edition of the division codes."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.spreadsheets import BadRow, Row, read_rows
from lianxin.pages.public import permission
from lianxin.territory import models
from lianxin.territory.editions import COLUMNS, Edition, Plan, plan_edition
from lianxin.territory.gazetteer import Division

Progress = Callable[[int, int], None]
_AT_ONCE = 5000


@dataclass(frozen=True)
class ImportResult:
    """How many rows went in, and those that did not. `changed` counts new names."""

    added: int = 0
    changed: int = 0
    closed: int = 0
    bad: list[BadRow] = field(default_factory=list)


def quiet(done: int, total: int) -> None:
    """Progress that nobody watches."""


def import_divisions(
    source: Path | Sequence[Path] | Iterable[Row],
    *,
    by: Actor,
    now: datetime,
    valid_from: date | None = None,
    whole_of: str | None = None,
    progress: Progress = quiet,
    dry_run: bool = False,
) -> ImportResult:
    """Take in divisions from files (CSV, XLSX; the first row names the columns) or rows, in force from
    `valid_from` (today): unknown codes are added, new names open a new span, a row with `replaced_by` closes
    its code, and where the file is `whole_of` an area ("" is the country) what it leaves out there is closed.
    Bad rows stay out and come back. The same file again changes nothing. `progress(done, total)`."""
    files = [source] if isinstance(source, Path) else source if isinstance(source, Sequence) else []
    label = " ".join(item.name for item in files if isinstance(item, Path))
    edition = Edition(valid_from or local(now).date(), label, whole_of)
    return take_edition(_rows(source), edition, by=by, now=now, progress=progress, dry_run=dry_run)


def take_edition(
    rows: Iterable[Row],
    edition: Edition,
    *,
    by: Actor,
    now: datetime,
    progress: Progress = quiet,
    dry_run: bool = False,
) -> ImportResult:
    permission.require_keeper(by)
    with transaction.atomic():
        bump("divisions")  # first: two imports at once take turns on this row
        plan = plan_edition(rows, _standing(), edition)
        touched = len(plan.add) + len(plan.rename) + len(plan.close)
        if dry_run or not touched:
            transaction.set_rollback(True)
        else:
            _carry_out(plan, edition, progress)
            bump("divisions")  # and last: a copy that was read in between is of no use
            bump("map")  # the map shows the names
            append(NATION, [_fact(plan, edition)], by=by, now=now)
    return ImportResult(len(plan.add), len(plan.rename), len(plan.close), plan.bad)


def _rows(source: Path | Sequence[Path] | Iterable[Row]) -> Iterable[Row]:
    for item in [source] if isinstance(source, Path) else source:
        if isinstance(item, Row):
            yield item
        else:
            yield from read_rows(item, COLUMNS)


def _standing() -> dict[str, Division]:
    """The latest span of every code, read under the lock and not from the snapshot."""
    rows = models.Division.objects.order_by("code", "valid_from").values_list(
        "code", "name", "valid_from", "valid_until", "replaced_by"
    )
    return {row[0]: Division._make(row) for row in rows.iterator(chunk_size=20_000)}


def _carry_out(plan: Plan, edition: Edition, progress: Progress) -> None:
    """A name that is corrected on the day it began is mended in place: it never stood for a whole day."""
    same_day = [(span, name) for span, name in plan.rename if span.valid_from == edition.valid_from]
    for span, name in same_day:
        models.Division.objects.filter(code=span.code, valid_from=span.valid_from).update(name=name)
    renewed = [(span, name) for span, name in plan.rename if span.valid_from != edition.valid_from]
    closing: dict[str, list[str]] = {}
    for span, successor in plan.close:
        closing.setdefault(successor, []).append(span.code)
    closing.setdefault("", []).extend(span.code for span, _name in renewed)
    for successor, codes in closing.items():
        for i in range(0, len(codes), 500):
            models.Division.objects.filter(code__in=codes[i : i + 500], valid_until__isnull=True).update(
                valid_until=edition.valid_from, replaced_by=successor
            )
    _open([*plan.add, *((span.code, name) for span, name in renewed)], edition, progress)


def _open(named: list[tuple[str, str]], edition: Edition, progress: Progress) -> None:
    for i in range(0, len(named), _AT_ONCE):
        models.Division.objects.bulk_create(
            [
                models.Division(
                    code=code, name=name, valid_from=edition.valid_from, source=edition.source[:120]
                )
                for code, name in named[i : i + _AT_ONCE]
            ]
        )
        progress(min(i + _AT_ONCE, len(named)), len(named))


def _fact(plan: Plan, edition: Edition) -> Fact:
    """The rows themselves keep the history; the chain keeps their digest."""
    told = [*plan.add, *((span.code, name) for span, name in plan.rename)]
    told += [(span.code, f"→{successor}") for span, successor in plan.close]
    digest = hashlib.sha256("\n".join(f"{code} {name}" for code, name in told).encode()).hexdigest()
    counts = {"added": len(plan.add), "changed": len(plan.rename), "closed": len(plan.close)}
    payload = {**counts, "bad": len(plan.bad), "valid_from": edition.valid_from.isoformat(), "sha256": digest}
    return Fact("territory.import_divisions", f"divisions:{edition.whole_of or '*'}", payload)
