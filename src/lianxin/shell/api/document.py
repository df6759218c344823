"""The OpenAPI 3.1 document: what ninja knows of the operations, and what holds for all of them."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.utils import translation

from lianxin.api.public import Problem
from lianxin.shell.api.house import api
from lianxin.tokens.public import SCOPES

Node = dict[str, Any]
PREFIX = "/api/v1"
DESCRIPTION = (
    "The same matters, verbs and refusals as the pages. Every operation needs a token "
    "(`Authorization: Bearer …`); cookies open nothing here. Every refusal is a problem (RFC 9457). "
    "Times are ISO 8601 with their offset, ids are strings, an unknown field is refused. "
    "Guide: docs/guide/integrator.md."
)
REFUSALS = {
    "400": "No JSON, or none that can be read.",
    "401": "No token, or one that opens nothing.",
    "403": "The token was not made for this, or this is not the duty of whoever asks.",
    "404": "Nothing that you may see: in the same words as what does not exist.",
    "409": "Not in this state.",
    "412": "Somebody was faster: it is no longer as you have seen it.",
    "415": "The body is no JSON.",
    "422": "The shape is wrong: `errors` says where.",
    "428": "If-Match is missing.",
    "429": "Too many: Retry-After says when to come again.",
    "503": "The store is busy or away: try again.",
}
LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "`en` for English sentences; Chinese otherwise.",
}
TAG = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag of an answer you have: 304 while it still holds.",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "The same key and body within a day are done once and answered alike; the same key and "
    "another body are refused (422).",
}
SEEN = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "maxLength": 100},
    "description": 'The ETag you read, or `"v<version>"`, or `*` for whatever state it is in.',
}
STATED = frozenset(
    {
        "speak",
        "resident_verb",
        "cover_photo",
        "withdraw_photo",
        "change_hook",
        "change_source",
        "confirm_batch",
    }
)
LOOSE = {**SEEN, "required": False, "description": "Optional here: as with staff's verbs."}


def document() -> Node:
    """The document; a test compares it with the one that is committed."""
    told: Node = deepcopy(dict(api.get_openapi_schema(path_prefix="")))
    told["info"]["description"] = DESCRIPTION
    told["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    told["servers"] = [{"url": PREFIX}]
    scopes = _scopes()
    for _path, method, operation in operations(told):
        _complete(operation, method, scopes[operation["operationId"]])
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    told["components"]["responses"] = {code: _problem(words) for code, words in REFUSALS.items()}
    told["x-scopes"] = {code: {"zh": str(scope.label)} for code, scope in SCOPES.items()}
    return told


def written() -> str:
    """docs/generated/openapi.json."""
    with translation.override("zh-hans"):
        return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def operations(told: Node) -> Iterator[tuple[str, str, Node]]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _scopes() -> dict[str, str]:
    """What each operation's token must have been made for."""
    found = {}
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                (auth,) = operation.auth_callbacks
                found[str(operation.operation_id)] = str(auth.scope)  # type: ignore[attr-defined]
    return found


def _complete(operation: Node, method: str, scope: str) -> None:
    operation["security"] = [{"token": [scope] if scope else []}]
    needs = f"Scope: `{scope}`." if scope else "Any token."
    operation["description"] = f"{operation.get('description', '')}\n\n{needs}".strip()
    known = operation.setdefault("parameters", [])
    codes = {"401", "403", "404", "422", "429", "503"}
    known.append(LANGUAGE)
    if method == "get":
        known.append(TAG)
        operation["responses"]["304"] = {"description": "It is as you have it."}
    else:
        known.append(KEY)
        codes |= {"400", "409", "415"}
        if operation["operationId"] in STATED:
            known.append(LOOSE if operation["operationId"] == "resident_verb" else SEEN)
            codes |= {"412", "428"}
    media = operation.pop("x-media-type", "")
    if media:
        answer = operation["responses"][200]
        answer["content"] = {media: answer["content"].popitem()[1]}
    operation["responses"] = {str(code): told for code, told in operation["responses"].items()}
    operation["responses"] |= {code: {"$ref": f"#/components/responses/{code}"} for code in sorted(codes)}


def _problem(words: str) -> Node:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}
