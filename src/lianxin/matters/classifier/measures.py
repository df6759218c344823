"""How right the answers were: accuracy, macro-F1 and who was taken for whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """`confusion[i][j]`: rows whose category is `labels[i]` and whose answer is `labels[j]`."""

    n: int
    accuracy: float
    macro_f1: float
    labels: list[str]
    confusion: list[list[int]]


def measure(wanted: Sequence[str], given: Sequence[str]) -> Measured:
    """Macro-F1 is the plain mean over every label that was wanted or given; 0 for one never right."""
    pairs = Counter(zip(wanted, given, strict=True))
    labels = sorted(set(wanted) | set(given))
    confusion = [[pairs[row, column] for column in labels] for row in labels]
    right = [confusion[at][at] for at in range(len(labels))]
    asked = [sum(row) for row in confusion]
    answered = [sum(column) for column in zip(*confusion, strict=True)]
    f1 = [2 * r / (a + b) if a + b else 0.0 for r, a, b in zip(right, asked, answered, strict=True)]
    n = len(wanted)
    return Measured(n, sum(right) / n, sum(f1) / len(labels), labels, confusion)
