"""How matters look: a state as shape + word + colour, the mark of a family."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.matters.contracts import Card, StepTold
from lianxin.matters.lifecycle import TABLE, Level, Result, State, Verb
from lianxin.matters.web.verbforms import VerbForm
from lianxin.matters.web.wording import CHANNEL, CLOCK, FAMILY, HAPPENED, MARK, PLAIN, TONE, category_name
from lianxin.org import public as org
from lianxin.pages.public import shapes

register = template.Library()


@register.simple_tag
def state(code: str, late: bool = False) -> SafeString:
    """「● 正在处理」; a late one is red earth and says so in its word."""
    word = State(code).label
    return (
        shapes.standing("late", _("超时 · %(state)s") % {"state": word})
        if late
        else shapes.standing(TONE[State(code)], word)
    )


@register.simple_tag
def family(code: str) -> SafeString:
    """The mark of a family, with its word for those who do not see it."""
    known = code if code in FAMILY else "event"
    words = '<span class="mark">{}<span class="visually-hidden">{}</span></span>'
    return format_html(words, shapes.shape(MARK[known]), FAMILY[known])


@register.simple_tag
def category(code: str) -> str:
    """The name of a category in the language of the page."""
    card = org.category(code) if code else None
    return category_name(card) if card else _("还没分类")


@register.filter
def verb(code: str) -> str:
    return str(Verb(code).label)


@register.filter
def written(told: object) -> str:
    """A moment out of a copy as one writes it, by our clock; anything else as it is."""
    try:
        moment = datetime.fromisoformat(str(told))
        return f"{local(moment):%Y-%m-%d %H:%M}" if moment.tzinfo else str(told)
    except (ValueError, OverflowError):  # somebody's words may read like a moment before all calendars
        return str(told)


@register.simple_tag
def plain_step(step: StepTold) -> str:
    """A step as a neighbour would tell it."""
    return str(PLAIN.get(step.verb, step.label))


@register.simple_tag
def past_step(step: StepTold) -> str:
    """A step as the record of those who serve tells it."""
    return str(HAPPENED.get(step.verb, step.label))


@register.simple_tag
def channel(code: str) -> str:
    return str(CHANNEL.get(code, code))


@register.simple_tag
def level(code: str) -> str:
    return str(Level(code).label)


@register.simple_tag
def result(code: str) -> str:
    return str(Result(code).label)


@register.simple_tag
def clock_name(kind: str) -> str:
    return str(CLOCK.get(kind, kind))


@register.inclusion_tag("matters/main_action.html", takes_context=True)
def main_action(context: template.Context, card: Card, address: str) -> dict[str, object]:
    """The one button of a row. A verb that needs a unit is a decision for the matter's own page."""
    verb = Verb(card.verbs[0])
    return {
        "form": VerbForm(verb, auto_id=f"{card.ref.id}_%s"),
        "decide": "unit" in TABLE[verb].needs,
        "action": f"{address}{verb}/",
        "address": f"{address}#verb-{verb}",
        "begins": verb == Verb.ACCEPT,
        "back": context["request"].path,
        "csrf_token": context["csrf_token"],
    }
