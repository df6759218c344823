"""The kinds of panel members that travel with Lianxin. An example: which 四长 and 五老 a place means is its
own, and its keeper changes them on a page."""

import csv
from datetime import datetime
from pathlib import Path

from lianxin.kernel.actor import Actor
from lianxin.mediation.actions.panel import KindDraft, keep_kind
from lianxin.mediation.queries.panel import kinds

KINDS = Path(__file__).parent / "data" / "panel_kinds.csv"


def seed(*, by: Actor, now: datetime) -> None:
    """Bring in the kinds where there are none: what a keeper has changed stays changed."""
    if kinds():
        return
    with KINDS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            mediates = row.pop("mediates") == "yes"
            keep_kind(KindDraft(**row, mediates=mediates), by=by, now=now)
