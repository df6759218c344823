"""The front door of deadlines."""

from lianxin.deadlines.actions import extend, pause, restart, resume, start, stop
from lianxin.deadlines.clockwork import ANSWER, DISPATCH, Promise
from lianxin.deadlines.events import DeadlineStepped
from lianxin.deadlines.models import Clock, ServiceTime
from lianxin.deadlines.queries import (
    add_workdays,
    clocks_of,
    clocks_of_many,
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
    "Promise",
    "Rung",
    "ServiceTime",
    "add_workdays",
    "clocks_of",
    "clocks_of_many",
    "extend",
    "is_workday",
    "ladder",
    "pause",
    "provisional",
    "restart",
    "resume",
    "service_times",
    "start",
    "stop",
    "sweep",
]
