"""What somebody looks for on the board, from the address; and what there is to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.matters import public as matters
from lianxin.org import public as org
from lianxin.territory import public as territory

NAMES = ("area", "kind", "state", "month", "after")


@dataclass(frozen=True)
class Look:
    """A filter that can be sought: every part is checked."""

    area: str
    kind: str
    state: str
    month: str
    after: str

    def sought(self, at_most: int) -> matters.publicity.Sought:
        return matters.publicity.Sought(
            area=self.area,
            kind=self.kind,
            state=self.state,
            month=self.month,
            after=self.after,
            at_most=at_most,
        )

    def query(self, **changed: str) -> str:
        """The address's query, always in one order: the same filter is the same address."""
        told = {name: changed.get(name, getattr(self, name)) for name in NAMES}
        return urlencode({name: value for name, value in told.items() if value})


def look(asked: Mapping[str, str]) -> Look:
    """Raises Invalid, in words, for a place, kind, state or month that does not exist."""
    told = {name: asked.get(name, "").strip() for name in NAMES}
    area = told["area"] or org.served()[: territory.Tier.COMMUNITY]
    if area and (len(area) > territory.Tier.COMMUNITY or not territory.name_of(area)):
        raise Invalid(
            _("没有找到这个地方:%(area)s。请从列表里重新选。") % {"area": area[:20]},
            instead=_("可以看整个地方的公开栏。"),
        )
    if told["kind"] and told["kind"] not in {code for code, _name in kinds()}:
        raise Invalid(_("没有这个类别,或者这一类不公开。"), instead=_("请从列表里重新选。"))
    if told["state"] and told["state"] not in matters.publicity.STATES:
        raise Invalid(_("没有这一种状态。"), instead=_("请从列表里重新选。"))
    if told["month"]:
        matters.publicity.month_of(told["month"])
    return Look(**{**told, "area": area})


def areas(look: Look, on: date) -> list[tuple[str, str]]:
    """The way down to the chosen place from where this house serves, and the places one tier below it."""
    top = org.served()[: territory.Tier.COMMUNITY]
    way = [code for code in reversed(territory.ancestors(look.area)) if code.startswith(top)] or [look.area]
    below = territory.children(look.area, on) if len(look.area) < territory.Tier.COMMUNITY else []
    beside = territory.children(look.area[:9], on) if len(look.area) == territory.Tier.COMMUNITY else []
    named = [(code, territory.full_name(code)) for code in way if code]
    seen = {code for code, _name in named}
    return named + [(row.code, short(row.code)) for row in (*below, *beside) if row.code not in seen]


def short(code: str) -> str:
    """A place without the way to it: 城隍庙社区."""
    return territory.full_name(code).removeprefix(territory.full_name(territory.parent(code) or ""))


def kinds() -> list[tuple[str, str]]:
    """Groups and kinds that may be shown, code and name in the reader's language."""
    open_ = matters.publicity.categories()
    groups = {code.partition(".")[0] for code in open_}
    return [(card.code, kind_name(card.code)) for card in org.categories() if card.code in open_ | groups]


def kind_name(code: str) -> str:
    card = org.category(code)
    english = (get_language() or "").startswith("en")
    return (card.name_en if english and card.name_en else card.name) if card else ""


def months(today: date, many: int) -> list[str]:
    """This month and those before it, as 2026-11, newest first."""
    found, year, month = [], today.year, today.month
    for _n in range(many):
        found.append(f"{year}-{month:02d}")
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return found
