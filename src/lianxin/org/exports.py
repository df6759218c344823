"""Giving the duty list out in the columns in which it is taken in: out and in again changes nothing."""

import csv
import io

from lianxin.kernel.formulas import defused
from lianxin.org import sheets
from lianxin.org.cards import ItemCard
from lianxin.org.queries import duty_list


def duty_list_csv() -> str:
    """All lines of all days, with Chinese headings; UTF-8 with the mark that spreadsheets look for."""
    listed = duty_list()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([headings[0] for headings in sheets.DUTY_COLUMNS.values()])
    writer.writerows(_cells(item) for item in listed.items)
    return "\ufeff" + out.getvalue()


def _cells(item: ItemCard) -> list[str]:
    """Codes where a name could be borne by two; no cell runs when the file is opened."""
    told = [
        item.number,
        item.category,
        item.area,
        sheets.TIERS[item.tier],
        item.lead,
        "、".join(item.helpers),
        sheets.PARTS[item.part],
        item.title,
        item.basis,
        sheets.SERVICES.get(item.service, item.service),
        item.valid_from.isoformat(),
        item.valid_until.isoformat() if item.valid_until else "",
    ]
    return [defused(cell) for cell in told]
