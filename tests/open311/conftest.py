"""A client as other people's software is one: no cookie, no session."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client

from town import Town

Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask(town: Town, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """`ask("services.json", lang="en")` → the answer of the live endpoint; `base` names another one."""
    monkeypatch.setattr("lianxin.kernel.clock.now", lambda: town.now)

    def asked(
        path: str, base: str = "/open311/v2/", headers: dict[str, str] | None = None, **words: Any
    ) -> HttpResponse:
        return Client(raise_request_exception=True).get(f"{base}{path}", words, headers=headers or {})

    return asked


def tree_of(xml: bytes) -> Any:
    """XML as JSON has it (the Spark convention): what has children of one name is a list."""
    return _read(ElementTree.fromstring(xml))


_LISTS = {
    "services", "service_requests", "errors", "endpoints", "formats", "attributes", "values", "photos",
}  # fmt: skip


def _read(node: ElementTree.Element) -> Any:
    if node.tag in _LISTS:
        return [_read(child) for child in node]
    if len(node):
        return {child.tag: _read(child) for child in node}
    return node.text
