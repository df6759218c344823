"""The rows as others take them in: Atom, GeoJSON, CSV; the rows and filters of the page, nothing more."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from lianxin.commons.seeking import kind_name
from lianxin.kernel.formulas import defused
from lianxin.matters import public as matters

ATOM, GEORSS = "http://www.w3.org/2005/Atom", "http://www.georss.org/georss"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Rows = Sequence[matters.publicity.PublicRow]


@dataclass(frozen=True)
class Source:
    """Where a feed stands: its place in words, the page it belongs to, itself, the next part ("" at the end),
    and the hour of the last change."""

    place: str
    page: str
    own: str
    following: str
    changed: datetime | None
    photos: Mapping[str, Sequence[str]] = field(default_factory=dict)  # addresses by number: covered ones


def provenance(source: Source) -> str:
    return _(
        "来源:连心公开栏,%(place)s。每一句都由工作人员为公开而写,不含报事人的信息。可以自由使用,请注明来源。"
    ) % {"place": source.place or _("全部地方")}


def atom(rows: Rows, source: Source) -> bytes:
    """RFC 4287; an entry's id is made of its number and stays, whatever becomes of its words."""
    ElementTree.register_namespace("", ATOM)
    ElementTree.register_namespace("georss", GEORSS)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _put(feed, "id", source.page)
    _put(feed, "title", f"{_('公开栏')} · {source.place}")
    _put(feed, "updated", _moment(max([row.updated_at for row in rows], default=source.changed)))
    _put(feed, "rights", f"{provenance(source)} {LICENCE}")
    ElementTree.SubElement(ElementTree.SubElement(feed, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = _(
        "连心公开栏"
    )
    links = {"self": source.own, "alternate": source.page, "license": LICENCE, "next": source.following}
    for rel, href in links.items():
        if href:
            ElementTree.SubElement(feed, f"{{{ATOM}}}link", rel=rel, href=href)
    for row in rows:
        feed.append(_entry(row, source.photos.get(row.number, ())))
    told: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return told


def _entry(row: matters.publicity.PublicRow, photos: Sequence[str]) -> ElementTree.Element:
    entry = ElementTree.Element(f"{{{ATOM}}}entry")
    _put(entry, "id", f"urn:lianxin:matter:{row.number}")
    _put(entry, "title", row.words or "")
    _put(entry, "updated", _moment(row.updated_at))
    _put(entry, "published", _moment(row.received_at))
    _put(entry, "summary", f"{row.sentence} · {row.area_name}")
    ElementTree.SubElement(entry, f"{{{ATOM}}}category", term=row.category, label=kind_name(row.category))
    if row.point:
        ElementTree.SubElement(entry, f"{{{GEORSS}}}point").text = f"{row.point.lat:.4f} {row.point.lon:.4f}"
    for photo in photos:
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="enclosure", type="image/jpeg", href=photo)
    return entry


def _put(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = words


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else "2000-01-01T00:00:00+08:00"


def geojson(rows: Rows, source: Source) -> bytes:
    """RFC 7946. A row without any place has no geometry."""
    told: dict[str, Any] = {
        "type": "FeatureCollection",
        "licence": LICENCE,
        "provenance": provenance(source),
        "page": source.page,
        "next": source.following or None,
        "features": [_feature(row, source.photos.get(row.number, ())) for row in rows],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _feature(row: matters.publicity.PublicRow, photos: Sequence[str]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.point.lon, row.point.lat]} if row.point else None
    return {
        "type": "Feature",
        "id": row.number,
        "geometry": point,
        "properties": {
            "number": row.number,
            "kind": row.category,
            "kind_name": kind_name(row.category),
            "words": row.words,
            "area": row.community,
            "area_name": row.area_name,
            "exact": row.exact,
            "state": row.state,
            "sentence": row.sentence,
            "unit": row.unit,
            "received_on": f"{row.received_at:%Y-%m-%d}",
            "ended_on": f"{row.ended_at:%Y-%m-%d}" if row.ended_at else None,
            "photos": list(photos),
        },
    }


def table(rows: Rows, source: Source) -> bytes:
    """For a spreadsheet: no cell of it runs. The last line says where it comes from."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [
        _("编号"),
        _("类别"),
        _("说的是什么"),
        _("在哪里"),
        _("办到哪一步"),
        _("单位"),
        _("收到"),
        _("办结"),
    ]
    writer.writerow([*heads, _("经度"), _("纬度")])
    for row in rows:
        place = (f"{row.point.lon:.4f}", f"{row.point.lat:.4f}") if row.point else ("", "")
        ended = f"{row.ended_at:%Y-%m-%d}" if row.ended_at else ""
        cells = [
            row.number, kind_name(row.category), row.words or "", row.area_name, row.sentence, row.unit,
            f"{row.received_at:%Y-%m-%d}", ended, *place,
        ]  # fmt: skip
        writer.writerow([defused(cell) for cell in cells])
    writer.writerow([defused(f"{provenance(source)} {LICENCE}")])
    return out.getvalue().encode("utf-8-sig")


def dots(rows: Rows, outlines: bytes) -> bytes:
    """For the map: the outlines, and on them one dot for each place with what lies there."""
    drawn: dict[str, Any] = json.loads(outlines)
    here: dict[tuple[float, float], list[matters.publicity.PublicRow]] = {}
    for row in rows:
        if row.point:
            here.setdefault((row.point.lon, row.point.lat), []).append(row)
    for (lon, lat), many in here.items():
        exact = len(many) == 1 and many[0].exact
        words = many[0].words if exact else _many(many)
        drawn["features"].append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"name": words, "kind": "point", "family": "matter"},
            }
        )
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()


def _many(rows: Rows) -> str:
    return _("%(place)s:%(count)d 件") % {"place": rows[0].area_name, "count": len(rows)}
