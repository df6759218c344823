"""Tests that commit are cleaned up by emptying every table; the journal refuses that, so for this one
moment its guards come off."""

from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from lianxin.journal import guards

_clean_up = TransactionTestCase._fixture_teardown


def _past_the_guards(case: Any) -> None:
    guards.remove(connection)
    try:
        _clean_up(case)
    finally:
        guards.install(connection)


def flush_past_the_guards() -> None:
    TransactionTestCase._fixture_teardown = _past_the_guards
