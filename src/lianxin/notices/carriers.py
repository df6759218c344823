"""How each channel that leaves Lianxin is set up: dated rows, sealed, kept by the keeper on a page.

For the whole deployment (a post server, an SMS gateway) or for one unit (its robot, its mailbox). The newest
row holds; when one is replaced, the secrets of the older ones go.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, Snapshot, append, bump
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.kernel.keyring import keyring
from lianxin.notices.models import Carrier
from lianxin.pages.public import permission

Setup = Mapping[str, str]
Whose = UUID | None  # a unit, or nobody's in particular: the deployment's


@dataclass(frozen=True)
class Ask:
    """One line of a channel's set-up, as the page asks for it. `secret`: sealed and never shown again, so an
    empty one on the page leaves the old one. `lines`: several lines. `choices` are codes with labels."""

    name: str
    label: "str | Promise"
    help: "str | Promise" = ""
    secret: bool = False
    required: bool = True
    default: str = ""
    lines: bool = False
    choices: tuple[tuple[str, "str | Promise"], ...] = ()


class NotSetUp(Exception):
    """The channel was switched off after the message was written: it waits until it is set up again."""


def _load() -> dict[tuple[str, Whose], bytes]:
    kept = Carrier.objects.filter(sealed__isnull=False).order_by("id")
    return {(row.channel, row.unit): bytes(row.sealed) for row in kept if row.sealed is not None}


_kept = Snapshot("carriers", _load)


def setup_of(channel: str, unit: Whose = None) -> Setup:
    """Opened for the moment of use. Raises NotSetUp."""
    sealed = _kept.get().get((channel, unit))
    if sealed is None:
        raise NotSetUp(channel)
    opened: dict[str, str] = json.loads(keyring().open(sealed, bound_to=_bond(channel, unit)))
    return opened


def is_set(channel: str, unit: Whose = None) -> bool:
    return (channel, unit) in _kept.get()


def set_for_all() -> frozenset[str]:
    """The channels that are set up for the deployment. One look, for whoever asks for many."""
    return frozenset(channel for channel, unit in _kept.get() if unit is None)


def carriers_of(unit: UUID) -> list[str]:
    """The channels by which this unit is told besides its desk."""
    return sorted(channel for channel, whose in _kept.get() if whose == unit)


def units_told() -> list[tuple[UUID, str]]:
    """Every unit with a channel of its own."""
    return [(whose, channel) for channel, whose in sorted(_kept.get(), key=str) if whose is not None]


def _bond(channel: str, unit: Whose) -> str:
    return f"carrier:{channel}:{unit or ''}"


@transaction.atomic
def keep(channel: str, unit: Whose, setup: Setup, *, by: Actor, now: datetime) -> None:
    """Set a channel up anew from now on. Empty secrets stay what they were. The journal holds which, never
    how: the set-up has passwords in it."""
    permission.require_keeper(by)
    asks(channel, unit)
    whole = dict(setup)
    if is_set(channel, unit):
        whole = {**setup_of(channel, unit), **{name: told for name, told in whole.items() if told}}
        whole |= {name: "" for name, told in setup.items() if not told and name not in _secrets(channel)}
    wrong = _faults[(channel, unit is not None)](whole)
    if wrong:
        raise Invalid(wrong[0], instead=_("改好以后再存一次,填的还在。"))
    sealed = keyring().seal(json.dumps(whole, ensure_ascii=False), bound_to=_bond(channel, unit))
    Carrier.objects.filter(channel=channel, unit=unit).update(sealed=None)
    Carrier.objects.create(channel=channel, unit=unit, sealed=sealed, kept_at=now)
    _say("notices.keep_carrier", channel, unit, by, now)


@transaction.atomic
def switch_off(channel: str, unit: Whose, *, by: Actor, now: datetime) -> None:
    """No message is written for it any more; its secrets are gone. What waits is given up in time."""
    permission.require_keeper(by)
    if not Carrier.objects.filter(channel=channel, unit=unit, sealed__isnull=False).update(sealed=None):
        raise NotFound(_("这个通道没有设置过。"))
    _say("notices.switch_off", channel, unit, by, now)


def _say(deed: str, channel: str, unit: Whose, by: Actor, now: datetime) -> None:
    bump("carriers")
    payload = {"unit": str(unit)} if unit else {}
    append(NATION, [Fact(deed, f"carrier:{channel}", payload)], by=by, now=now)


Faults = Callable[[Setup], list[str]]
_asked: dict[tuple[str, bool], tuple[Ask, ...]] = {}
_faults: dict[tuple[str, bool], Faults] = {}


def asks(channel: str, unit: Whose = None) -> tuple[Ask, ...]:
    """What must be known to set a channel up. Raises NotFound for one that is not set up this way."""
    found = _asked.get((channel, unit is not None))
    if found is None:
        raise NotFound(_("没有这样的通道设置。"))
    return found


def register(channel: str, asked: tuple[Ask, ...], faults: Faults, *, of_unit: bool = False) -> None:
    """Called by the module of a channel: what it asks of the deployment or of a unit, and what may be wrong
    with the answers, in sentences."""
    _asked[channel, of_unit] = asked
    _faults[channel, of_unit] = faults


def settable(*, of_unit: bool) -> list[str]:
    return [channel for channel, unit in _asked if unit == of_unit]


def _secrets(channel: str) -> set[str]:
    return {ask.name for of_unit in (False, True) for ask in _asked.get((channel, of_unit), ()) if ask.secret}
