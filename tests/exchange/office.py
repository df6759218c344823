"""市12345 of the tests: its files, sent, matched, tried and confirmed by 潞州区's dispatcher."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import openpyxl

from lianxin.exchange import public as exchange
from lianxin.exchange.contracts import BatchCard
from lianxin.exchange.models import Arrival, Batch
from lianxin.exchange.public import Mapped, SourceDraft
from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.public import Ref
from town import Town

HEADINGS = (
    "工单编号",
    "诉求内容",
    "诉求类型",
    "所属社区",
    "事发地址",
    "来电时间",
    "办理时限",
    "来电人",
    "联系电话",
    "工单状态",
)
MEANT = ("number", "text", "category", "area", "place", "made_at", "promised", "name", "phone", "status")
COLUMNS = dict(zip(HEADINGS, MEANT, strict=True))


def row(n: int = 1, **other: str) -> list[str]:
    cells = dict(zip(MEANT, (
        f"CZ2026{n:04}",
        f"城隍庙广场北口第{n}个井盖坏了", "市政设施", "城隍庙社区", "广场北口", "2026-11-20 09:30",
        "2026-11-30 18:00", "王女士", "13800138000", "待办理",
    ), strict=True))  # fmt: skip
    return list({**cells, **other}.values())


def as_csv(
    rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, encoding: str = "utf-8-sig"
) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([headings, *rows])
    return out.getvalue().encode(encoding)


def as_book(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    for cells in (headings, *rows):
        book.active.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class Office:
    """`by` sends its files; `now` is the town's."""

    town: Town
    code: str = "sz12345"
    by: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.by = self.town.luxianpai

    @property
    def now(self) -> datetime:
        return self.town.now

    def matched(self, **more: Any) -> "Office":
        told = {"columns": COLUMNS, "categories": {"市政设施": "facility.manhole"}, **more}
        exchange.keep_mapping(self.code, Mapped(**told), by=self.by, now=self.now)
        return self

    def sent(self, raw: bytes) -> UUID:
        return exchange.receive(self.code, raw, by=self.by, now=self.now)

    def work(self, rounds: int = 1000) -> None:
        for _round in range(rounds):
            if not exchange.work(self.now):
                return

    def tried(self, raw: bytes) -> BatchCard:
        batch = self.sent(raw)
        self.work()
        return self.card(batch)

    def taken(self, raw: bytes) -> BatchCard:
        batch = self.tried(raw)
        assert batch.step == "checked", batch
        exchange.confirm(self.code, batch.id, by=self.by, now=self.now)
        self.work()
        return self.card(batch.id)

    def card(self, batch: UUID) -> BatchCard:
        return exchange.batch_card(self.by, self.code, batch, now=self.now)

    def row(self, batch: UUID) -> Batch:
        return Batch.objects.select_related("source").get(id=batch)

    def refs(self) -> dict[str, Ref]:
        return {a.number: Ref(a.matter_county, a.matter) for a in Arrival.objects.all() if a.matter}

    def matter(self, number: str) -> "matters.ledger.Row":
        ref = self.refs()[number]
        return matters.ledger.of([ref], now=self.now)[ref.id]


def opened(town: Town) -> Office:
    office = Office(town)
    draft = SourceDraft("sz12345", "市12345", town.county)
    exchange.found_source(draft, by=town.luxianpai, now=town.now)
    return office


__all__ = ["COLUMNS", "HEADINGS", "Mapping", "Office", "as_book", "as_csv", "opened", "row", "timedelta"]
