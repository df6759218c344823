"""Filters that cannot be read are named."""

import pytest

from open311.asking import Ask


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"start_date": "soon"}, "start_date"),
        ({"end_date": "2026-13-45"}, "end_date"),
        ({"start_date": "2026-01-01", "end_date": "2026-11-01"}, "90"),
        ({"start_date": "2026-11-02", "end_date": "2026-11-01"}, "end_date"),
        ({"status": "acknowledged"}, "status"),
        ({"page": "0"}, "page"),
        ({"page_size": "1001"}, "page_size"),
        ({"page_size": "١"}, "page_size"),
        ({"page": "11", "page_size": "1000"}, "10000"),
        ({"updated_after": "x"}, "updated_after"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(ask: Ask, words: dict[str, str], told: str) -> None:
    answer = ask("requests.json", **words)

    assert answer.status_code == 400
    assert told in answer.json()[0]["description"]
