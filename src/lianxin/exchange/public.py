"""The front door of exchange."""

from lianxin.exchange.actions.batches import confirm, drop, forget_files, go_on, receive
from lianxin.exchange.actions.exporting import Lines, Order, answers, export
from lianxin.exchange.actions.sources import change_source, found_source, keep_mapping, match
from lianxin.exchange.actions.working import advance, work
from lianxin.exchange.contracts import BatchCard, SourceDraft
from lianxin.exchange.fields import REASON, Mapped
from lianxin.exchange.models import RUNNING
from lianxin.exchange.queries.batches import bad_lines, batch_card, to_mend
from lianxin.exchange.queries.sources import source_card, sources
from lianxin.kernel.writing import csv_lines, write

__all__ = [
    "REASON",
    "RUNNING",
    "BatchCard",
    "Lines",
    "Mapped",
    "Order",
    "SourceDraft",
    "advance",
    "answers",
    "bad_lines",
    "batch_card",
    "change_source",
    "confirm",
    "csv_lines",
    "drop",
    "export",
    "forget_files",
    "found_source",
    "go_on",
    "keep_mapping",
    "match",
    "receive",
    "source_card",
    "sources",
    "to_mend",
    "work",
    "write",
]
