"""Components that every template may use without loading: time, state, names, marks, translation, static."""

from datetime import datetime

from django import template
from django.templatetags import i18n, static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lianxin.kernel import clock
from lianxin.pages import moments, naming, shapes

register = template.Library()
# `{% translate %}` and `{% static %}` are on every page, so no template has to load them.
for library in (i18n.register, static.register):
    register.tags.update(library.tags)
    register.filters.update(library.filters)
for drawn in (shapes.shape, shapes.standing):
    register.simple_tag(drawn)


def _now(context: template.Context) -> datetime:
    moment = context.get("now")
    return moment if isinstance(moment, datetime) else clock.now()


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: datetime | None) -> SafeString:
    """A promise: 「还有 2 天 · 6月3日 周三 18:00」; missed ones carry the word 超时 and red earth."""
    return _tell(moments.due(moment, now=_now(context)), moment) if moment else SafeString("")


@register.simple_tag(takes_context=True)
def since(context: template.Context, moment: datetime | None) -> SafeString:
    """Something that happened: 「3 小时前 · 6月1日 周一 10:20」."""
    return _tell(moments.past(moment, now=_now(context)), moment) if moment else SafeString("")


@register.simple_tag(takes_context=True)
def date(context: template.Context, moment: datetime | None) -> SafeString:
    """The moment alone: 「6月3日 周三 18:00」."""
    if not moment:
        return SafeString("")
    words = moments.date_of(moment, now=_now(context))
    return format_html('<time class="nowrap" datetime="{}">{}</time>', moment.isoformat(), words)


def _tell(told: moments.Told, moment: datetime) -> SafeString:
    return format_html(
        '<time class="when{}" datetime="{}"><b>{}</b> · <span class="date">{}</span></time>',
        " late" if told.late else "",
        moment.isoformat(),
        told.meaning,
        told.date,
    )


@register.simple_tag
def area(code: str) -> str:
    """The name of an area: 「城隍庙社区」."""
    return naming.name("area", code or "")
