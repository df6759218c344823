"""Keeping hooks, for the system administrator: where, what for, secrets, a pause, another try, a ping."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel import outbound
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.ids import uuid7
from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import plain_name
from lianxin.tokens import public as tokens
from lianxin.webhooks import pausing
from lianxin.webhooks.envelopes import Secret, body_of, fresh_secret, pack
from lianxin.webhooks.holding import (
    Keeper,
    Own,
    actor_of,
    kept_hook,
    must_administer,
    must_keep,
    no_delivery,
    token_of,
)
from lianxin.webhooks.kinds import KINDS, PING
from lianxin.webhooks.models import Delivery, Hook, Standing
from lianxin.webhooks.sending import LIMITS, secrets_of

MOST_HOOKS = 20  # of one partner
BOTH_HOLD = timedelta(days=1)  # after a change of secret, so that the other side can follow


@dataclass(frozen=True)
class HookDraft:
    """`areas`: what is public there is told too, inside the partner's own areas; none: its submissions."""

    name: str
    url: str
    kinds: Sequence[str]
    areas: Sequence[str] = ()


@dataclass(frozen=True)
class Judged:
    """A draft whose address was looked up a moment ago and may be called."""

    draft: HookDraft


@dataclass(frozen=True)
class Made:
    """`secret` is shown this once."""

    hook: UUID
    secret: str


def judged(draft: HookDraft) -> Judged:
    """Look the address up: it may take seconds, so whoever is about to begin a transaction does it before.
    Raises Invalid where it may not be called, or leads nowhere."""
    try:
        outbound.judge(draft.url.strip(), LIMITS)
    except outbound.NoAnswer as nowhere:
        told = {"url": nowhere.sentence}
        raise Invalid(nowhere.sentence, instead=nowhere.instead, fields=told) from nowhere
    return Judged(draft)


def add_hook(partner_id: UUID, draft: HookDraft | Judged, *, by: Keeper, now: datetime) -> Made:
    """A new address. It is judged before it is kept, and again at each sending."""
    must_keep(by, partner_id)
    partner = tokens.partner(SYSTEM, partner_id)
    if partner.closed_at is not None:
        raise NotNow(_("这个对接方已经停用了。"))
    checked = _checked(draft, partner.areas)
    secret = fresh_secret()
    hook = Hook(id=uuid7(), partner=partner, made_at=now, **checked)
    hook.sealed = keyring().seal(pack([secret]), bound_to=f"hook:{hook.id}")
    with transaction.atomic():
        if Hook.objects.filter(partner=partner).exclude(standing=Standing.CLOSED).count() >= MOST_HOOKS:
            raise NotNow(_("一个对接方最多 %(most)d 个推送地址。") % {"most": MOST_HOOKS})
        hook.save(force_insert=True)
        _say("webhooks.add_hook", hook, {"partner": str(partner_id), "kinds": hook.kinds}, by, now)
    return Made(hook.id, secret.words)


def change_hook(
    hook_id: UUID,
    draft: HookDraft | Judged,
    *,
    by: Keeper,
    now: datetime,
    seen: Callable[[Hook], None] | None = None,
) -> None:
    """Another address, name, kinds or areas, from the next news on. What waits goes to the new address.
    `seen` is called with the hook under its lock, and may refuse."""
    hook = kept_hook(hook_id, by)
    checked = _checked(draft, hook.partner.areas)
    with transaction.atomic():
        locked = Hook.objects.select_for_update().get(id=hook_id)
        if seen is not None:
            seen(locked)
        Hook.objects.filter(id=hook_id).update(**checked, rest_until=None, failing_since=None)
        _say("webhooks.change_hook", hook, {"kinds": checked["kinds"]}, by, now)


@transaction.atomic
def renew_secret(hook_id: UUID, *, by: Keeper, now: datetime) -> Made:
    """Another secret. For a day what is sent bears both signatures; then the old one is worth nothing."""
    hook = kept_hook(hook_id, by)
    old, fresh = secrets_of(hook, now)[:1], fresh_secret()
    kept = [fresh, *(Secret(one.words, now + BOTH_HOLD) for one in old)]
    sealed = keyring().seal(pack(kept), bound_to=f"hook:{hook_id}")
    Hook.objects.filter(id=hook_id).update(sealed=sealed)
    _say("webhooks.renew_secret", hook, {}, by, now)
    return Made(hook_id, fresh.words)


