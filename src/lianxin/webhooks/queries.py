"""Reading hooks and their log, by whoever keeps them; there is nothing of a person in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from lianxin.kernel.actor import Actor
from lianxin.webhooks.holding import Keeper, Own, kept_hook, must_administer, no_delivery
from lianxin.webhooks.models import OPEN, Delivery, Hook, Standing

PAGE = 50
DAY = timedelta(days=1)


@dataclass(frozen=True)
class HookCard:
    """A hook with what happened lately."""

    hook: Hook
    waiting: int = 0
    given_up: int = 0
    arrived: int = 0

    @property
    def state(self) -> str:
        """active, troubled (of late nothing arrived), or why it is paused."""
        if self.hook.standing == Standing.PAUSED:
            return self.hook.because
        return "troubled" if self.hook.failing_since else "active"


def hooks(viewer: Actor, *, now: datetime) -> list[HookCard]:
    """All that are not closed, by partner. Two statements."""
    must_administer(viewer)
    rows = Hook.objects.exclude(standing=Standing.CLOSED).select_related("partner")
    told = {
        row["hook"]: (row["waiting"], row["given_up"], row["arrived"])
        for row in Delivery.objects.values("hook").annotate(
            waiting=Count("id", filter=OPEN),
            given_up=Count("id", filter=Q(given_up_at__isnull=False)),
            arrived=Count("id", filter=Q(sent_at__gt=now - DAY)),
        )
    }
    return [HookCard(row, *told.get(row.id, (0, 0, 0))) for row in rows.order_by("partner__name", "name")]


def own_hooks(viewer: Own) -> list[Hook]:
    """An outside system's own. One statement."""
    return list(Hook.objects.filter(partner=viewer.partner).exclude(standing=Standing.CLOSED).order_by("id"))


def hook(viewer: Keeper, hook_id: UUID) -> Hook:
    return kept_hook(hook_id, viewer)


def log(viewer: Keeper, hook_id: UUID, *, before: UUID | None = None, only: str = "") -> list[Delivery]:
    """Newest first, one more than a page holds. `only`: waiting, given_up."""
    if isinstance(viewer, Own):
        kept_hook(hook_id, viewer)
    else:
        must_administer(viewer)
    rows = Delivery.objects.filter(hook=hook_id)
    if only == "waiting":
        rows = rows.filter(OPEN)
    elif only == "given_up":
        rows = rows.filter(given_up_at__isnull=False)
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def delivery(viewer: Actor, county: str, delivery_id: UUID) -> Delivery:
    must_administer(viewer)
    found = Delivery.objects.select_related("hook").filter(county=county, id=delivery_id).first()
    if found is None:
        raise no_delivery()
    return found
