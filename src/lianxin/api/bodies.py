"""A body that is a file and no JSON: read up to a bound, and known again by what it holds."""

import hashlib
from typing import Any

from django.http import HttpRequest

FILE = "application/octet-stream"
# For `openapi_extra`: what the file is, it says by what it holds, never by its head.
FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {FILE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


def file_in(request: HttpRequest, most: int) -> bytes:
    """The body, and one byte more than `most` where it is longer: enough to say that it is too large."""
    content: bytes = request.read(most + 1)
    request.lx_file = hashlib.sha256(content).hexdigest()  # type: ignore[attr-defined]  # for `once`
    return content
