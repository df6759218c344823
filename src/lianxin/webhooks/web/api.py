"""An outside system keeps its own addresses by token: where news goes, the secret, a pause, the log."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from lianxin.api.public import (
    Among,
    Area,
    County,
    Done,
    Given,
    Question,
    Token,
    Told,
    bearer_of,
    done,
    once,
    versions,
)
from lianxin.kernel import clock
from lianxin.kernel.errors import NotAllowed
from lianxin.webhooks import actions, queries
from lianxin.webhooks.actions import HookDraft, Made
from lianxin.webhooks.holding import Own
from lianxin.webhooks.kinds import KINDS
from lianxin.webhooks.models import Delivery, Hook

router = Router(tags=["hooks"])
MANAGES = Token("webhooks:manage")
VERBS: dict[str, Callable[..., object]] = {
    "pause": actions.stop,
    "resume": actions.let_go,
    "close": actions.close_hook,
    "ping": actions.ping,
}
KindCode = Annotated[str, Among(tuple(KINDS))]


class HookGiven(Given):
    """`url` is https, and never of an internal network. `kinds`: which news. `areas`: what is public there is
    told too; none: only what you sent in yourself."""

    name: Annotated[str, Field(min_length=2, max_length=60)]
    url: Annotated[str, Field(max_length=2000)]
    kinds: Annotated[list[KindCode], Field(min_length=1, max_length=len(KINDS))]
    areas: Annotated[list[Area], Field(max_length=50)] = []


class HookOut(Told):
    """`standing`: active or paused; `because`: hand, failing, gone."""

    id: UUID
    name: str
    url: str
    kinds: list[str]
    areas: list[str]
    standing: str
    because: str
    failing_since: datetime | None
    made_at: datetime


class HooksTold(Told):
    hooks: list[HookOut]


class SecretTold(Told):
    """Shown this once and kept nowhere that it could be read: lost, it is renewed."""

    id: UUID
    secret: str


class Log(Question):
    only: Literal["", "waiting", "given_up"] = ""
    after: UUID | Literal[""] = ""


class DeliveryOut(Told):
    """`body` is what is sent, the same at every try. `fault` is a kind (timeout, refused, …), never words."""

    id: UUID
    county: str
    kind: str
    number: str
    body: str
    written_at: datetime
    due_at: datetime
    tries: int
    tried_at: datetime | None
    status: int | None
    fault: str
    sent_at: datetime | None
    given_up_at: datetime | None


class LogTold(Told):
    """Newest first, fifty at a time; kept for a month."""

    deliveries: list[DeliveryOut]
    next_after: str


@router.get(
    "/hooks", response=HooksTold, auth=MANAGES, operation_id="list_hooks", summary="List your webhooks"
)
def listed(request: HttpRequest) -> dict[str, Any]:
    """List your own addresses that are not closed."""
    return {"hooks": [_told(hook) for hook in queries.own_hooks(_own(request))]}


@router.get(
    "/hooks/{hook_id}", response=HookOut, auth=MANAGES, operation_id="read_hook", summary="Read a webhook"
)
def one(request: HttpRequest, response: HttpResponse, hook_id: UUID) -> dict[str, Any]:
    """Read one of your addresses. Its ETag goes into If-Match when it is changed."""
    hook = queries.hook(_own(request), hook_id)
    response["ETag"] = _mark(hook)
    return _told(hook)


@router.post(
    "/hooks", response={201: SecretTold}, auth=MANAGES, operation_id="add_hook", summary="Add a webhook"
)
def added(request: HttpRequest, payload: HookGiven) -> Status[dict[str, Any]]:
    """Add an address to which news goes; twenty at most. The answer holds the secret with which what is sent
    is signed, this once: asked again under the same key it is refused."""
    own, draft = _own(request), actions.judged(HookDraft(**payload.model_dump()))

    def adding() -> dict[str, Any]:
        return _secret(actions.add_hook(own.partner, draft, by=own, now=clock.now()))

    return Status(201, once(request, adding, keep=False))


@router.post(
    "/hooks/{hook_id}/change",
    response=Done,
    auth=MANAGES,
    operation_id="change_hook",
    summary="Change a webhook",
)
def changed(request: HttpRequest, hook_id: UUID, payload: HookGiven) -> dict[str, Any]:
    """Give a webhook another address, name, kinds or areas, from the next news on."""
    own = _own(request)
    queries.hook(own, hook_id)
    versions.must_be_seen(request)
    draft = actions.judged(HookDraft(**payload.model_dump()))

    def changing() -> None:
        actions.change_hook(
            hook_id, draft, by=own, now=clock.now(), seen=lambda hook: versions.must_be(request, _mark(hook))
        )

    return done(request, changing)


@router.post(
    "/hooks/{hook_id}/secret",
    response=SecretTold,
    auth=MANAGES,
    operation_id="renew_hook_secret",
    summary="Renew a webhook's secret",
)
def renewed(request: HttpRequest, hook_id: UUID, payload: Given) -> dict[str, Any]:
    """Make another secret, shown this once. For a day what is sent bears both signatures."""
    own = _own(request)

    def renewing() -> dict[str, Any]:
        return _secret(actions.renew_secret(hook_id, by=own, now=clock.now()))

    return once(request, renewing, keep=False)


@router.post(
    "/hooks/{hook_id}/verbs/{verb}",
    response=Done,
    auth=MANAGES,
    operation_id="tell_hook",
    summary="Pause, resume, close or ping a webhook",
)
def told(
    request: HttpRequest, hook_id: UUID, verb: Literal["pause", "resume", "close", "ping"], payload: Given
) -> dict[str, Any]:
    """Pause: what is to be told waits. Resume: it is sent, the oldest first. Close: for good. Ping: a
    delivery that tells nothing."""
    own = _own(request)
    return done(request, lambda: VERBS[verb](hook_id, by=own, now=clock.now()))


@router.get(
    "/hooks/{hook_id}/deliveries",
    response=LogTold,
    auth=MANAGES,
    operation_id="list_deliveries",
    summary="List a webhook's deliveries",
)
def log(request: HttpRequest, hook_id: UUID, asked: Query[Log]) -> dict[str, Any]:
    """List what went to an address, and what became of it."""
    rows = queries.log(_own(request), hook_id, before=asked.after or None, only=asked.only)
    page = rows[: queries.PAGE]
    more = str(page[-1].id) if len(rows) > queries.PAGE else ""
    return {"deliveries": [_delivery(row) for row in page], "next_after": more}


@router.post(
    "/deliveries/{county}/{delivery_id}/again",
    response=Done,
    auth=MANAGES,
    operation_id="send_delivery_again",
    summary="Send a delivery again",
)
def again(request: HttpRequest, county: County, delivery_id: UUID, payload: Given) -> dict[str, Any]:
    """Send the same body under the same id once more, whether it arrived or was given up."""
    own = _own(request)
    return done(request, lambda: actions.resend(county, delivery_id, by=own, now=clock.now()))


def _own(request: HttpRequest) -> Own:
    bearer = bearer_of(request)
    if bearer.partner is None:
        raise NotAllowed(
            _("推送地址归对接方。"), instead=_("请用对接方的令牌,或者由系统管理员在“推送”页上管。")
        )
    return Own(bearer.partner, bearer.token)


def _told(hook: Hook) -> dict[str, Any]:
    return {name: getattr(hook, name) for name in HookOut.model_fields}


def _mark(hook: Hook) -> str:
    return versions.mark("hook", hook.id, hook.name, hook.url, hook.kinds, hook.areas)


def _secret(made: Made) -> dict[str, Any]:
    return {"id": made.hook, "secret": made.secret}


def _delivery(row: Delivery) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DeliveryOut.model_fields}
