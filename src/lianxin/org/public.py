"""The front door of org."""

from lianxin.org.cards import CategoryCard, Gap, Held, Lead, PersonCard, UnitCard
from lianxin.org.models import DutyKind
from lianxin.org.queries import (
    categories,
    category,
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

__all__ = [
    "CategoryCard",
    "DutyKind",
    "Gap",
    "Held",
    "Lead",
    "PersonCard",
    "UnitCard",
    "categories",
    "category",
    "desk_of",
    "held",
    "holds",
    "lead_for",
    "leads_at",
    "members",
    "post_line",
    "unit",
    "units_in",
]
