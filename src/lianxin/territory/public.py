"""The front door of territory."""

from lianxin.territory.actions.divisions import import_divisions
from lianxin.territory.actions.grid_files import import_grids
from lianxin.territory.actions.grids import draw_grids, save_grids
from lianxin.territory.actions.outlines import import_outlines
from lianxin.territory.actions.seeding import lay_out_sample, seed_shanxi
from lianxin.territory.atlas import Atlas, Place, locate, locate_many
from lianxin.territory.codes import Tier, after, ancestors, covers, parent, tier_of, trimmed
from lianxin.territory.coordinates import from_wgs84, to_wgs84
from lianxin.territory.cover import GridShape, check_cover
from lianxin.territory.queries import (
    children,
    full_name,
    geojson_of,
    grids_of,
    known,
    name_of,
    names_of,
    outline_of,
    search_divisions,
)
from lianxin.territory.spreadsheet import BadRow, Row, read_rows

__all__ = [
    "Atlas",
    "BadRow",
    "GridShape",
    "Place",
    "Row",
    "Tier",
    "after",
    "ancestors",
    "check_cover",
    "children",
    "covers",
    "draw_grids",
    "from_wgs84",
    "full_name",
    "geojson_of",
    "grids_of",
    "import_divisions",
    "import_grids",
    "import_outlines",
    "known",
    "lay_out_sample",
    "locate",
    "locate_many",
    "name_of",
    "names_of",
    "outline_of",
    "parent",
    "read_rows",
    "save_grids",
    "search_divisions",
    "seed_shanxi",
    "tier_of",
    "to_wgs84",
    "trimmed",
]
