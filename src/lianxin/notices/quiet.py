"""The hours in which nobody is woken: neither residents nor those who serve. What waits is not lost."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, Snapshot, append, bump
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid
from lianxin.notices.models import QuietTime
from lianxin.pages.public import permission

BEGINS, ENDS = time(20, 0), time(8, 0)  # until a keeper says otherwise
LATEST_BEGIN, EARLIEST_END = time(22, 0), time(6, 0)  # a night is left to everybody


def _load() -> tuple[time, time]:
    row = QuietTime.objects.order_by("-id").first()
    return (row.begins, row.ends) if row else (BEGINS, ENDS)


_kept = Snapshot("quiet", _load)


def hours() -> tuple[time, time]:
    return _kept.get()


def is_quiet(moment: datetime) -> bool:
    begins, ends = hours()
    return not ends <= local(moment).time() < begins


def after_quiet(moment: datetime) -> datetime:
    """`moment` itself by day; in the quiet hours, the end of them."""
    if not is_quiet(moment):
        return moment
    here, ends = local(moment), hours()[1]
    morning = here if here.time() < ends else here + timedelta(days=1)
    return morning.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)


@transaction.atomic
def change_hours(begins: time, ends: time, *, by: Actor, now: datetime) -> None:
    """From now on; what already waits keeps its time. A night of eight hours stays quiet in any case."""
    permission.require_keeper(by)
    if not (ends < begins <= LATEST_BEGIN and ends >= EARLIEST_END):
        raise Invalid(
            _("安静时段最晚从 22:00 开始,最早到 6:00 结束。"),
            instead=_("紧急的事不受它限制,任何时候都发。"),
            fields={"begins": _("请写 22:00 或更早。"), "ends": _("请写 6:00 或更晚。")},
        )
    QuietTime.objects.create(begins=begins, ends=ends, kept_at=now)
    bump("quiet")
    told = {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    append(NATION, [Fact("notices.change_hours", "quiet:hours", told)], by=by, now=now)
