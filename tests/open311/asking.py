"""Answers as a client reads them."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from django.http import HttpResponse

Ask = Callable[..., HttpResponse]


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
