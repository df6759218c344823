"""What the model sees of a text: one to three characters of Chinese, words and word pairs of Latin script.

Training and serving both call `grams`, so that they can never disagree.
"""

import re

from lianxin.matters.classifier.lexicon import plain

RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\W_]+(?:['’-][^\W_]+)*")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
LONGEST_RUN = 40  # of a Latin "word"; longer ones are addresses or noise


def grams(text: str) -> list[str]:
    """The features of one text, in reading order, with repeats."""
    found: list[str] = []
    before = ""
    for run in _runs(plain(text)):
        if HAN.match(run):
            found += run
            found += [run[at : at + 2] for at in range(len(run) - 1)]
            found += [run[at : at + 3] for at in range(len(run) - 2)]
            before = ""
        else:
            word = run[:LONGEST_RUN]
            found.append(f" {word}")
            found += _pieces(word)
            if before:
                found.append(f" {before} {word}")
            before = word
    return found


def _runs(text: str) -> list[str]:
    """Stretches of one script: `wifi坏了` is a word and a stretch of Chinese."""
    split: list[str] = []
    for run in RUN.findall(text):
        if HAN.search(run) and not HAN.match(run[0]):
            at = HAN.search(run).start()  # type: ignore[union-attr]
            split += [run[:at], *_runs(run[at:])]
        else:
            split.append(run)
    return split


def _pieces(word: str) -> list[str]:
    """Four letters at a time, so that `leaking` and `leaks` are relatives; digits are left whole."""
    if len(word) < 5 or word.isdigit():
        return []
    return [f"~{word[at : at + 4]}" for at in range(len(word) - 3)]
