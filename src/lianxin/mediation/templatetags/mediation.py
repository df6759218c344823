"""How disputes look: a state as shape + word + colour, the quarrel's own colour, a day that is owed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.kernel import clock
from lianxin.kernel.clock import CHINA, local
from lianxin.mediation.choices import Will
from lianxin.mediation.lifecycle import State
from lianxin.mediation.papers.kinds import Holding, Kind
from lianxin.mediation.statistics_kinds import StatisticsKind
from lianxin.mediation.triage import Colour, Fact
from lianxin.mediation.web.around import pages_around
from lianxin.mediation.web.wording import TONE, WAITS
from lianxin.org import public as org
from lianxin.pages.public import moments, shapes

register = template.Library()
_COLOURS = {Colour.RED: "late", Colour.YELLOW: "waiting", Colour.BLUE: "ended"}
_HOLDINGS = {
    Holding.THERE: "kept",
    Holding.MISSING: "waiting",
    Holding.BY_HAND: "paused",
    Holding.NOT_DUE: "ended",
}
_WILLS = {Will.YES: "kept", Will.NO: "stopped", Will.UNASKED: "waiting"}


@register.simple_tag
def dispute_state(code: str) -> SafeString:
    return shapes.standing(TONE[State(code)], State(code).label)


@register.simple_tag
def colour(code: str) -> SafeString:
    """Of the quarrel; nothing once it has ended."""
    return shapes.standing(_COLOURS[Colour(code)], Colour(code).label) if code else SafeString("")


@register.simple_tag
def will(code: str) -> SafeString:
    return shapes.standing(_WILLS[Will(code)], Will(code).label)


@register.simple_tag
def paper_holding(code: str) -> SafeString:
    return shapes.standing(_HOLDINGS[Holding(code)], Holding(code).label)


@register.filter
def paper_waits(kind: str) -> str:
    """What a paper that is missing waits for."""
    return str(WAITS.get(Kind(kind), ""))


@register.simple_tag
def due_on(day: date | None) -> SafeString:
    """「还有 2 天 · 12月25日 周五」; a missed one in red earth."""
    if day is None:
        return SafeString("")
    end, now = datetime.combine(day, time(23, 59), CHINA), clock.now()
    left = (day - local(now).date()).days
    written = moments.date_of(end, now=now, clock=False)
    if left < 0:
        meaning = _("超过 %(days)d 天") % {"days": -left}
    else:
        meaning = _("今天") if left == 0 else _("还有 %(days)d 天") % {"days": left}
    words = '<time class="when{}" datetime="{}"><b>{}</b> · <span class="date">{}</span></time>'
    return format_html(words, " late" if left < 0 else "", day.isoformat(), meaning, written)


@register.simple_tag
def on_day(day: date | None) -> str:
    """「12月25日 周五」."""
    if day is None:
        return ""
    return moments.date_of(datetime.combine(day, time(12), CHINA), now=clock.now(), clock=False)


@register.filter
def yuan(amount: Decimal) -> str:
    """「1,200.00 元」."""
    return _("%(amount)s 元") % {"amount": f"{amount:,.2f}"}


@register.filter
def why(code: str) -> str:
    """A reason of a colour, in words."""
    return str(Fact(code).label) if code in Fact.values else _("调解员改过")


@register.simple_tag
def kind(code: str) -> str:
    """The name of a kind in the language of the page."""
    card = org.category(code)
    if card is None:
        return code
    return card.name_en if get_language() == "en" and card.name_en else card.name


@register.filter
def ministry(kind: StatisticsKind) -> str:
    """One of the Ministry's fifteen, in the language of the page."""
    return kind.name_en if get_language() == "en" else kind.name


@register.filter
def get(counts: Mapping[str, int], code: str) -> int:
    return counts.get(code, 0)


@register.simple_tag
def figure(count: int, least: int = 0) -> str:
    """A count; a dot for nothing, and for what is not told."""
    return str(count) if count and count >= least else "·"


@register.inclusion_tag("mediation/overseeing/around.html", takes_context=True)
def around(context: template.Context, here: str) -> dict[str, Any]:
    """The pages beside this one that are the reader's."""
    return {"here": here, "pages": pages_around(context["request"])}
