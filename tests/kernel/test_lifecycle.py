"""A lifecycle table: one row per verb, offered to those who stand in the right relation."""

import pytest

from lianxin.kernel.lifecycle import Step, Table

OPEN = Step("open", frozenset({"shut"}), "ajar", frozenset({"owner", "guest"}))
SHUT = Step("shut", frozenset({"ajar"}), "shut", frozenset({"owner"}), frozenset({"note"}))
KNOCK = Step("knock", frozenset({"shut", "ajar"}), None, frozenset({"guest"}))
DOOR = Table([OPEN, SHUT, KNOCK])


def test_a_verb_has_one_row() -> None:
    assert DOOR["shut"].needs == {"note"}
    with pytest.raises(ValueError, match="two rows"):
        Table([OPEN, OPEN])
    with pytest.raises(KeyError):
        DOOR["paint"]


@pytest.mark.parametrize(
    ("state", "relations", "verbs"),
    [
        ("shut", ["owner"], ["open"]),
        ("shut", ["guest"], ["open", "knock"]),
        ("ajar", ["owner", "guest"], ["shut", "knock"]),
        ("ajar", [], []),
        ("shut", ["stranger"], []),
        ("burnt", ["owner", "guest"], []),
    ],
)
def test_rows_are_offered_by_state_and_relation_in_order(
    state: str, relations: list[str], verbs: list[str]
) -> None:
    assert [step.verb for step in DOOR.offered(state, iter(relations))] == verbs


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        OPEN.to = "gone"  # type: ignore[misc]
