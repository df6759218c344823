"""Texts without a history, told as residents' reports in a town that stands: is each one located, told apart
and sent to a unit? The folder's texts.json says which field is what, and which label means which category."""

import json
import time as stopwatch
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid5

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.matters.public import Report, classifier, history, submit_report
from lianxin.org import public as org
from lianxin.shell.replay.carry import REQUESTS
from lianxin.shell.replay.run import QUIET, Watch
from lianxin.shell.town.lay import lay_town
from lianxin.territory import public as territory

UNCLASSIFIED = "unclassified"
FOLDS = 5
EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Story:
    id: str
    text: str
    wanted: str


@dataclass(frozen=True)
class Came:
    """Where one text went. `grid` is where it happened, `area` where Lianxin put it; `category` is Lianxin's
    own word (nobody gave one), `unit` the name of the unit that has it, "" when a dispatcher must choose."""

    id: str
    grid: str
    area: str
    wanted: str
    category: str
    unit: str
    unit_kind: str


@dataclass(frozen=True)
class TextsCarried:
    """The texts told twice: to a town that knows its own lexicon only, and to one that has been taught with
    the other parts of the same texts (each text by a model that never saw its part)."""

    data: str
    came: list[Came]
    taught: list[Came]
    seconds: float

    @property
    def ok(self) -> bool:
        """Every text became a report and lies where it happened."""
        return all(one.area == one.grid for one in (*self.came, *self.taught))

    def report(self) -> dict[str, Any]:
        return {
            "data": self.data,
            "engine": connection.vendor,
            "texts": len(self.came),
            "folds": FOLDS,
            "out_of_the_box": _figures(self.came),
            "after_training": _figures(self.taught),
            "seconds": round(self.seconds, 1),
        }


def measured(came: Sequence[Came]) -> classifier.Measured:
    return classifier.measure([one.wanted for one in came], [one.category for one in came])


def _figures(came: Sequence[Came]) -> dict[str, Any]:
    n = len(came)
    return {
        "located": _share(sum(one.area == one.grid for one in came), n),
        "suggested": _share(sum(one.category != UNCLASSIFIED for one in came), n),
        "right": _share(sum(one.category == one.wanted for one in came), n),
        "routed": _share(sum(bool(one.unit) for one in came), n),
        "units": dict(Counter(one.unit_kind or "desk" for one in came).most_common()),
        "confusion": asdict(measured(came)),
        "came": [asdict(one) for one in came],
    }


def _share(count: int, of: int) -> dict[str, float]:
    return {"count": count, "share": round(count / of, 3) if of else 0.0}


def is_texts(folder: Path) -> bool:
    return (folder / "texts.json").exists()


def replay_texts(
    folder: Path, data: Path, limit: int | None = None, *, now: datetime, watch: Watch = QUIET
) -> TextsCarried:
    """Submit every text as a report from a point in the town's grids, its communities in turn. Where the
    town does not stand yet, the sample town is laid out first."""
    began = stopwatch.perf_counter()
    told = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    stories = list(islice(_stories(told, data), limit))
    if not territory.known(told["town"], now.date()):
        watch.said("laying out the town")
        lay_town(now=now - timedelta(days=1), sample=False)
    watch.begun(2 * len(stories))
    town = _Town(told["town"], dict(zip(stories, _in_turn(told["town"], now), strict=False)), now, watch)
    came = town.hears(stories, "own")
    watch.said(f"again, taught with {FOLDS - 1} of {FOLDS} parts")
    return TextsCarried(data.name, came, _taught(town, stories), stopwatch.perf_counter() - began)


@dataclass(frozen=True)
class _Town:
    """A town that stands, and where in it each story happened."""

    area: str
    grids: dict[Story, str]
    now: datetime
    watch: Watch

    def hears(self, stories: Sequence[Story], telling: str) -> list[Came]:
        """Submit the stories; `telling` keeps the ids of one round apart from another's."""
        sent = {}
        for number, story in enumerate(stories):
            report = _report(story, self.grids[story], telling, self.now + number * EVERY)
            submitted = submit_report(report, by=Actor.resident(), now=report.made_at)
            sent[submitted.ref.id] = story
            self.watch.step()
        outcome = {one.ref.id: one for one in _all(self.area) if one.ref.id in sent}
        return [_came(story, self.grids[story], outcome[id_]) for id_, story in sent.items()]


def _taught(town: _Town, stories: Sequence[Story]) -> list[Came]:
    """Each part told to a town that serves a model of the other parts, put where a town's own model lies."""
    trainer, own = classifier.trainer(), settings.CLASSIFIER
    names = {card.code: card.name for card in org.categories()}
    part_of = trainer.deal([story.wanted for story in stories], FOLDS)
    came: list[Came] = []
    with TemporaryDirectory(prefix="lianxin-models-") as folder:
        try:
            for part in range(FOLDS):
                known = [story for story, its in zip(stories, part_of, strict=True) if its != part]
                model = trainer.train([one.text for one in known], [one.wanted for one in known], names=names)
                settings.CLASSIFIER = Path(folder) / f"without-{part}.npz"
                model.save(settings.CLASSIFIER)
                told = [story for story, its in zip(stories, part_of, strict=True) if its == part]
                came += town.hears(told, "taught")
        finally:
            settings.CLASSIFIER = own
    return came


def _stories(told: dict[str, Any], data: Path) -> Iterator[Story]:
    """One object a line. The same text under two lines is two reports: two people may say the same."""
    with data.open(encoding="utf-8") as file:
        for line, row in enumerate(map(json.loads, file), 1):
            label = row[told["label"]]
            if label not in told["labels"]:
                raise Invalid(
                    _("第 %(line)d 行的类别“%(label)s”没有对应的分类。") % {"line": line, "label": label}
                )
            yield Story(f"{row[told['id']]}:{line}", row[told["text"]], told["labels"][label])


def _in_turn(town: str, now: datetime) -> Iterator[str]:
    """The grids of the communities in turn: the first of each, then the second of each …"""
    communities = [division.code for division in territory.children(town, now.date())]
    grids = [[grid.code for grid in territory.grids_of(code) if grid.code] for code in communities]
    turns = [cycle(codes) for codes in grids if codes]
    if not turns:
        raise Invalid(
            _("%(place)s还没有网格,文本没有地方可放。") % {"place": territory.full_name(town) or town}
        )
    for turn in cycle(turns):
        yield next(turn)


def _report(story: Story, grid: str, telling: str, at: datetime) -> Report:
    inside = territory.outline_of(grid).representative_point()
    return Report(
        id=uuid5(REQUESTS, f"texts:{telling}:{story.id}"),
        text=story.text,
        made_at=at,
        credential="replay:texts",
        point=Point(inside.x, inside.y),
        channel="replay",
    )


def _all(area: str) -> Iterator[history.Outcome]:
    after = None
    while page := history.outcomes(area, after=after, at_most=500):
        yield from page
        after = page[-1].ref.id


def _came(story: Story, grid: str, outcome: history.Outcome) -> Came:
    unit = org.unit(outcome.unit) if outcome.unit else None
    return Came(
        id=story.id,
        grid=grid,
        area=outcome.area,
        wanted=story.wanted,
        category=outcome.category or UNCLASSIFIED,
        unit=unit.name if unit else "",
        unit_kind=unit.kind if unit else "",
    )
