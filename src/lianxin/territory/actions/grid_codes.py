"""Which code a grid bears. A code belongs to one piece of land for good: matters, duties and the journal name
places by it. So a grid that is redrawn gives its code up, nobody gets it again, and new grids go on beyond
the highest number that the community ever used (as GB/T 30428.1 has it for the cells of a city).

A file states its own codes. A code that stands may be stated again for a grid whose line was corrected: a
new survey moves a wall by some metres, and a place that people know is not renamed for that. CORRECTED
bounds it: what differs by more is another piece of land and needs a new code, and so does whatever bears a
code that has ended, unless it is the very shape that ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.territory import models
from lianxin.territory.codes import after
from lianxin.territory.cover import Fault, GridShape, same_land
from lianxin.territory.drawing import numbering
from lianxin.territory.gazetteer import gazetteer
from lianxin.territory.shapes import square_metres
from lianxin.territory.spelling import short_name

MOST_GRIDS = 999  # three digits
CORRECTED = 0.05  # of the grid's area


@dataclass(frozen=True)
class Former:
    """The grid for which a code stands, or stood last; its shape bears the code."""

    shape: GridShape
    in_force: bool


def former_grids(community: str) -> dict[str, Former]:
    """Every code the community ever used, from the store and not from the snapshot."""
    span = {"code__gte": community, "code__lt": after(community)}
    rows = models.Grid.objects.filter(**span).order_by("code", "valid_from")
    return {
        row.code: Former(
            GridShape(row.code, row.name, row.kind, shapely.from_wkb(bytes(row.wkb)), row.households),
            row.valid_until is None,
        )
        for row in rows
    }


def coded(community: str, shapes: Sequence[GridShape]) -> list[GridShape]:
    """Codes for those that have none: a shape that stands already keeps its code, and its name where it
    brings none; the others get the next numbers never used, row by row from the north, each row from west to
    east. And a name for those without one."""
    used = former_grids(community)
    stated = {shape.code for shape in shapes if shape.code}
    standing = [one.shape for code, one in used.items() if one.in_force and code not in stated]
    kept = [shape if shape.code else _kept(shape, standing) for shape in shapes]
    fresh = [shape for shape in kept if shape.code is None]
    numbers = _next_numbers(len(fresh), {*used, *stated})
    order = numbering([shape.polygon for shape in fresh]) if fresh else []
    numbered = [replace(fresh[i], code=f"{community}{n:03d}") for i, n in zip(order, numbers, strict=True)]
    place = short_name(gazetteer.get().name(community))
    whole = [shape for shape in kept if shape.code] + numbered
    named = [replace(s, name=s.name.strip()[:80] or _default_name(place, s.code or "")) for s in whole]
    return sorted(named, key=lambda shape: shape.code or "")


def _kept(shape: GridShape, standing: list[GridShape]) -> GridShape:
    """The shape with what is known of it already, when it is one that stands."""
    for old in standing:
        if same_land(shape.polygon, old.polygon):
            households = old.households if shape.households is None else shape.households
            if shape.name.strip():
                return replace(shape, code=old.code, households=households)
            return replace(old, polygon=shape.polygon, households=households)
    return shape


def _next_numbers(count: int, used: set[str | None]) -> range:
    highest = max((int(code[-3:]) for code in used if code), default=0)
    if highest + count > MOST_GRIDS:
        raise Invalid(
            _("这个社区的网格号用完了:已经用到 %(highest)d 号,最大是 999,还要 %(count)d 个新号。")
            % {"highest": highest, "count": count},
            instead=_("用过的号不能给别的网格。请让没变的网格保持原样,或者在文件里写明还没用过的代码。"),
        )
    return range(highest + 1, highest + count + 1)


def _default_name(place: str, code: str) -> str:
    """Stored as it stands, in the language of the state, whatever the page's."""
    return f"{place}第{int(code[-3:])}网格"


def reused(shapes: Sequence[GridShape], used: Mapping[str, Former]) -> list[Fault]:
    """The shapes whose code is another piece of land's."""
    faults = []
    for number, shape in enumerate(shapes, 1):
        old = used.get(shape.code or "")
        if old and not _may_bear(shape.polygon, old):
            faults.append(Fault("code", None, _another_land(number, old), (number,)))
    return faults


def _may_bear(polygon: Any, old: Former) -> bool:
    if same_land(polygon, old.shape.polygon):
        return True
    differs = square_metres(shapely.symmetric_difference(polygon, old.shape.polygon))
    return old.in_force and differs <= CORRECTED * square_metres(old.shape.polygon)


def _another_land(number: int, old: Former) -> str:
    told = {"n": number, "code": old.shape.code, "name": old.shape.name}
    if old.in_force:
        words = _("第 %(n)d 个网格的代码 %(code)s 现在是“%(name)s”的,图形改动太大。改了的网格请不要写代码,")
        return words % told + _("系统会往下编新号。")
    words = _("第 %(n)d 个网格的代码 %(code)s 从前是“%(name)s”的,旧事项还指着那块地方。请不要写代码,")
    return words % told + _("系统会往下编新号。")
