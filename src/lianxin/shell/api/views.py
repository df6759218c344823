"""The document itself, and a page that people can read. Both open to all: they say what there is, not what is
in it."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from lianxin.shell.api.document import PREFIX, REFUSALS, document, operations, written
from lianxin.tokens.public import SCOPES


@cache
def _written() -> bytes:
    return written().encode()


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(_written(), content_type="application/json")
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_GET
def readable(request: HttpRequest) -> HttpResponse:
    """Every operation with what it needs: no script, nothing from elsewhere."""
    told = document()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, method, operation in operations(told):
        groups.setdefault(operation["tags"][0], []).append(_line(PREFIX + path, method, operation, told))
    page = {
        "groups": groups,
        "scopes": SCOPES.values(),
        "refusals": REFUSALS,
        "english": get_language() == "en",
    }
    return render(request, "shell/api.html", page)


def _line(path: str, method: str, operation: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    words, _blank, _scope = operation["description"].rpartition("\n\n")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    shape = told["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {})
    required = set(shape.get("required", []))
    (needed,) = operation["security"]
    asked = [known for known in operation["parameters"] if known["in"] in {"path", "query"}]
    return {
        "path": path,
        "method": method.upper(),
        "id": operation["operationId"],
        "summary": operation["summary"],
        "words": words,
        "scope": ", ".join(needed["token"]),
        "asked": [(known["name"], known["required"]) for known in asked],
        "body": [(name, name in required) for name in shape.get("properties", {})],
    }
