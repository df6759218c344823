"""The front door of org."""

from lianxin.org import imports
from lianxin.org.actions import (
    UnitDraft,
    appoint,
    found_unit,
    open_post,
)
from lianxin.org.cards import CategoryCard, Gap, Held, Lead, RoadCard, UnitCard
from lianxin.org.check import Check
from lianxin.org.models import DutyKind
from lianxin.org.queries import (
    categories,
    category,
    check_duties,
    desk_of,
    held,
    holds,
    lead_for,
    leads_at,
    members,
    post_line,
    unit,
    units_in,
)
from lianxin.org.roads import roads_for
from lianxin.org.seeds import seed
from lianxin.org.sheets import COLUMNS
from lianxin.org.standing import served
from lianxin.org.today import duties_today

__all__ = [
    "COLUMNS",
    "CategoryCard",
    "Check",
    "DutyKind",
    "Gap",
    "Held",
    "Lead",
    "RoadCard",
    "UnitCard",
    "UnitDraft",
    "appoint",
    "categories",
    "category",
    "check_duties",
    "desk_of",
    "duties_today",
    "found_unit",
    "held",
    "holds",
    "imports",
    "lead_for",
    "leads_at",
    "members",
    "open_post",
    "post_line",
    "roads_for",
    "seed",
    "served",
    "unit",
    "units_in",
]
