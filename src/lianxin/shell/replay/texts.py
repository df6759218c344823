"""Texts without a history, told as residents' reports in a town that stands: is each one located, told apart
and sent to a unit? The folder's texts.json says which field is what, and which label means which category."""

import json
import time as stopwatch
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.db import connection
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.matters.public import Outcome, Report, classifier, outcomes, submit_report
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
    data: str
    came: list[Came]
    own: classifier.Measured
    trained: classifier.Measured
    routed_after_training: int
    seconds: float

    @property
    def ok(self) -> bool:
        """Every text became a report and lies where it happened."""
        return all(one.area == one.grid for one in self.came)

    def report(self) -> dict[str, Any]:
        n = len(self.came)
        return {
            "data": self.data,
            "engine": connection.vendor,
            "texts": n,
            "located": _share(sum(one.area == one.grid for one in self.came), n),
            "suggested": _share(sum(one.category != UNCLASSIFIED for one in self.came), n),
            "right": _share(sum(one.category == one.wanted for one in self.came), n),
            "routed": _share(sum(bool(one.unit) for one in self.came), n),
            "units": dict(Counter(one.unit_kind or "desk" for one in self.came).most_common()),
            "right_after_training": round(self.trained.accuracy, 3),
            "routed_after_training": _share(self.routed_after_training, n),
            "folds": FOLDS,
            "own_words": asdict(self.own),
            "after_training": asdict(self.trained),
            "seconds": round(self.seconds, 1),
            "came": [asdict(one) for one in self.came],
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
    watch.begun(len(stories))
    places = dict[str, str]()
    sent = {}
    for number, (story, grid) in enumerate(zip(stories, _in_turn(told["town"], now), strict=False)):
        report = _report(story, grid, now + number * EVERY)
        submitted = submit_report(report, by=Actor.resident(), now=report.made_at)
        sent[submitted.ref.id] = story
        places[story.id] = grid
        watch.step()
    outcome = {one.ref.id: one for one in _all(told["town"]) if one.ref.id in sent}
    came = [_came(story, places[story.id], outcome[id_]) for id_, story in sent.items()]
    own = classifier.measure([one.wanted for one in came], [one.category for one in came])
    watch.said(f"training on {FOLDS - 1} of {FOLDS} parts, {FOLDS} times")
    guessed = _after_training(stories)
    trained = classifier.measure([story.wanted for story in stories], guessed)
    routed = sum(_has_lead(category, one.area, now) for category, one in zip(guessed, came, strict=True))
    return TextsCarried(data.name, came, own, trained, routed, stopwatch.perf_counter() - began)


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


def _report(story: Story, grid: str, at: datetime) -> Report:
    inside = territory.outline_of(grid).representative_point()
    return Report(
        id=uuid5(REQUESTS, f"texts:{story.id}"),
        text=story.text,
        made_at=at,
        credential="replay:texts",
        point=Point(inside.x, inside.y),
        channel="replay",
    )


def _all(area: str) -> Iterator[Outcome]:
    after = None
    while page := outcomes(area, after=after, at_most=500):
        yield from page
        after = page[-1].ref.id


def _came(story: Story, grid: str, outcome: Outcome) -> Came:
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


def _after_training(stories: list[Story]) -> list[str]:
    names = {card.code: card.name for card in org.categories()}
    texts, wanted = [story.text for story in stories], [story.wanted for story in stories]
    return list(classifier.trainer().cross_validate(texts, wanted, FOLDS, names=names))


def _has_lead(category: str, area: str, now: datetime) -> bool:
    return not isinstance(org.lead_for(category, area, on=now.date()), org.Gap)
