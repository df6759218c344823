"""Run in a house: say something and add a photo, and die (SIGKILL) at the moment that is named."""

import os
import signal
import sys
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.public import photos
from media.pictures import photo
from reliability.hamlet import GRID

moment = sys.argv[1]


def die(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Before the row of the photo is written, or after it and before the commit."""
    if 'INSERT INTO "media_picture"' not in sql:
        return execute(sql, params, many, context)
    if moment == "after the row":
        execute(sql, params, many, context)
    if moment != "never":
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)


now = clock.now()
report = matters.Report(id=UUID(int=7), text="井盖坏了", made_at=now, area=GRID[:12])
told = matters.submit_report(report, by=Actor.resident(), now=now)
with connection.execute_wrapper(die):
    print(photos.add(told.ref, 1, [photo()], by=Actor.resident(), now=now).kept, told.again)
