"""Fills a database with matters on the real divisions, straight into the tables: the bench measures reading
and writing among a million, and carrying a million through the verbs would take a day."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count, islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

from lianxin.kernel.clock import local
from lianxin.kernel.ids import uuid7
from lianxin.org import public as org
from lianxin.search.public import rebuilding
from lianxin.shell.words import Generator
from lianxin.territory import public as territory

# Below the front doors on purpose: rows by the thousand, and no verb speaks by the thousand.
Matter = apps.get_model("matters", "Matter")
Movement = apps.get_model("matters", "Movement")
Clock = apps.get_model("deadlines", "Clock")
BATCH = 5_000
PLAIN = {models.CharField, models.TextField, models.BigIntegerField}  # stored as they are
OPEN_SHARE = 0.05
HOME, AT_HOME = "140403001004001", 0.33  # a third, as the county's share of a province never would be
ENDED = ("closed", "rated", "rated", "rated", "declined", "withdrawn")
OPEN = ("submitted", "routed", "accepted", "handling", "handled", "verified")


def fill(number: int, *, now: datetime, progress: Callable[[int], None], at_home: float = AT_HOME) -> None:
    """Write `number` matters of two years with two movements and a clock each, in batches; then lay them into
    the search index. `at_home`: the part of them that lies in the county which the bench looks into."""
    dice = random.Random(number)  # noqa: S311  # figures are compared, so the rows must come out the same
    words = Generator(number)
    divisions = territory.divisions_in("14", local(now).date())
    areas = [division.code for division in divisions if division.tier == territory.Tier.COMMUNITY]
    units = {card.kind: card.id for card in org.units_in("", "urban_management")}
    unit = next(iter(units.values()), None)
    for start in range(0, number, BATCH):
        lying = (HOME if dice.random() < at_home else dice.choice(areas) for _row in count())
        rows = [_matter(dice, words, area, unit, now) for area in islice(lying, min(BATCH, number - start))]
        with transaction.atomic():
            write(Matter, rows)
            write(Movement, [move for row in rows for move in _moves(row)])
            write(Clock, [_clock(row) for row in rows])
        progress(len(rows))
    rebuilding.owe(emptied=True)
    while rebuilding.lay_some():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _matter(
    dice: random.Random, words: Generator, area: str, unit: UUID | None, now: datetime
) -> models.Model:
    said = words.report()
    received = now - timedelta(seconds=dice.random() * 63_072_000)
    is_open = dice.random() < OPEN_SHARE
    id_ = uuid7()
    return Matter(
        id=id_,
        county=area[:6],
        number=f"{area[:6]}-{received:%y%m%d}-{id_.hex[-10:]}",
        code_digest=id_.hex * 2,
        text=said.text,
        place=said.place,
        area=area,
        channel="bench",
        category=said.category,
        state=dice.choice(OPEN if is_open else ENDED),
        version=2,
        desk=area[:9],
        unit_id=unit,
        made_at=received,
        received_at=received,
        moved_at=received,
        due_at=received + timedelta(days=7),
        ended_at=None if is_open else received + timedelta(days=dice.random() * 9),
    )


def _moves(row: Any) -> Iterator[models.Model]:
    for version, verb in ((1, "submit"), (2, "route")):
        yield Movement(
            county=row.county,
            matter_id=row.id,
            version=version,
            verb=verb,
            state_after="submitted" if version == 1 else "routed",
            actor_kind="system",
            at=row.received_at,
        )


def _clock(row: Any) -> models.Model:
    return Clock(
        county=row.county,
        subject=f"matter:{row.id}",
        kind="answer",
        service="ordinary",
        started_at=row.received_at,
        counted_from=row.received_at,
        due_at=row.due_at,
        stopped_at=row.ended_at or row.due_at,
    )


def write(model: type[models.Model], rows: list[Any]) -> None:
    """COPY on PostgreSQL, one executemany on SQLite: ten times as fast as the ORM's inserts."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    told = [(field.attname, _plain(field)) for field in fields]
    values = ([plain(getattr(row, name)) for name, plain in told] for row in rows)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["%s"] * len(fields))
            rows_of_values = list(values)
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows_of_values)  # noqa: S608


def _plain(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """How a value of this field goes to the driver. The connection itself is bound, not Django's door to it:
    that door is asked for millions of times otherwise."""
    if isinstance(field, models.JSONField):
        return partial(json.dumps, ensure_ascii=False)
    if type(field) in PLAIN:
        return lambda value: value
    return partial(field.get_db_prep_save, connection=connections[DEFAULT_DB_ALIAS])
