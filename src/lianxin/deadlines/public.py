"""The front door of deadlines."""

from lianxin.deadlines.actions import extend, pause, restart, resume, start, stop
from lianxin.deadlines.clockwork import ANSWER, DISPATCH, Promise
from lianxin.deadlines.events import DeadlineStepped
from lianxin.deadlines.keeping import (
    NewTime,
    Seeded,
    change_ladder,
    change_service_time,
    seed_calendar,
    set_day,
)
from lianxin.deadlines.models import Clock, ServiceTime
from lianxin.deadlines.queries import (
    add_workdays,
    clocks_of,
    is_workday,
    ladder,
    provisional,
    service_times,
)
from lianxin.deadlines.sweeping import sweep
from lianxin.deadlines.times import Rung

__all__ = [
    "ANSWER",
    "DISPATCH",
    "Clock",
    "DeadlineStepped",
    "NewTime",
    "Promise",
    "Rung",
    "Seeded",
    "ServiceTime",
    "add_workdays",
    "change_ladder",
    "change_service_time",
    "clocks_of",
    "extend",
    "is_workday",
    "ladder",
    "pause",
    "provisional",
    "restart",
    "resume",
    "seed_calendar",
    "service_times",
    "set_day",
    "start",
    "stop",
    "sweep",
]
