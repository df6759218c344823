"""A12: whatever anybody says in whatever order, the lifecycle does what the law of the house says. (That
every transition is reached is shown without chance in test_lifecycle_matrix.py.)

A million steps: `LIANXIN_STEPS=1000000 ./test tests/reliability/test_lifecycle_machine.py`.
"""

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from lianxin.journal import public as journal
from lianxin.matters.lifecycle import OF_ITSELF, TABLE
from reliability.hamlet import settle
from reliability.house import Tell
from reliability.machine import Lifecycle
from reliability.model import PAIRS

STEPS_A_RUN = 50
LONG = int(os.environ.get("LIANXIN_STEPS", "6000"))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("boundless")]


def walk(steps: int, *, same: bool) -> str:
    settle()
    journal.forget_all()
    began, before = time.monotonic(), Lifecycle.walked.total() + Lifecycle.refused.total()
    run_state_machine_as_test(
        Lifecycle,
        settings=settings(
            max_examples=max(1, steps // STEPS_A_RUN),
            stateful_step_count=STEPS_A_RUN,
            deadline=None,
            database=None,
            derandomize=same,
            phases=[Phase.generate],  # a failure prints its steps; minutes of shrinking would hide it in CI
            suppress_health_check=list(HealthCheck),
        ),
    )
    seconds = time.monotonic() - began
    verbs = Lifecycle.walked.total() + Lifecycle.refused.total() - before
    missing = sorted(PAIRS - set(Lifecycle.walked))
    share = 1 - len(missing) / len(PAIRS)
    return f"{verbs} verbs in {seconds:.0f} s; {share:.0%} of {len(PAIRS)} transitions; never: {missing}"


def test_the_model_and_the_table_have_the_same_rows() -> None:
    spoken = [step for step in TABLE.steps if step.verb not in OF_ITSELF]
    assert {(step.verb, state) for step in spoken for state in step.froms} == PAIRS


def test_hundreds_of_random_steps_do_what_the_model_says(warm: None, tell: Tell) -> None:
    tell(walk(300, same=True))


@pytest.mark.long
def test_many_random_steps_do_what_the_model_says(warm: None, tell: Tell) -> None:
    tell(walk(LONG, same=False))
