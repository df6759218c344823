"""One term, one English word, everywhere: docs/words.md says which."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "src" / "lianxin" / "shell" / "locale" / "parts"
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")  # %(kind)s is no word
Row = tuple[str, list[str], list[str]]


def table() -> list[Row]:
    lines = (ROOT / "docs" / "words.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [(term, words.split(", "), refused.split(", ")) for term, words, refused in rows[2:]]


def told() -> Iterator[tuple[str, str]]:
    for path in sorted(PARTS.glob("*.json")):
        for chinese, english in json.loads(path.read_text()).items():
            for form in [english] if isinstance(english, str) else english:
                yield chinese, PLACES.sub("", form)


@pytest.mark.parametrize(("term", "words", "refused"), table(), ids=lambda cell: str(cell)[:20])
def test_a_term_has_one_english_word(term: str, words: list[str], refused: list[str]) -> None:
    meant = [(chinese, english) for chinese, english in told() if term in chinese]
    others = re.compile(rf"\b({'|'.join(map(re.escape, refused))})\b", re.IGNORECASE)
    own = re.compile(rf"\b({'|'.join(word.removeprefix('the ') for word in words)})", re.IGNORECASE)

    assert [pair for pair in meant if others.search(pair[1])] == []
    assert any(own.search(english) for _chinese, english in meant), f"nobody says {words} for {term}"