def stop(hook_id: UUID, *, by: Keeper, now: datetime) -> None:
    """Nothing goes there until somebody lets it; what is to be told waits."""
    if not pausing.pause(kept_hook(hook_id, by), pausing.HAND, by=actor_of(by), now=now, token=token_of(by)):
        raise NotNow(_("这个推送已经停着了。"))


@transaction.atomic
def let_go(hook_id: UUID, *, by: Keeper, now: datetime) -> None:
    """Go on; what has waited is sent, the oldest first."""
    hook = kept_hook(hook_id, by)
    paused = Hook.objects.filter(id=hook_id, standing=Standing.PAUSED)
    if not paused.update(standing=Standing.ACTIVE, because="", failing_since=None, rest_until=None):
        raise NotNow(_("这个推送没有停着。"))
    _say("webhooks.let_go", hook, {}, by, now)


@transaction.atomic
def close_hook(hook_id: UUID, *, by: Keeper, now: datetime) -> None:
    """For good; the log stays its month."""
    hook = kept_hook(hook_id, by)
    Hook.objects.filter(id=hook_id).update(standing=Standing.CLOSED, because="")
    _say("webhooks.close_hook", hook, {}, by, now)


@transaction.atomic
def ping(hook_id: UUID, *, by: Keeper, now: datetime) -> UUID:
    """A delivery that tells nothing, sent by the worker like any other."""
    hook = kept_hook(hook_id, by)
    if hook.standing != Standing.ACTIVE:
        raise NotNow(_("这个推送停着,先恢复再试。"))
    id_ = uuid7()
    Delivery.objects.create(
        id=id_,
        county=NATION,
        hook=hook,
        news=f"ping:{id_}",
        kind=PING,
        body=body_of(PING, now, {}),
        written_at=now,
        due_at=now,
    )
    Hook.objects.filter(id=hook_id).update(rest_until=None)
    append(NATION, [Fact("webhooks.ping", f"hook:{hook_id}", token_of(by))], by=actor_of(by), now=now)
    return id_


@transaction.atomic
def resend(county: str, delivery_id: UUID, *, by: Keeper, now: datetime) -> None:
    """The same body under the same id once more, arrived or given up: its tries begin anew."""
    rows = Delivery.objects.filter(county=county, id=delivery_id)
    if not isinstance(by, Own):
        must_administer(by)
    found = rows.select_related("hook").first()
    if found is None or (isinstance(by, Own) and by.partner != found.hook.partner_id):
        raise no_delivery()
    done = rows.exclude(sent_at__isnull=True, given_up_at__isnull=True)
    changed = done.update(
        sent_at=None, given_up_at=None, tries=0, due_at=now, leased_until=None, status=None, fault=""
    )
    if not changed:
        raise NotNow(_("这一条正排着队,不用再发。"))
    fact = Fact("webhooks.resend", f"delivery:{delivery_id}", {"county": county, **token_of(by)})
    append(NATION, [fact], by=actor_of(by), now=now)


def _checked(asked: HookDraft | Judged, partner_areas: Sequence[str]) -> dict[str, object]:
    draft = asked.draft if isinstance(asked, Judged) else asked
    name, url = plain_name(draft.name), draft.url.strip()
    kinds = [kind for kind in KINDS if kind in set(draft.kinds)]
    areas = list(dict.fromkeys(draft.areas))
    faults = {}
    if not 2 <= len(name) <= 60:
        faults["name"] = _("名称要有 2 到 60 个字。")
    if not kinds:
        faults["kinds"] = _("请至少选一种消息。")
    if outside := [area for area in areas if not area.startswith(tuple(partner_areas))]:
        faults["areas"] = _("%(area)s 不在这个对接方的地方里。") % {"area": outside[0][:15]}
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)
    if not isinstance(asked, Judged):
        judged(draft)
    return {"name": name, "url": url, "kinds": kinds, "areas": areas}


def _say(deed: str, hook: Hook, told: dict[str, object], by: Keeper, now: datetime) -> None:
    bump("hooks")
    append(NATION, [Fact(deed, f"hook:{hook.id}", {**told, **token_of(by)})], by=actor_of(by), now=now)
