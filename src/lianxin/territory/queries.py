"""Names, outlines and grids, read from memory."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

import shapely

from lianxin.territory.atlas import Atlas, Layer, atlas
from lianxin.territory.codes import Tier, ancestors, covers, parent
from lianxin.territory.cover import GridShape
from lianxin.territory.gazetteer import Division, gazetteer
from lianxin.territory.spelling import short_name

_SKETCH, _LARGEST_SKETCH = 0.0001, 500_000  # degrees, some ten metres; bytes
_MOST_DRAWN = 500  # maps kept written per process: some 20 MB at most
# Rows of the code lists that are no places: they hold the counties of a municipality, or those that answer
# to the province itself.
_NO_PLACES = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def name_of(code: str) -> str:
    """The latest name of a division or grid, "" if it is unknown; of one that has ended, the last."""
    if len(code) == Tier.GRID:
        held = atlas.get()
        found = held.facts.get(code) or held.ended.get(code)
        return found[0] if found else ""
    return gazetteer.get().name(code)


def full_name(code: str) -> str:
    """The place as one says it, from the city down: 长治市潞州区东街街道城隍庙社区. The province is said
    only where there is no city (直辖市); "" for an unknown code."""
    if not name_of(code):
        return ""
    way = [(area, short_name(name_of(area))) for area in reversed(ancestors(code))]
    named = [(area, name) for area, name in way if name and name not in _NO_PLACES]
    has_city = any(len(area) == Tier.CITY for area, _name in named)
    if has_city:
        named = [(area, name) for area, name in named if len(area) > Tier.PROVINCE]
    words = [name for name, _again in groupby(name for _area, name in named)]  # 东莞市 is its own county
    if len(code) == Tier.GRID and len(words) > 1 and words[-1].startswith(words[-2]):
        words.pop(-2)  # 城隍庙社区第1网格 names its community already
    return "".join(words)


def known(code: str, on: date) -> bool:
    """Whether a division was in force on that day; a grid, whether it is now."""
    if len(code) == Tier.GRID:
        return code in atlas.get().facts
    return gazetteer.get().at(code, on) is not None


def children(code: str, on: date) -> list[Division]:
    """The divisions one tier below, in order of code; "" lists the provinces."""
    return gazetteer.get().children(code, on)


def division_history(code: str) -> tuple[Division, ...]:
    """Every span of a code's life, oldest first."""
    return gazetteer.get().spans.get(code, ())


def retired_inside(area: str, on: date) -> list[Division]:
    """The areas one tier below that were in force before, with what followed them."""
    held = gazetteer.get()
    below = [code for code in held.inside(area) if (parent(code) or "") == area]
    return [held.spans[code][-1] for code in below if held.at(code, on) is None]


def divisions_in(area: str, on: date) -> Iterator[Division]:
    """All divisions in force inside an area ("": the country), itself included, in order of code."""
    held = gazetteer.get()
    return (found for code in held.inside(area) if (found := held.at(code, on)))


def outline_of(code: str) -> Any:
    """The outline of a division or the polygon of a grid (WGS-84, shapely), of one that has ended as it was;
    None when it is not known."""
    held = atlas.get()
    if code in held.ended:
        return shapely.from_wkb(held.ended[code][1])
    return (held.grids if len(code) == Tier.GRID else held.outlines).polygon(code)


def grids_of(area: str) -> list[GridShape]:
    """The grids in force in a community (or anything larger), in order of code."""
    held = atlas.get()
    return [_grid(held, i) for i in held.grids.inside(area)]


def _grid(held: Atlas, i: int) -> GridShape:
    code = held.grids.codes[i]
    name, kind, households = held.facts[code]
    return GridShape(code, name, kind, held.grids.polygons[i], households)


def geojson_of(area: str) -> dict[str, Any]:
    """What a map of `area` shows, as a FeatureCollection: of the country, a province or a city, the outlines
    one tier down; of a county and below, its own outline, those inside it, and the grids; of a grid that has
    ended, the grid as it was. Features carry code, name and kind ("area" or "grid")."""
    held = atlas.get()
    if area in held.ended:
        return {"type": "FeatureCollection", "features": [_drawn(area, outline_of(area), "grid")]}
    features = [
        _feature(held.outlines, i, "area") for i in held.outlines.inside(area) if _shown(area, held, i)
    ]
    if len(area) >= Tier.DISTRICT:
        features += [_feature(held.grids, i, "grid") for i in held.grids.inside(area)]
    return {"type": "FeatureCollection", "features": features}


