"""A sheet of units, brought in again after some of them were closed and founded anew."""

from datetime import timedelta

from lianxin.kernel.actor import SYSTEM
from lianxin.org import actions, imports
from lianxin.org import public as org
from org.conftest import Town

STREET = "140403001"


def test_a_line_speaks_of_the_unit_that_stands_and_reopens_no_namesake(town: Town) -> None:
    closed = town.unit("police_station", "东大街派出所", STREET)
    actions.close_unit(closed, town.now.date() + timedelta(days=1), by=SYSTEM, now=town.now)
    long_ago = town.now.date() - timedelta(days=9_000)
    draft = org.UnitDraft("police_station", "东大街派出所", STREET, long_ago)
    standing = org.found_unit(draft, by=SYSTEM, now=town.now)
    told = f"police_station,东大街派出所,{STREET},0355-5550123"
    sheet = town.file("units.csv", "单位类型,名称,辖区,电话", told)

    taken = imports.import_units(sheet, by=SYSTEM, now=town.now)

    assert (taken.changed, taken.bad) == (1, [])
    cards = org.unit(closed), org.unit(standing)
    assert [(card.phone, card.valid_until is None) for card in cards if card] == [
        ("", False),
        ("0355-5550123", True),
    ]
