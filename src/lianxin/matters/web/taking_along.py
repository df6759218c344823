"""The copy to take away, packed: a page for a person, a file for other software, the photos beside both."""

import json
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from django.template.loader import render_to_string

from lianxin.matters.contracts import Ref
from lianxin.matters.queries.held import copy_of, photos_in
from lianxin.matters.queries.timeline import timeline

PAGE, DATA = "read-me.html", "data.json"


def packed(ref: Ref, *, now: datetime, proved: bool = True) -> bytes:
    told, photos = copy_of(ref, now=now, proved=proved), photos_in(ref)
    page = {
        "told": told,
        "steps": timeline(ref, for_resident=True),
        "photos": [name for name, _picture in photos],
        "data": DATA,
    }
    box = BytesIO()
    with ZipFile(box, "w") as parts:
        parts.writestr(PAGE, render_to_string("matters/copy.html", page))
        parts.writestr(DATA, json.dumps(told, ensure_ascii=False, indent=1))
        for name, picture in photos:
            parts.writestr(name, picture)
    return box.getvalue()
