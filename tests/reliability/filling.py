"""Run in a house: the disk is full at the n-th write, for one n after another, while residents report through
the real pages; then there is room again. Words: how many points, how many writes apart. Prints JSON.

The refusal comes from below SQLite (`vfs.py`), as ENOSPC would: every write after the n-th is answered with
SQLITE_FULL until room is made. So "full at every write" can be said exactly, in the log and in the database.
"""

import json
import os
import sys
import time
from collections import Counter

import django
from django.conf import settings

from reliability.vfs import Watch

POINTS, APART = int(sys.argv[1]), int(sys.argv[2])
full_from: list[int] = []
WATCH = Watch(refuse=lambda _kind: bool(full_from) and WATCH.writes >= full_from[0])
settings.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA wal_autocheckpoint=100;"
django.setup()

from django.test import Client

from reliability.crowd import CODE, KEY, form_of
from reliability.hamlet import report_of

client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"host": "localhost"})
key = KEY.search(client.get("/").content.decode())[1]  # type: ignore[index]
answers, acks, slowest = Counter[str](), {}, 0.0


def send(number: int) -> bool:
    answer = client.post("/", form_of(number, "full", key), content_type="application/x-www-form-urlencoded")
    found = CODE.match(answer.headers.get("Location", ""))
    retry = "" if answer.headers.get("Retry-After") else " without Retry-After"
    answers[str(answer.status_code) + ("" if found else retry)] += 1
    if found:
        acks[str(report_of(number, seed="full").id)] = found[1]
    WATCH.log.clear()
    return bool(found)


number = 0
for point in range(POINTS):
    full_from[:] = [WATCH.writes + 1 + point * APART % 60]
    for _try in range(40):  # until the disk is full; a report needs about forty writes
        if not send(number):
            break
        number += 1
    send(number)
    full_from.clear()
    began = time.monotonic()
    while not send(number):
        assert time.monotonic() - began < 10, "no recovery within ten seconds"
    slowest = max(slowest, time.monotonic() - began)
    number += 1

print(json.dumps({"answers": answers, "acks": acks, "slowest": slowest, "points": POINTS}), flush=True)
os._exit(0)  # SQLite must not call back into an interpreter that is going down
