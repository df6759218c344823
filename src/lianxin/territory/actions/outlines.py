"""Taking in the boundaries of divisions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import Actor
from lianxin.kernel.spreadsheets import BadRow
from lianxin.pages.public import permission
from lianxin.territory import models
from lianxin.territory.actions.divisions import ImportResult, Progress, quiet
from lianxin.territory.codes import Tier, trimmed
from lianxin.territory.gazetteer import gazetteer
from lianxin.territory.geodata import Feature, read_features

OUTLINE_PROPERTIES = {"code": ("code", "CODE", "adcode", "编码", "代码", "区划代码", "XZQDM", "PAC")}


@dataclass(frozen=True)
class Survey:
    """Where outlines come from: named on every map."""

    source: str
    licence: str


def import_outlines(
    path: Path,
    *,
    by: Actor,
    now: datetime,
    source: str = "",
    licence: str = "",
    system: str = "wgs84",
    progress: Progress = quiet,
) -> ImportResult:
    """Take in outlines from GeoJSON or a shapefile whose features carry the division's code. `source` (the
    file's name if empty) is named on maps; `system` says that the file is "gcj02" or "bd09". Unknown codes
    and shapes that cross themselves come back as bad rows; the same file again changes nothing."""
    permission.require_keeper(by)
    known = gazetteer.get()
    good: dict[str, bytes] = {}
    bad = []
    for feature in read_features(path, system):
        code = trimmed(feature.text(*OUTLINE_PROPERTIES["code"]))
        fault = feature.fault or _fault(feature, code, known.name(code))
        if fault:
            bad.append(BadRow(feature.number, fault, code or str(dict(feature.properties))[:200]))
        else:
            good[code] = shapely.to_wkb(feature.shape)
    return _write(good, bad, Survey(source or path.name, licence), (by, now), progress)


def _fault(feature: Feature, code: str, name: str) -> str:
    if not code or len(code) > Tier.COMMUNITY:
        return _("没有区划代码(code 或 adcode)。")
    if not name:
        return _("区划代码 %(code)s 不存在,请先导入区划。") % {"code": code}
    if not feature.shape.is_valid:
        return _("边界自己交叉:%(why)s") % {"why": shapely.is_valid_reason(feature.shape)}
    return ""


def _write(
    good: dict[str, bytes],
    bad: list[BadRow],
    survey: Survey,
    hand: tuple[Actor, datetime],
    progress: Progress,
) -> ImportResult:
    with transaction.atomic():
        standing = _standing(list(good))
        fresh = {code: wkb for code, wkb in good.items() if standing.get(code) != wkb}
        if fresh:
            models.Outline.objects.bulk_create(
                [_row(code, wkb, survey) for code, wkb in fresh.items()],
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=["wkb", "source", "licence"],
                batch_size=200,
            )
            bump("map")
            append(NATION, [_fact(code, wkb) for code, wkb in sorted(fresh.items())], by=hand[0], now=hand[1])
    progress(len(good), len(good))
    added = len(fresh.keys() - standing.keys())
    return ImportResult(added, len(fresh) - added, 0, bad)


def _standing(codes: list[str]) -> dict[str, bytes]:
    rows: dict[str, bytes] = {}
    for i in range(0, len(codes), 500):
        found = models.Outline.objects.filter(code__in=codes[i : i + 500]).values_list("code", "wkb")
        rows.update((code, bytes(wkb)) for code, wkb in found)
    return rows


def _row(code: str, wkb: bytes, survey: Survey) -> Any:
    return models.Outline(code=code, wkb=wkb, source=survey.source[:200], licence=survey.licence[:80])


def _fact(code: str, wkb: bytes) -> Fact:
    return Fact("territory.outline", f"area:{code}", {"sha256": hashlib.sha256(wkb).hexdigest()})
