"""A town as its folder describes it: which column says what, in which time zone, under which codes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.territory import public as territory


@dataclass(frozen=True)
class Town:
    """`columns`: our word → the file's heading. `divisions`: code → name of everything down to the county;
    `desk` is the area whose desk dispatches. Towns (nine digits) come out of the data by `pattern`."""

    folder: Path
    name: str
    code: str
    zone: ZoneInfo
    times: tuple[str, ...]
    missing: frozenset[str]
    columns: Mapping[str, str]
    texts: tuple[str, ...]
    system: str
    bounds: tuple[float, float, float, float]
    divisions: Mapping[str, str]
    desk: str
    county_column: str
    counties: Mapping[str, str]
    county_otherwise: str
    town_column: str
    town_pattern: re.Pattern[str]
    town_name: str
    service: str
    words: Mapping[str, str]

    def area_of(self, county: str, town: str) -> str:
        """The area code of a row: the town's where the file names one that has a number, else the county's.
        The number 0 is no town's: its code would read as the county's own."""
        above = self.counties.get(county, self.county_otherwise)
        found = self.town_pattern.fullmatch(town)
        return f"{above}{int(found[1]):03d}" if found and 0 < int(found[1]) < 1000 else above

    def town_named(self, area: str) -> str:
        return self.town_name.format(int(area[6:]))


def read_town(folder: Path) -> Town:
    """Raises Invalid with what is missing or wrong in the folder."""
    path = folder / "town.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        town = _town(folder, told)
    except FileNotFoundError as gone:
        raise Invalid(_("这里没有城市说明文件:%(path)s。") % {"path": path}) from gone
    except (ValueError, TypeError, re.error) as broken:
        raise Invalid(_("城市说明文件看不懂:%(why)s。") % {"why": broken}) from broken
    except KeyError as missing:
        raise Invalid(_("城市说明文件里缺少“%(what)s”。") % {"what": missing.args[0]}) from missing
    _check(town)
    return town


def _town(folder: Path, told: dict[str, Any]) -> Town:
    columns = dict(told["columns"])
    where = told["coordinates"]
    west, south, east, north = map(float, where["bounds"])
    return Town(
        folder=folder,
        name=told["name"],
        code=told["code"],
        zone=ZoneInfo(told["time_zone"]),
        times=tuple(told["times"]),
        missing=frozenset({"", *told["missing"]}),
        texts=tuple(columns.pop("text")),
        columns=columns,
        system=where["system"],
        bounds=(west, south, east, north),
        divisions=told["divisions"],
        desk=told["desk"],
        county_column=told["counties"].get("column", ""),
        counties=told["counties"].get("codes", {}),
        county_otherwise=told["counties"]["otherwise"],
        town_column=told["towns"].get("column", ""),
        town_pattern=re.compile(told["towns"]["pattern"]),
        town_name=told["towns"]["name"],
        service=told["service"],
        words=told["words"],
    )


def _check(town: Town) -> None:
    for need in ("id", "opened", "closed", "category", "unit"):
        if need not in town.columns:
            raise Invalid(_("城市说明文件里缺少“%(what)s”。") % {"what": f"columns.{need}"})
    counties = {town.county_otherwise, *town.counties.values()}
    for code in {town.desk, *counties, *town.divisions}:
        # Codes that end in padding would be read as the area above.
        if code not in town.divisions or territory.trimmed(code) != code:
            raise Invalid(_("“%(code)s”不能用作区划代码。") % {"code": code})
    for code in counties:
        if len(code) != territory.Tier.DISTRICT or not territory.covers(town.desk, code):
            raise Invalid(_("“%(code)s”不能用作区划代码。") % {"code": code})
