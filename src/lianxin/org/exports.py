"""Giving the duty list out in the columns in which it is taken in: out and in again changes nothing."""

import csv
import io
from collections import Counter
from collections.abc import Mapping

from lianxin.kernel.formulas import defused
from lianxin.org import sheets
from lianxin.org.cards import ItemCard
from lianxin.org.models import Category, UnitKind
from lianxin.org.queries import duty_list
from lianxin.org.roads import all_roads


def duty_list_csv() -> str:
    """All lines of all days, with Chinese headings; UTF-8 with the mark that spreadsheets look for."""
    listed = duty_list()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([headings[0] for headings in sheets.DUTY_COLUMNS.values()])
    categories = _told(dict(Category.objects.values_list("code", "name")))
    kinds = _told(dict(UnitKind.objects.values_list("code", "name")))
    writer.writerows(_cells(item, categories, kinds) for item in listed.items)
    return "\ufeff" + out.getvalue()


def roads_csv() -> str:
    """The road map of all days, in the columns in which it is taken in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([headings[0] for headings in sheets.ROAD_COLUMNS.values()])
    for road in all_roads():
        days = [road.valid_from.isoformat(), road.valid_until.isoformat() if road.valid_until else ""]
        words = [road.body, road.within, road.brings, road.cost, road.onward, road.basis]
        writer.writerow([defused(cell) for cell in (road.category, road.name, *words, *days)])
    return "\ufeff" + out.getvalue()


def _told(names: Mapping[str, str]) -> dict[str, str]:
    """What a cell says for each code: the name people know, but the code where the name would not be taken in
    again as this code: borne by two, the code of another, or holding a mark that parts a list."""
    borne = Counter(names.values())
    return {
        code: name if borne[name] == 1 and name not in names and sheets.is_one_word(name) else code
        for code, name in names.items()
    }


def _cells(item: ItemCard, categories: Mapping[str, str], kinds: Mapping[str, str]) -> list[str]:
    """No cell runs when the file is opened."""
    told = [
        item.number,
        categories[item.category],
        item.area,
        sheets.TIERS[item.tier],
        kinds[item.lead],
        "、".join(kinds[helper] for helper in item.helpers),
        sheets.PARTS[item.part],
        item.title,
        item.basis,
        sheets.SERVICES.get(item.service, item.service),
        item.valid_from.isoformat(),
        item.valid_until.isoformat() if item.valid_until else "",
    ]
    return [defused(cell) for cell in told]
