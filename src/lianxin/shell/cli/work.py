"""`lianxin work`: the background loop of a server (the embedded run has it as a thread)."""

import argparse
import json
import signal
import sys
import threading
from typing import Any

from lianxin.kernel import clock
from lianxin.shell import selfcheck
from lianxin.shell.work import work_loop, work_once


def register(commands: Any) -> None:
    parser = commands.add_parser("work", help="announcements, deadlines and messages, in the background")
    parser.add_argument("--once", action="store_true", help="one round, then say what was done")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Exit codes: 0 done (or stopped in good order), 1 a task of the one round failed, or a key file is not
    the right one."""
    wrong = selfcheck.shut()
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    if chosen.once:
        done = work_once(clock.now())
        print(json.dumps(done))
        return 1 if any(count < 0 for count in done.values()) else 0
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    work_loop(stop)
    return 0
