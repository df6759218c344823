"""The table of a dispute: every state is reached, every open one can end, and nobody is held in it."""

from lianxin.mediation.lifecycle import DONE, ENDED, OPEN, TABLE, Relation, State, Verb


def reached(start: set[str]) -> set[str]:
    found = set(start)
    while True:
        new = {step.to for step in TABLE.steps if step.to and step.froms & found} - found
        if not new:
            return found
        found |= new


def test_every_state_can_be_reached_from_a_registration() -> None:
    assert reached({State.REGISTERED}) == set(State)


def test_every_state_leads_to_the_filed_one() -> None:
    for state in State:
        assert State.FILED in reached({state}), state


def test_every_verb_has_one_row() -> None:
    assert [step.verb for step in TABLE.steps] == list(Verb)


def test_a_party_may_leave_as_long_as_there_are_talks() -> None:
    for state in OPEN:
        assert Verb.QUIT in {step.verb for step in TABLE.offered(state, {Relation.PARTY})}


def test_a_guide_never_speaks_in_the_talks_themselves() -> None:
    """The judicial office sees to the procedure: who mediates and how pressing it is, nothing said."""
    theirs = {step.verb for step in TABLE.steps if Relation.GUIDE in step.by}

    assert theirs == {Verb.ASSIGN, Verb.GRADE}


def test_an_ended_dispute_is_neither_open_nor_owed_anything() -> None:
    assert not ENDED & OPEN
    assert {State.BROKEN} == DONE - ENDED
