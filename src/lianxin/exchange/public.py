"""The front door of exchange."""

from lianxin.exchange.actions.batches import confirm, drop, forget_files, go_on, receive
from lianxin.exchange.actions.exporting import Lines, Order, answers, export
from lianxin.exchange.actions.sources import change_source, found_source, keep_mapping, match
from lianxin.exchange.actions.working import advance, work
from lianxin.exchange.contracts import BatchCard, SourceDraft
from lianxin.exchange.fields import Mapped
from lianxin.exchange.models import RUNNING
from lianxin.exchange.queries.batches import bad_lines, batch_card
from lianxin.exchange.queries.sources import source_card, sources
from lianxin.exchange.writing import write

__all__ = [
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
    "work",
    "write",
]
