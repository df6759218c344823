"""Runs in an environment of its own with PyPI's `boston311`, as it is. It knows one address, Boston's, as a
constant: the name that its module reads is pointed at ours, its code is not touched."""

import json
import sys
from datetime import datetime

import boston311
import boston311.api as api
from boston311.datamodels import Status

base, _county, start, end = sys.argv[1:5]
api.BOSTON_API_ENDPOINT = f"{base}/"

services = boston311.get_services()
everything = boston311.get_service_requests(
    start_date=datetime.fromisoformat(start), end_date=datetime.fromisoformat(end)
)
told = {
    "services": {service.service_code: service.service_name for service in services.services},
    "named": services.get_service_code("井盖缺失或破损"),
    "requests": [json.loads(row.model_dump_json()) for row in everything.service_requests],
    "open": [
        row.service_request_id for row in boston311.get_service_requests(status=Status.OPEN).service_requests
    ],
    "lamps": [
        row.service_request_id
        for row in boston311.get_service_requests(service_code="facility.streetlight").service_requests
    ],
    "one": json.loads(boston311.get_service_request(everything[0].service_request_id).model_dump_json()),
}
json.dump(told, sys.stdout, ensure_ascii=False)
