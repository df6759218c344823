"""The API is the whole house: no address is left out unsaid, no document is stale, no write is done twice."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from lianxin.api.public import Given, Told
from lianxin.shell.api.document import document, operations
from lianxin.shell.api.private import PRIVATE, SAME
from lianxin.tokens.public import SCOPES

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "src" / "lianxin"
UNSAID = 0  # a ratchet: only ever lowered
COMMITTED = ROOT / "docs" / "generated" / "openapi.json"


def addresses(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    found = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= addresses(one, one.namespace or space)
        elif isinstance(one, URLPattern):
            found.add(f"{space}:{one.name}")
    return found


def in_the_document() -> set[str]:
    return {operation["operationId"] for _path, _method, operation in operations(document())}


def test_every_address_is_in_the_document_or_says_why_not() -> None:
    known = {name for name in addresses() if not name.startswith("api:")}
    excused = {name for name in known if name in PRIVATE or f"{name.split(':')[0]}:*" in PRIVATE}
    left = known - excused - SAME.keys()
    words = f"say in shell/api/private.py what does the same as these, or why nothing does: {sorted(left)}"
    assert len(left) <= UNSAID, words


def test_every_address_of_the_api_is_in_the_document() -> None:
    (root,) = (one for one in _resolvers(get_resolver()) if one.namespace == "api")
    routes = {str(one.pattern) for one in root.url_patterns} - {""}
    asked = {"/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route) for route in routes}
    assert asked == document()["paths"].keys()


def _resolvers(resolver: URLResolver) -> Iterator[URLResolver]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield one
            yield from _resolvers(one)


def test_the_list_speaks_of_nothing_that_is_gone() -> None:
    known = addresses()
    assert SAME.keys() <= known
    assert {name for name in PRIVATE if not name.endswith("*")} <= known
    assert set(SAME.values()) <= in_the_document()
    assert not SAME.keys() & PRIVATE.keys()


def test_every_operation_wants_a_token_made_for_it() -> None:
    told = document()
    for path, method, operation in operations(told):
        (needed,) = operation["security"]
        assert set(needed["token"]) <= SCOPES.keys(), path
        assert needed["token"] or operation["operationId"] == "me", path
        assert operation["tags"], path
        assert method in {"get", "post"}, path


def test_the_committed_document_is_fresh() -> None:
    assert json.loads(COMMITTED.read_text()) == json.loads(json.dumps(document())), "run ./dev docs"


def test_every_operation_says_in_plain_words_what_it_does() -> None:
    told = {operation["operationId"]: operation for _path, _method, operation in operations(document())}
    summaries = {id_: operation["summary"] for id_, operation in told.items()}

    assert [id_ for id_, words in summaries.items() if len(words.split()) < 2 or len(words) > 45] == []
    assert [words for words, times in Counter(summaries.values()).items() if times > 1] == []
    described = {id_: operation["description"].rpartition("\n\n")[0] for id_, operation in told.items()}
    assert [id_ for id_, words in described.items() if len(words.split()) < 4 or words[-1:] != "."] == []


def test_every_write_goes_through_once() -> None:
    """Behind a POST stands `once` or `done`, which answer a resend alike and undo what is sent for tests."""
    bare = []
    for path in sorted(ROOMS.rglob("web/**/api*.py")) + sorted(ROOMS.rglob("web/api/*.py")):
        tree = ast.parse(path.read_text())
        made = {node.name: ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for name, source in made.items():
            if "@router.post" in source and not _is_once(source, made):
                bare.append(f"{path.relative_to(ROOMS)} {name}")
    assert not bare, bare


def _is_once(source: str, made: dict[str, str]) -> bool:
    calls = {"once(request", "done(request"}
    through = any(f"{name}(request" in source and any(c in made[name] for c in calls) for name in made)
    return any(call in source for call in calls) or through


@pytest.mark.parametrize("shape", sorted(Given.__subclasses__(), key=lambda shape: shape.__name__))
def test_what_comes_in_is_known_to_the_last_field(shape: type[Given]) -> None:
    assert shape.model_config["extra"] == "forbid"


def test_no_two_shapes_share_a_name() -> None:
    """The document knows them by name: of two alike, one would be told in the other's words."""
    found: dict[str, set[str]] = {}
    waiting = [*Given.__subclasses__(), *Told.__subclasses__()]
    while waiting:
        shape = waiting.pop()
        found.setdefault(shape.__name__, set()).add(shape.__module__)
        waiting += shape.__subclasses__()
    assert not {name: rooms for name, rooms in found.items() if len(rooms) > 1}


def test_no_two_shapes_tell_the_same() -> None:
    """What two rooms tell alike has one definition, in `api.shapes`."""
    twins: dict[str, list[str]] = {}
    for name, shape in document()["components"]["schemas"].items():
        twins.setdefault(json.dumps(_without_words(shape), sort_keys=True), []).append(name)
    assert not [names for names in twins.values() if len(names) > 1]


def _without_words(shape: dict[str, Any]) -> dict[str, Any]:
    """What is told, without what it is called and how it is described."""
    fields = {name: _bare(told) for name, told in shape.get("properties", {}).items()}
    return {**_bare(shape), "properties": fields}


def _bare(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key not in {"title", "description"}}
