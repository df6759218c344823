"""Rejects what a database sharded by county cannot do: a lock, a change or a join without the county.

It stands in for Citus on every engine: each statement of every test passes through it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db.backends.base.base import BaseDatabaseWrapper

from lianxin.shell.partition import heavy_models

NAMED = re.compile(r'(?:FROM|JOIN|UPDATE|INTO)\s+"(\w+)"(?:\s+(?:AS\s+)?"?(U\d+|T\d+)"?)?', re.IGNORECASE)


class WithoutCounty(AssertionError):
    """A statement that would have to visit every shard, or that one shard cannot answer."""


class Guard:
    fine: ClassVar[set[str]] = set()  # the same words need no second look: most statements come again

    def __init__(self) -> None:
        self.heavy = {model._meta.db_table for model in heavy_models()}

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if sql not in self.fine:
            for part in sql.split(" UNION ALL "):  # each answers for itself: that is no join
                self.check(part)
            self.fine.add(sql)
        return execute(sql, params, many, context)

    def check(self, sql: str) -> None:
        verb = sql.lstrip("( ").split(" ", 1)[0].upper()
        if verb not in {"SELECT", "UPDATE", "DELETE"}:
            return
        used = [(table, alias or table) for table, alias in NAMED.findall(sql) if table in self.heavy]
        if not used:
            return
        changes = verb != "SELECT" or "FOR UPDATE" in sql.upper()
        if changes or len(used) > 1:
            for table, alias in used:
                if not self._states_county(sql, alias):
                    what = "changed or locked" if changes else "joined"
                    raise WithoutCounty(f"{table} is {what} without its county: {sql[:400]}")

    @staticmethod
    def _states_county(sql: str, alias: str) -> bool:
        named = rf'"?{alias}"?\."county"'
        return (
            re.search(rf"{named}\s*(=|IN)", sql) is not None or re.search(rf"=\s*\(?{named}", sql) is not None
        )


@contextmanager
def unguarded(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For a tamperer with the file in hand, and for the tests that look from outside the house."""
    kept = list(connection.execute_wrappers)
    connection.execute_wrappers[:] = [wrapper for wrapper in kept if not isinstance(wrapper, Guard)]
    try:
        yield
    finally:
        connection.execute_wrappers[:] = kept
