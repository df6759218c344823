"""When news stops going somewhere: it does not answer for days, says it is gone, or somebody stops it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.notices import public as notices
from lianxin.webhooks.models import Hook, Standing

PATIENCE = timedelta(days=3)
REST = timedelta(minutes=1)
HAND, FAILING, LEFT = "hand", "failing", "gone"


def well_again(hook: Hook) -> None:
    Hook.objects.filter(Q(failing_since__isnull=False) | Q(rest_until__isnull=False), id=hook.id).update(
        failing_since=None, rest_until=None
    )


def failed(hook: Hook, *, silent: bool, now: datetime) -> None:
    """`silent`: it did not answer, or asked for peace, so that it rests; a plain no concerns one delivery."""
    Hook.objects.filter(id=hook.id, failing_since__isnull=True).update(failing_since=now)
    if silent:
        Hook.objects.filter(id=hook.id).update(rest_until=now + REST)
    if hook.failing_since is not None and now - hook.failing_since >= PATIENCE:
        pause(hook, FAILING, by=SYSTEM, now=now)


def pause_gone(hook: Hook, *, now: datetime) -> None:
    """410: it is not there any more, and says so."""
    pause(hook, LEFT, by=SYSTEM, now=now)


@transaction.atomic
def pause(
    hook: Hook, because: str, *, by: Actor, now: datetime, token: Mapping[str, object] | None = None
) -> bool:
    """What is to be told waits for it. Whoever keeps outside systems is told, unless they did it."""
    active = Hook.objects.filter(id=hook.id, standing=Standing.ACTIVE)
    if not active.update(standing=Standing.PAUSED, because=because, rest_until=None):
        return False
    bump("hooks")
    if because != HAND:
        _tell(hook, now)
    append(
        NATION,
        [Fact("webhooks.pause", f"hook:{hook.id}", {"because": because, **(token or {})})],
        by=by,
        now=now,
    )
    return True


def _tell(hook: Hook, now: datetime) -> None:
    words = _("推送“%(name)s”停下了:对方一直没有收下。请联系对方,修好以后在“推送”页上恢复。") % {
        "name": hook.name
    }
    keepers = [person.id for person in accounts.administrators("system")]
    stamp = int(now.timestamp())
    notes = [
        notices.Note(f"hook:{hook.id}:{stamp}:{person}", "desk", words, f"hook:{hook.id}", person)
        for person in keepers
    ]
    notices.write(NATION, notes, now=now)
