"""The front door of open311."""

from lianxin.open311.actions.questions import Taken, import_questions
from lianxin.open311.seeds import seed
from lianxin.open311.sheets import COLUMNS, REQUIRED

__all__ = ["COLUMNS", "REQUIRED", "Taken", "import_questions", "seed"]
