"""Runs in an environment of its own with PyPI's `three` 0.8.0, as it is. It is of 2014 and speaks Python 2:
before it is imported, this process is given the two things that Python 3 took away (`itertools.ifilter`, keys
of a dictionary as a list). Not a line of it is changed."""

import itertools
import json
import sys

itertools.ifilter = filter

import relaxml


class Listed(dict):
    """A dictionary whose keys are a list, as they were."""

    def keys(self):
        return list(super().keys())


_read = relaxml.xml
relaxml.xml = lambda content: Listed(_read(content))

from three import Three

base, county, start, end, key, photo = sys.argv[1:7]
point = json.loads(photo)


def of_days(words):
    """As `three` takes days: month-day-year."""
    year, month, day = words[:10].split("-")
    return f"{month}-{day}-{year}"


told = {}
for form in ("json", "xml"):
    client = Three(base, api_key=key, format=form, jurisdiction=county)
    posted = client.post(
        "facility.manhole", description=f"三路口井盖坏了 {form}", name="Ann Lee", phone="13877665544", **point
    )
    refused = Three(base, api_key="wrong", format=form).post("facility.manhole", address="somewhere")
    first = (posted if form == "json" else [posted["request"]])[0]
    told[form] = {
        "discovery": client.discovery(),
        "services": client.services(),
        "definition": client.services("facility.manhole"),
        "requests": client.requests(between=[of_days(start), of_days(end)]),
        "some": client.requests("facility.streetlight", count=1),
        "posted": posted,
        "refused": refused,
        "token": client.token(first["service_request_id"]),
        "one": client.request(first["service_request_id"]),
    }
json.dump(told, sys.stdout, ensure_ascii=False)
