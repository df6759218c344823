"""Taking in files of grids that others drew."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.kernel.spreadsheets import BadRow
from lianxin.pages.public import permission
from lianxin.territory.actions.divisions import Progress, quiet
from lianxin.territory.actions.grids import Checked, checked_grids, write_grids
from lianxin.territory.codes import Tier
from lianxin.territory.cover import Fault, GridShape, NotACover
from lianxin.territory.geodata import Feature, read_features

GRID_PROPERTIES = {
    "code": ("code", "CODE", "grid_code", "网格编码", "网格代码", "编码", "代码", "community", "社区代码"),
    "name": ("name", "NAME", "名称", "网格名称"),
    "kind": ("kind", "类型", "网格类型"),
    "households": ("households", "户数"),
}
MOST_DIGITS = 6  # no grid has a million households
_SPECIAL = ("special", "专属网格", "专属")


@dataclass(frozen=True)
class GridImport:
    """`saved`: communities whose grids are in (`changed` of them were not so before); `refused`: those whose
    set is no cover, with the faults and where; `bad`: features that belong nowhere."""

    saved: list[str] = field(default_factory=list)
    changed: int = 0
    refused: dict[str, list[Fault]] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)


class _Read(NamedTuple):
    sets: dict[str, list[GridShape]]
    bad: list[BadRow]


def import_grids(
    path: Path,
    *,
    by: Actor,
    now: datetime,
    system: str = "wgs84",
    only: str = "",
    progress: Progress = quiet,
) -> GridImport:
    """Take in grids from GeoJSON or a shapefile. A feature names its grid (15 digits) or its community
    (12; it is then numbered from where it lies); `only` gives the community for features that name none. Each
    community's set goes in whole or is refused whole; one refusal does not stop the others."""
    permission.require_keeper(by, only)
    read = _read(read_features(path, system), only)
    result = GridImport(bad=read.bad)
    counties: dict[str, list[Checked]] = {}
    for done, (community, shapes) in enumerate(sorted(read.sets.items()), 1):
        try:
            checked = Checked(community, checked_grids(community, shapes))
            counties.setdefault(community[: Tier.DISTRICT], []).append(checked)
            result.saved.append(community)
        except NotACover as refusal:
            result.refused[community] = refusal.faults
        except (NotFound, Invalid) as refusal:
            result.refused[community] = [Fault("code", None, refusal.sentence)]
        progress(done, len(read.sets))
    changed = sum(write_grids(sets, by=by, now=now) for sets in counties.values())
    return GridImport(result.saved, changed, result.refused, result.bad)


def read_grids(path: Path, community: str, system: str) -> list[GridShape]:
    """The shapes that `import_grids` would take for one community, unchecked: to show what is wrong."""
    return _read(read_features(path, system), community).sets.get(community, [])


def _read(features: Iterable[Feature], only: str) -> _Read:
    read = _Read({}, [])
    for feature in features:
        code = feature.text(*GRID_PROPERTIES["code"]) or only
        community = code[: Tier.COMMUNITY]
        fault = feature.fault or _fault(code, only)
        if fault:
            read.bad.append(BadRow(feature.number, fault, str(dict(feature.properties))[:200]))
        else:
            read.sets.setdefault(community, []).append(_shape(feature, code))
    return read


def _fault(code: str, only: str) -> str:
    if not code.isdigit() or len(code) not in {Tier.COMMUNITY, Tier.GRID}:
        return _("没有网格代码(15 位)或社区代码(12 位)。")
    if only and not code.startswith(only):
        return _("代码 %(code)s 不在 %(area)s 里。") % {"code": code, "area": only}
    return ""


def _count(told: str) -> int | None:
    """ "312" or "312.0", as a count that can be true; anything else is not said."""
    whole, _dot, rest = told.partition(".")
    is_number = whole.isascii() and whole.isdigit() and len(whole) <= MOST_DIGITS
    return int(whole) if is_number and not rest.strip("0") else None


def _shape(feature: Feature, code: str) -> GridShape:
    households = feature.text(*GRID_PROPERTIES["households"])
    return GridShape(
        code if len(code) == Tier.GRID else None,
        feature.text(*GRID_PROPERTIES["name"]),
        "special" if feature.text(*GRID_PROPERTIES["kind"]) in _SPECIAL else "general",
        feature.shape,
        _count(households),
    )
