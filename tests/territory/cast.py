"""The moment and the rows that the tests of territory share."""

from datetime import UTC, date, datetime

from lianxin.kernel.spreadsheets import Row

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
CHENGHUANGMIAO = "140403001004"


def rows(*named: tuple[str, ...]) -> list[Row]:
    """(code, name[, replaced_by]) as the rows of a file, the first on line 2."""
    keys = ("code", "name", "replaced_by")
    return [
        Row(i, dict(zip(keys, cells, strict=False)), "", ",".join(cells)) for i, cells in enumerate(named, 2)
    ]
