"""XML and JSON say the same, whatever the words."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.open311.plain import Told, as_json, as_xml
from open311.asking import tree_of

words = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\x00\x0b\x1f<>&]'\"\r\n\u2028\ufffe\U0001f600东")
)
leaves = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | words
row = st.fixed_dictionaries({"service_code": words, "description": leaves, "metadata": leaves})


def written(leaf: Any) -> Any:
    """A leaf of JSON as XML can say it."""
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return str(leaf) if isinstance(leaf, int) else leaf


@settings(max_examples=200, deadline=None)
@given(st.lists(row, max_size=4))
def test_both_formats_say_the_same_whatever_the_words(rows: list[dict[str, Any]]) -> None:
    told = Told("services", rows)

    from_json = json.loads(as_json(told))
    from_xml = tree_of(as_xml(told))

    assert from_xml == [{name: written(leaf) for name, leaf in row.items()} for row in from_json]


@settings(max_examples=100, deadline=None)
@given(words)
def test_what_is_bare_of_a_charset_is_bare_of_anything_but_ascii(text: str) -> None:
    told = Told("discovery", {"contact": text})

    assert as_xml(told, ascii_only=True).isascii()
    assert as_json(told, ascii_only=True).isascii()
    assert tree_of(as_xml(told, ascii_only=True)) == tree_of(as_xml(told))
    assert json.loads(as_json(told, ascii_only=True)) == json.loads(as_json(told))


def test_nothing_is_null_and_an_empty_element() -> None:
    told = Told("services", [{"description": "", "keywords": None, "metadata": True}])

    assert as_json(told) == b'[{"description":null,"keywords":null,"metadata":true}]'
    assert as_xml(told).endswith(
        b"<services><service><description/><keywords/><metadata>true</metadata></service></services>"
    )


def test_signs_that_xml_cannot_hold_are_left_out_of_both() -> None:
    told = Told("errors", [{"code": 400, "description": "a\x00b\x1b[31mc\ud800d\uffffe"}])

    assert json.loads(as_json(told))[0]["description"] == "ab[31mcde"
    assert tree_of(as_xml(told))[0]["description"] == "ab[31mcde"
