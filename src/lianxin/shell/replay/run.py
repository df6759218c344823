"""One replay from end to end: read, prepare, lay out, carry, compare."""

import time as stopwatch
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.errors import NotNow
from lianxin.matters.public import history
from lianxin.shell.replay.carry import Carried, Carrier, moments_of
from lianxin.shell.replay.compare import Compared, compare
from lianxin.shell.replay.count import Counted, count
from lianxin.shell.replay.lay import lay_out
from lianxin.shell.replay.requests import Told, read_requests
from lianxin.shell.replay.sheets import prepare
from lianxin.shell.replay.town import read_town

ODD_SHOWN = 200


@dataclass(frozen=True)
class Replayed:
    """Everything a replay found out. `report()` is what goes into JSON."""

    town: str
    data: str
    told: Told
    carried: Carried
    counted: Counted
    compared: Compared
    seconds: float
    unheard: int  # news that no reaction could take in
    broken: list[str]  # counties whose chain does not hold

    @property
    def ok(self) -> bool:
        return not (self.compared.differences or self.unheard or self.broken)

    def report(self) -> dict[str, Any]:
        calls, seconds = self.carried.calls, self.carried.seconds
        spent = {
            name: {"calls": calls[name], "cpu_ms_each": _each(seconds[name], calls[name])} for name in calls
        }
        return {
            "town": self.town,
            "data": self.data,
            "engine": connection.vendor,
            "equal": self.ok,
            "rows": self.told.rows,
            "repeats": {
                "rows": len(self.told.repeats),
                "answered_as_the_same": self.carried.again,
                "refused_for_other_words": self.carried.mismatched,
            },
            "lianxin": {"by_request": self.compared.by_request, "by_row": self.compared.by_row},
            "file": {"by_request": self.counted.by_request, "by_row": self.counted.by_row},
            "differences": [asdict(difference) for difference in self.compared.differences],
            "ended_twice": self.carried.after_end,
            "oddities": dict(Counter(oddity.what for oddity in self.told.oddities)),
            "odd_rows": [asdict(oddity) for oddity in self.told.oddities[:ODD_SHOWN]],
            "unheard": self.unheard,
            "journal_broken": self.broken,
            "seconds": round(self.seconds, 1),
            "verbs": spent,
        }


def _each(seconds: float, calls: int) -> float:
    return round(1000 * seconds / calls, 2) if calls else 0.0


@dataclass(frozen=True)
class Watch:
    """How somebody follows it: `said` gets words, `begun` the number of steps to come, `step` every step."""

    said: Callable[[str], None] = lambda words: None
    begun: Callable[[int], None] = lambda total: None
    step: Callable[[], None] = lambda: None


QUIET = Watch()


def replay(
    folder: Path, data: Path, work: Path, limit: int | None = None, *, watch: Watch = QUIET
) -> Replayed:
    """Replay a town's file into the present database, which must not hold matters of that town yet. The
    sheets are written into `work`. `limit`: only the first rows of the file."""
    began = stopwatch.perf_counter()
    town = read_town(folder)
    if history.outcomes(town.desk, at_most=1):
        raise NotNow(
            _("这个数据库里已经有%(town)s的事项了。") % {"town": town.name},
            instead=_("请用 --data 指定一个空的数据目录。"),
        )
    watch.said("reading the file")
    told = read_requests(town, data, limit)
    sheets = prepare(town, told, work)
    staff = lay_out(town, sheets, said=watch.said)
    carrier = Carrier(town, sheets, staff, told)
    watch.begun(len(moments_of(told)))
    carried = carrier.run(watch.step)
    watch.said("comparing with the file")
    counted = count(folder, data, limit)
    compared = compare(town.desk, told, carried, counted)
    broken = [county for county in journal.counties() if journal.verify(county) is not None]
    took = stopwatch.perf_counter() - began
    return Replayed(
        town.name, data.name, told, carried, counted, compared, took, journal.unheard().count(), broken
    )
