"""Runs in an environment of its own with PyPI's `georeport`, as it is: what it reads goes out as JSON."""

import json
import sys

from georeport import GeoReport

base, county, start, end = sys.argv[1:5]
told = {}
for form in ("json", "xml"):
    client = GeoReport(base, jurisdiction=county, output_format=form)
    services = client.get_service_list()
    some = client.get_service_requests(start_date=start, end_date=end)
    told[form] = {
        "services": services,
        "definition": client.get_service_definition("facility.manhole"),
        "requests": some,
        "open": client.get_service_requests(status="open", service_code="facility.streetlight"),
        "by_id": client.get_service_requests(
            service_request_id=",".join(row["service_request_id"] for row in some)
        ),
        "one": client.get_service_request(some[0]["service_request_id"]),
    }
json.dump(told, sys.stdout, ensure_ascii=False)
