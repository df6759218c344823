"""The few divisions that a test needs, and the drawn township."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db.models import Model

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.spreadsheets import read_rows
from lianxin.territory import public as territory
from lianxin.territory.actions.divisions import take_edition
from lianxin.territory.actions.seeding import DATA, DIVISIONS_2023
from lianxin.territory.editions import COLUMNS
from territory.cast import NOW

_laid: dict[str, dict[type[Model], list[Model]]] = {}


def _once(name: str, lay: Callable[[], None]) -> None:
    """Laid once, remembered as rows, and put back by one insert a table for every later test."""
    tables = [model for room in ("territory", "journal") for model in apps.get_app_config(room).get_models()]
    if name not in _laid:
        lay()
        _laid[name] = {model: list(model._default_manager.all()) for model in tables}
        return
    for model, rows in _laid[name].items():
        model._default_manager.all().bulk_create(rows)


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


@pytest.fixture
def luzhou(db: None) -> None:
    """The city, 潞州区 140403, its townships and communities."""
    _once("luzhou", _lay_county)


@pytest.fixture
def dongjie(db: None) -> None:
    """潞州区 with the county's outline and the sample township laid out."""
    _once("dongjie", _lay_township)
