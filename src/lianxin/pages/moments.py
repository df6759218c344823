"""Both meanings of a time: how far it is, and when it is (「还有 2 天 · 6月3日 周三 18:00」). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lianxin.kernel.clock import local

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EXACT_BELOW = 3 * 60  # minutes


@dataclass(frozen=True)
class Told:
    """`meaning` is the distance in words, `date` the moment as people in China write it."""

    meaning: str
    date: str
    late: bool = False


def date_of(moment: datetime, *, now: datetime, clock: bool = True) -> str:
    """「6月3日 周三 18:00」, with the year when it is not this one."""
    there, here = local(moment), local(now)
    english = (get_language() or "").startswith("en")
    other_year = there.year != here.year
    if english:
        day = f"{DAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]}" + (
            f" {there.year}" * other_year
        )
    else:
        day = f"{there.year}年" * other_year + f"{there.month}月{there.day}日 {WEEKDAYS[there.weekday()]}"
    return f"{day} {there:%H:%M}" if clock else day


def span(length: timedelta, *, days: int) -> str:
    """A length in its largest unit: minutes below an hour, hours below a day, else `days` by the calendar.
    Rounded to the nearest, never down by a half; below three hours the minutes are told too."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        n = max(minutes, 1)
        return ngettext("%(n)s 分钟", "%(n)s 分钟", n) % {"n": n}
    if minutes < EXACT_BELOW and minutes % 60:
        hours, rest = divmod(minutes, 60)
        return _("%(hours)s 小时 %(minutes)s 分") % {"hours": hours, "minutes": rest}
    if minutes < 24 * 60:
        n = round(minutes / 60)
        return ngettext("%(n)s 小时", "%(n)s 小时", n) % {"n": n}
    return ngettext("%(n)s 天", "%(n)s 天", days) % {"n": days}


def due(moment: datetime, *, now: datetime) -> Told:
    """A promise: what is left of it, or by how much it was missed."""
    days = abs((local(moment).date() - local(now).date()).days) or 1
    date = date_of(moment, now=now)
    if moment < now:
        return Told(_("超时 %(span)s") % {"span": span(now - moment, days=days)}, date, late=True)
    return Told(_("还有 %(span)s") % {"span": span(moment - now, days=days)}, date)


def past(moment: datetime, *, now: datetime) -> Told:
    """Something that happened: how long ago."""
    days = (local(now).date() - local(moment).date()).days or 1
    length = now - moment
    date = date_of(moment, now=now)
    if length < timedelta(minutes=1):
        return Told(_("刚才"), date)
    return Told(_("%(span)s前") % {"span": span(length, days=days)}, date)