def _shown(area: str, held: Atlas, i: int) -> bool:
    code = held.outlines.codes[i]
    if len(area) >= Tier.DISTRICT:
        return covers(area, code)
    below = {0: Tier.PROVINCE, 2: Tier.CITY, 4: Tier.DISTRICT}[len(area)]
    return len(code) == below


def _feature(layer: Layer, i: int, kind: str) -> dict[str, Any]:
    return _drawn(layer.codes[i], layer.polygons[i], kind)


def _drawn(code: str, polygon: Any, kind: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name_of(code), "kind": kind},
        "geometry": json.loads(shapely.to_geojson(polygon)),
    }


def drawn_map(area: str, *, alone: bool = False) -> tuple[bytes, str]:
    """`geojson_of` as bytes with its ETag, written once for as long as the map stands; `alone`: only the
    area's own outline, nothing inside it."""

    def draw() -> dict[str, Any]:
        drawn = geojson_of(area)
        if alone:
            drawn["features"] = [item for item in drawn["features"] if item["properties"]["code"] == area]
        return drawn

    return _written(f"{area}!" if alone else area, draw)


def drawn_sketch(area: str) -> tuple[bytes, str]:
    """What a stranger may see of `area`, enough to tap the place one means: of a county its communities (or
    the nearest tier above that has outlines), above the county what `drawn_map` shows; names alone, no codes
    and no grids, at some ten metres, and never more than `_LARGEST_SKETCH` bytes. As bytes with ETag."""

    def draw() -> dict[str, Any]:
        rows, step = _sketched(area), _SKETCH
        while len(json.dumps(drawn := _coarse(rows, step), ensure_ascii=False)) > _LARGEST_SKETCH:
            step *= 2
        return drawn

    return _written(f"{area}?", draw)


def _sketched(area: str) -> list[tuple[str, Any]]:
    held = atlas.get()
    inside = [(held.outlines.codes[i], i) for i in held.outlines.inside(area) if _shown(area, held, i)]
    if len(area) >= Tier.DISTRICT:
        finest = max((len(code) for code, _i in inside if len(code) <= Tier.COMMUNITY), default=0)
        inside = [(code, i) for code, i in inside if len(code) == finest]
    return [(short_name(name_of(code)), held.outlines.polygons[i]) for code, i in inside]


def _coarse(rows: list[tuple[str, Any]], step: float) -> dict[str, Any]:
    shapes = [(name, shapely.set_precision(polygon, step)) for name, polygon in rows]
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "kind": "area"},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for name, shape in shapes
        if not shape.is_empty
    ]
    return {"type": "FeatureCollection", "features": features}


def drawn_surroundings(community: str) -> tuple[bytes, str]:
    """The grids of a community over the outlines of the communities that touch it, as bytes with ETag."""

    def draw() -> dict[str, Any]:
        held = atlas.get()
        own = held.outlines.polygon(community)
        if own is None:
            return geojson_of(community)
        touching = sorted(held.outlines.tree.query(own, predicate="intersects").tolist())
        near = [i for i in touching if len(held.outlines.codes[i]) == Tier.COMMUNITY]
        features = [_feature(held.outlines, i, "area") for i in near]
        features += [_feature(held.grids, i, "grid") for i in held.grids.inside(community)]
        return {"type": "FeatureCollection", "features": features}

    return _written(f"{community}+", draw)


def _written(key: str, draw: Callable[[], dict[str, Any]]) -> tuple[bytes, str]:
    held = atlas.get()
    if key not in held.drawn:
        if len(held.drawn) >= _MOST_DRAWN:
            held.drawn.clear()
        body = json.dumps(draw(), ensure_ascii=False, separators=(",", ":")).encode()
        held.drawn[key] = (body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')
    return held.drawn[key]
