"""Words of the pages of a party."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lianxin.kernel import clock
from lianxin.mediation import triage
from lianxin.mediation.queries.told import StepTold
from lianxin.mediation.web.own_words import PLAIN, TONE, away, written
from lianxin.pages.public import shapes

register = template.Library()


@register.filter
def plainly(step: StepTold) -> str:
    return str(PLAIN.get(step.verb, step.label))


@register.filter
def stands(state: str, word: str) -> SafeString:
    """A state: shape, colour and word together."""
    return shapes.standing(TONE[state], word)


@register.filter
def day(on: date | None) -> SafeString:
    """「还有 2 天 · 6月3日 周三」."""
    if on is None:
        return SafeString("")
    today = clock.local(clock.now()).date()
    return format_html(
        '<span class="nowrap">{}</span> · <time datetime="{}">{}</time>',
        away(on, today), on.isoformat(), written(on, today),
    )  # fmt: skip


@register.filter
def on_day(on: date) -> str:
    """「6月3日 周三」."""
    return written(on, clock.local(clock.now()).date())


@register.filter
def colour_word(code: str) -> str:
    return str(triage.Colour(code).label) if code in triage.Colour.values else ""


@register.filter
def reason_word(code: str) -> str:
    return str(triage.Fact(code).label) if code in triage.Fact.values else ""


@register.filter
def last_four(phone: str) -> str:
    """A number, told so that only its owner knows it again."""
    return f"…{phone[-4:]}" if phone else ""
