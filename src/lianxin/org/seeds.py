"""The reference data that travels with Lianxin: catalogue, kinds of units, an example of a duty list, the
road map, and the units of the sample town (see data/NOTES.md)."""

from datetime import datetime
from pathlib import Path

from lianxin.kernel.actor import Actor
from lianxin.org.imports import (
    import_categories,
    import_duty_list,
    import_roads,
    import_unit_kinds,
    import_units,
)

DATA = Path(__file__).parent / "data"


def seed(*, by: Actor, now: datetime, sample_units: bool = False) -> None:
    """Bring in the catalogue, the kinds of units, the duty list and the road map, and with `sample_units` the
    units of the sample town, whose divisions must be known. Twice does no harm."""
    import_categories(DATA / "categories.csv", by=by, now=now)
    import_unit_kinds(DATA / "unit_kinds.csv", by=by, now=now)
    import_duty_list(DATA / "duty_list.csv", by=by, now=now)
    import_roads(DATA / "roads.csv", by=by, now=now)
    if sample_units:
        import_units(DATA / "luzhou_units.csv", by=by, now=now)
        import_duty_list(DATA / "luzhou_duty_list.csv", by=by, now=now)
