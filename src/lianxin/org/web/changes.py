"""The verbs of a unit's page: which form they take, which action they call."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.org import actions, keeping
from lianxin.org.web.forms import Appointment, Closing, NewPost, Relief, Renaming

Given = Mapping[str, Any]
Act = Callable[[UUID, Given, Actor, datetime], object]


def _rename(unit_id: UUID, given: Given, by: Actor, now: datetime) -> None:
    actions.rename_unit(unit_id, given["name"], given["phone"], by=by, now=now)


def _close(unit_id: UUID, given: Given, by: Actor, now: datetime) -> None:
    actions.close_unit(unit_id, given["valid_until"], by=by, now=now)


def _open_post(unit_id: UUID, given: Given, by: Actor, now: datetime) -> UUID:
    return actions.open_post(unit_id, given["title"], given["kind"], by=by, now=now)


def _appoint(unit_id: UUID, given: Given, by: Actor, now: datetime) -> UUID:
    """To a post of this unit: another unit's is answered like one that does not exist."""
    if given["post"] not in keeping.post_ids_of(unit_id):
        raise NotFound(keeping.no_such_unit())
    person = accounts.find_person(given["username"])
    if person is None:
        words = keeping.no_such_person(given["username"])
        raise Invalid(words, fields={"username": words})
    term = (given["starts_on"], given["ends_on"])
    return actions.appoint(person.id, given["post"], given["area"], *term, by=by, now=now)


def _relieve(unit_id: UUID, given: Given, by: Actor, now: datetime) -> None:
    if given["duty"] not in keeping.duties_of(unit_id):
        raise NotFound(keeping.no_such_unit())
    actions.relieve(given["duty"], given["ends_on"], by=by, now=now)


# What the unit's page says afterwards.
DONE = {
    "found": _("单位登记好了。接着可以设岗位、任命人。"),
    "rename": _("名称和电话改好了。"),
    "close": _("撤销已经记下,从写明的那天起生效;这里的任职同时结束。"),
    "open-post": _("岗位设好了。接着可以把人任命到这个岗位。"),
    "appoint": _("任命已经记下,从写明的那天起有权办事。"),
    "relieve": _("解除已经记下,从写明的那天起不再有权办事。"),
}
CHANGES: dict[str, tuple[type[forms.Form], Act]] = {
    "rename": (Renaming, _rename),
    "close": (Closing, _close),
    "open-post": (NewPost, _open_post),
    "appoint": (Appointment, _appoint),
    "relieve": (Relief, _relieve),
}
