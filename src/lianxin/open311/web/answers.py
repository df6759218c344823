"""An answer in the format that was asked for, with what a cache needs; a refusal as a list of errors."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from lianxin.kernel.errors import Busy, Refusal
from lianxin.open311.plain import Told, Tree, as_json, as_xml

TYPES: Mapping[str, str] = {"json": "application/json", "xml": "text/xml"}
FRESH = 60  # seconds for which anybody may keep what everybody may know


@dataclass(frozen=True)
class Answer:
    """`private`: it holds what the sender alone may read. `bare`: without a charset (the discovery document,
    which therefore holds nothing but ASCII). `changed_at`: when anything in it changed last."""

    told: Told
    private: bool = False
    bare: bool = False
    changed_at: datetime | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def written(answer: Answer, form: str) -> HttpResponse:
    body = (as_xml if form == "xml" else as_json)(answer.told, ascii_only=answer.bare)
    kind = TYPES[form] if answer.bare else f"{TYPES[form]}; charset=utf-8"
    response = HttpResponse(body, content_type=kind, status=answer.status)
    response["Content-Language"] = "en" if get_language() == "en" else "zh-hans"
    response["Access-Control-Allow-Origin"] = "*"  # a key is sent by hand, never by a browser on its own
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    for name, value in answer.headers.items():
        response[name] = value
    return response


def unless_known(request: HttpRequest, answer: Answer, response: HttpResponse) -> HttpResponse:
    """304 for those who hold the very same. Only for GET and HEAD that went well."""
    keep = "private, no-cache" if answer.private else f"public, max-age={FRESH}"
    response["Cache-Control"] = keep
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed = answer.changed_at
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    # Only by the ETag: two changes within one second would be one to If-Modified-Since alone.
    known = get_conditional_response(request, etag=response["ETag"], response=response)
    return known or response


def refused(refusal: Refusal) -> Answer:
    """One entry for each fault; the status of the whole is that of the specification: 404 for what is not
    there, 403 for the key, 400 for whatever cannot be used."""
    status = _status(refusal)
    sentences = list(dict.fromkeys(refusal.fields.values())) or [refusal.sentence]
    if refusal.instead:
        sentences[-1] = f"{sentences[-1]} {refusal.instead}"
    tree: list[Tree] = [{"code": status, "description": sentence} for sentence in sentences]
    headers = {"Retry-After": str(refusal.retry_after)} if isinstance(refusal, Busy) else {}
    return Answer(Told("errors", tree), status=status, headers=headers, private=True)


def fault(status: int, sentence: str, **headers: str) -> Answer:
    tree = Told("errors", [{"code": status, "description": sentence}])
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(tree, status=status, headers=told, private=True)


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, Busy):
        return refusal.status
    return {401: 403, 403: 403, 404: 404, 406: 406, 413: 413, 415: 415}.get(refusal.status, 400)
