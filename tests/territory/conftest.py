"""The few divisions that a test needs, and the drawn township."""

import pytest

from laying import Laid
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.spreadsheets import read_rows
from lianxin.territory import public as territory
from lianxin.territory.actions.divisions import take_edition
from lianxin.territory.actions.seeding import DATA, DIVISIONS_2023
from lianxin.territory.editions import COLUMNS
from territory.cast import NOW


def _lay_county() -> None:
    wanted = [
        row
        for row in read_rows(DATA / "shanxi_divisions.csv.gz", COLUMNS)
        if row.cells["code"] in {"14", "1404"} or row.cells["code"].startswith("140403")
    ]
    take_edition(wanted, DIVISIONS_2023, by=SYSTEM, now=NOW)


def _lay_township() -> None:
    _lay_county()
    territory.import_outlines(DATA / "shanxi_outlines.geojson.gz", by=SYSTEM, now=NOW)
    territory.lay_out_sample(by=SYSTEM, now=NOW)


_county = Laid(("territory", "journal"), _lay_county)
_township = Laid(("territory", "journal"), _lay_township)


@pytest.fixture
def luzhou(db: None) -> None:
    """The city, 潞州区 140403, its townships and communities."""
    _county.put()


@pytest.fixture
def dongjie(db: None) -> None:
    """潞州区 with the county's outline and the sample township laid out."""
    _township.put()
