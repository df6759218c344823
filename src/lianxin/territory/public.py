"""The front door of territory."""

from lianxin.territory import naming
from lianxin.territory.actions.divisions import import_divisions
from lianxin.territory.actions.grid_files import GRID_PROPERTIES, import_grids
from lianxin.territory.actions.grids import draw_grids, save_grids
from lianxin.territory.actions.outlines import OUTLINE_PROPERTIES, import_outlines
from lianxin.territory.actions.seeding import lay_out_sample, seed_shanxi
from lianxin.territory.atlas import Atlas, locate
from lianxin.territory.codes import Tier, after, ancestors, covers, parent, tier_of, trimmed
from lianxin.territory.coordinates import to_wgs84
from lianxin.territory.editions import COLUMNS as DIVISION_COLUMNS
from lianxin.territory.queries import (
    children,
    divisions_in,
    drawn_map,
    drawn_sketch,
    full_name,
    grids_of,
    known,
    name_of,
    outline_of,
)

__all__ = [
    "DIVISION_COLUMNS",
    "GRID_PROPERTIES",
    "OUTLINE_PROPERTIES",
    "Atlas",
    "Tier",
    "after",
    "ancestors",
    "children",
    "covers",
    "divisions_in",
    "draw_grids",
    "drawn_map",
    "drawn_sketch",
    "full_name",
    "grids_of",
    "import_divisions",
    "import_grids",
    "import_outlines",
    "known",
    "lay_out_sample",
    "locate",
    "name_of",
    "naming",
    "outline_of",
    "parent",
    "save_grids",
    "seed_shanxi",
    "tier_of",
    "to_wgs84",
    "trimmed",
]
