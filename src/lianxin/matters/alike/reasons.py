"""Why two reports look like one, in words to weigh: 「同一个地方 · 说的是同一类 · 前后差 20 分钟」."""

from datetime import timedelta

from django.utils.translation import gettext as _

from lianxin.matters.alike.likeness import Likeness
from lianxin.pages.public import moments

SAME_SPOT, CLOSE_BY = 15.0, 120.0


def reasons(told: Likeness) -> tuple[str, ...]:
    """For those who serve: as exact as is known."""
    kind = _("说的是同一类") if told.same_kind else ""
    words = _("用的话也像") if told.same_words else ""
    days = max(1, round(told.apart / timedelta(days=1)))
    time = _("前后差 %(span)s") % {"span": moments.span(told.apart, days=days)}
    return tuple(filter(None, (_place(told), kind, words, time)))


def _place(told: Likeness) -> str:
    if told.metres is not None:
        if told.metres <= SAME_SPOT:
            return _("同一个地方")
        return _("同一个地方(约 %(n)d 米)") % {"n": max(10, round(told.metres, -1))}
    if told.same_place_words:
        return _("说的地点一样")
    return _("同一个社区") if told.same_area else _("离得不远")


def how_near(told: Likeness) -> str:
    """For a stranger: two steps, so that nobody can measure where another stood."""
    close = told.same_place_words if told.metres is None else told.metres <= CLOSE_BY
    return _("就在附近") if close else _("同一个社区")


def how_long_ago(told: Likeness) -> str:
    """For a stranger: by hours and days only."""
    if told.apart < timedelta(hours=1):
        return _("不到一小时前")
    days = max(1, round(told.apart / timedelta(days=1)))
    hours = timedelta(hours=round(told.apart / timedelta(hours=1)))
    return _("%(span)s前") % {
        "span": moments.span(hours if hours < timedelta(days=1) else told.apart, days=days)
    }
