"""Run in a house: carry real work through Django, log every write below SQLite, and pickle the log.

Words: where the log goes, how many reports, FULL or NORMAL.
"""

import os
import pickle
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings

from reliability.vfs import Watch

INTO, COUNT, SYNCHRONOUS = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
# The log is folded into the database five times as often as by default (1,000 pages): more crash points in
# the delicate part, smaller images. Everything else is what a deployment has.
settings.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA wal_autocheckpoint=200;"
if SYNCHRONOUS != "FULL":
    told = settings.DATABASES["default"]["OPTIONS"]["init_command"]
    changed = told.replace("synchronous=FULL", f"synchronous={SYNCHRONOUS}")
    assert changed != told
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = changed
WATCH = Watch()
django.setup()

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.public import Brought, Verb
from reliability.hamlet import NOW, Hamlet, hamlet, report_of
from reliability.power import state_of

OUTSIDE = sqlite3.connect(settings.DATABASES["default"]["NAME"])


def acknowledge(answers: list[str]) -> None:
    WATCH.log.append(("ack", len(answers)))
    answers.append(state_of(OUTSIDE))


def work(town: Hamlet, answers: list[str]) -> None:
    """Reports, and for every fifth the unit's and the dispatcher's words up to its end."""
    for number in range(COUNT):
        now = NOW + timedelta(minutes=number)
        ref = matters.submit_report(report_of(number), by=Actor.resident(), now=now).ref
        acknowledge(answers)
        if number % 5 == 0:
            for verb, who, brought in (
                (Verb.ACCEPT, "gao", Brought()),
                (Verb.BEGIN, "gao", Brought()),
                (Verb.FINISH, "gao", Brought(note="换了新井盖")),
                (Verb.VERIFY, "li", Brought(note="看过了")),
                (Verb.CLOSE, "qian", Brought()),
            ):
                matters.speak(verb, ref, brought, by=town.actor(who), now=now)
                acknowledge(answers)


answers = [state_of(OUTSIDE)]
assert not WATCH.log, "the log must begin with the file that the judge begins with"
work(hamlet(), answers)
INTO.write_bytes(pickle.dumps((WATCH.log, answers)))
# Whoever is cut off closes nothing; and SQLite must not call back into an interpreter that is going down.
os._exit(0)
