"""The table itself: every state can be reached, every state can still end, every verb has its function."""

from lianxin.matters.actions.verbs import DOES
from lianxin.matters.lifecycle import ENDED, OF_ITSELF, OPEN, TABLE, Relation, State, Verb


def _reachable(start: State) -> set[str]:
    found, todo = {str(start)}, [str(start)]
    while todo:
        state = todo.pop()
        for step in TABLE.steps:
            if state in step.froms and step.to and step.to not in found:
                found.add(step.to)
                todo.append(step.to)
    return found


def test_every_state_can_be_reached() -> None:
    assert _reachable(State.SUBMITTED) == set(State.values)


def test_every_open_state_can_still_be_closed() -> None:
    for state in OPEN:
        assert State.CLOSED in _reachable(state), state


def test_every_verb_has_a_row_a_function_and_a_label() -> None:
    assert {step.verb for step in TABLE.steps} == set(Verb.values)
    assert set(DOES) == set(Verb) - OF_ITSELF
    assert all(str(verb.label) for verb in Verb)


def test_nobody_is_left_without_a_way_to_ask_again() -> None:
    """A refusal is never the end: whoever was declined or closed may reopen, appeal, or was told where to."""
    for state in (State.CLOSED, State.RATED, State.DECLINED):
        offered = {step.verb for step in TABLE.offered(state, [Relation.RESIDENT])}
        assert Verb.APPEAL in offered, state


def test_the_table_stays_small() -> None:
    assert len(State) <= 12
    assert len(TABLE.steps) <= 33  # docs/decisions/0003 says why it is eight over the aim of house.md


def test_what_is_open_and_what_has_ended_are_all_there_is() -> None:
    assert frozenset(State) == OPEN | ENDED
    assert not OPEN & ENDED
