"""The town that most tests stand on is put back row by row: it must be the one that was laid."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from guard import unguarded
from laying import Laid
from lianxin.journal import snapshots
from lianxin.org import public as org
from town import TOWN
from town import _laid as town_laid

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, in the types that the house sees."""
    with unguarded(connection):
        models = (model for room in town_laid.rooms for model in apps.get_app_config(room).get_models())
        return {model.__name__: sorted(model._base_manager.values_list(), key=repr) for model in models}


def put_and_seen(laid: Laid) -> dict[str, list[tuple[Any, ...]]]:
    with transaction.atomic():
        laid.put()
        seen = everything()
        transaction.set_rollback(True)
    snapshots.forget_all()
    return seen


def test_what_is_put_back_is_what_was_laid() -> None:
    laid = Laid(town_laid.rooms, town_laid.lay)

    first, again, thrice = (put_and_seen(laid) for _time in range(3))

    assert first == again == thrice
    assert sum(map(len, first.values())) > 500


def test_the_copies_put_into_memory_are_those_of_the_rows() -> None:
    laid = Laid(town_laid.rooms, town_laid.lay)
    put_and_seen(laid)
    laid.put()

    for snapshot in snapshots._all:
        assert snapshot._held is not None
        assert snapshot._held[0] == snapshots.version_of(snapshot.name)
    held = org.units_in(TOWN), org.categories()
    snapshots.forget_all()
    assert (org.units_in(TOWN), org.categories()) == held


def test_a_laying_after_other_rows_would_remember_them_too_and_is_refused() -> None:
    laid = Laid(town_laid.rooms, town_laid.lay)
    laid.put()

    with pytest.raises(AssertionError, match="an empty house"):
        Laid(town_laid.rooms, town_laid.lay).put()
