"""An example of what kinds of matter may ask, for the sample town."""

from datetime import datetime
from pathlib import Path

from lianxin.kernel.actor import Actor
from lianxin.open311.actions.questions import import_questions

QUESTIONS = Path(__file__).parent / "data" / "questions.csv"


def seed(*, by: Actor, now: datetime) -> None:
    """Twice does no harm."""
    import_questions(QUESTIONS, by=by, now=now)
