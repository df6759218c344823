"""How fast a point finds its grid, at 100,000 grids of 21 vertices (stack.md, section 2)."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from lianxin.territory import public as territory

GRIDS, POINTS, SINGLE = 100_000, 1_000_000, 20_000
_ACROSS = 317  # 317 × 317 > 100,000
_STEP = 0.005  # degrees: grids of some 450 × 550 m


def run(progress: Callable[[int], None]) -> dict[str, Any]:
    """Figures: seconds to load from WKB and build the tree, points per second in bulk, microseconds for one,
    megabytes of WKB."""
    progress(1)
    codes, blobs = _grids()
    progress(1)
    began = time.perf_counter()
    atlas = territory.Atlas.of(list(zip(codes, shapely.from_wkb(blobs), strict=True)))
    load = time.perf_counter() - began
    rng = np.random.default_rng(1)
    lon = 110 + rng.uniform(0, GRIDS // _ACROSS * _STEP, POINTS)  # the columns that are full
    lat = 35 + rng.uniform(0, _ACROSS * _STEP, POINTS)
    progress(1)
    began, worked = time.perf_counter(), time.process_time()
    found = atlas.locate_many(lon, lat)
    bulk, worked = time.perf_counter() - began, time.process_time() - worked
    progress(1)
    each = [_timed(atlas, float(x), float(y)) for x, y in zip(lon[:SINGLE], lat[:SINGLE], strict=True)]
    return {
        "grids": GRIDS,
        "load_s": round(load, 3),
        "wkb_mb": round(sum(map(len, blobs)) / 1e6, 1),
        "points": POINTS,
        "found_share": round(float((found != "").mean()), 4),
        "points_per_s": round(POINTS / bulk),
        "points_per_cpu_s": round(POINTS / worked),  # what a machine shared with others still tells
        "one_p50_us": round(float(np.percentile(each, 50)) / 1000, 1),
        "one_p95_us": round(float(np.percentile(each, 95)) / 1000, 1),
    }


def _timed(atlas: territory.Atlas, lon: float, lat: float) -> int:
    began = time.perf_counter_ns()
    atlas.locate(lon, lat)
    return time.perf_counter_ns() - began


def _grids() -> tuple[list[str], list[bytes]]:
    """A lattice whose inner edges are bent by common vertices: 5 a side, 21 with the closing one."""
    column, row = np.divmod(np.arange(GRIDS), _ACROSS)
    t = np.linspace(0, 1, 5, endpoint=False)
    bend = 0.1 * np.sin(np.pi * t * 2)
    sides = [(t, bend), (1 + bend, t), (1 - t, 1 - bend), (-bend, 1 - t)]  # bend is odd about the middle
    x, y = (np.concatenate([side[axis] for side in sides]) for axis in (0, 1))
    ring = np.stack([np.append(x, x[0]), np.append(y, y[0])], axis=1)
    corners = np.stack([110 + column * _STEP, 35 + row * _STEP], axis=1)
    polygons = shapely.polygons(corners[:, None, :] + ring[None, :, :] * _STEP)
    return [f"14{n:010d}001" for n in range(GRIDS)], list(shapely.to_wkb(polygons))
