"""Messages as JSON: mine and my units', and for the keeper what could not be sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from lianxin.api.public import County, Done, Given, Token, Told, done, person_of
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.notices import queries
from lianxin.notices.actions import send_again
from lianxin.org import public as org
from lianxin.pages.public import permission

router = Router(tags=["messages"])
READS, KEEPS = Token("messages:read"), Token("keeping:write")
MOST = 50


class MessageTold(Told):
    """`subject` names the thing it is about ("matter:<id>")."""

    county: str
    id: UUID
    words: str
    subject: str
    written_at: datetime


class Messages(Told):
    """Newest first."""

    messages: list[MessageTold]


class LostTold(Told):
    """What was given up: never its words nor to whom it should have gone."""

    county: str
    id: UUID
    channel: str
    subject: str
    written_at: datetime
    given_up_at: datetime
    tries: int
    fault: str


class Lost(Told):
    """The latest fifty, and what waits to go out."""

    messages: list[LostTold]
    waiting: int
    oldest: datetime | None


@router.get(
    "/messages", response=Messages, auth=READS, operation_id="read_messages", summary="Read your messages"
)
def inbox(request: HttpRequest) -> dict[str, Any]:
    """Read the latest fifty messages to you and to the units in which you serve today."""
    by = person_of(request)
    units = {duty.unit_id for duty in org.held(by, on=local(clock.now()).date())}
    rows = queries.inbox_of([by.id] if by.id and units else [], units, limit=MOST)
    names = MessageTold.model_fields
    return {"messages": [{name: getattr(row, name) for name in names} for row in rows]}


@router.get(
    "/messages/undelivered",
    response=Lost,
    auth=KEEPS,
    operation_id="read_undelivered",
    summary="List undelivered messages",
)
def undelivered(request: HttpRequest) -> dict[str, Any]:
    """List messages that no channel could deliver, for the keeper of the whole deployment."""
    if not permission.may(person_of(request), "keeper", ""):
        raise NotFound(_("这里没有您能看的东西。"))
    rows, waiting = queries.undelivered()[:MOST], queries.waiting(clock.now())
    told = [{name: getattr(row, name) for name in LostTold.model_fields} for row in rows]
    return {"messages": told, "waiting": waiting.count, "oldest": waiting.oldest}


@router.post(
    "/messages/{county}/{message}/again",
    response=Done,
    auth=KEEPS,
    operation_id="send_again",
    summary="Send a message again",
)
def again(request: HttpRequest, county: County, message: UUID, payload: Given) -> dict[str, Any]:
    """Take up a message that was given up."""
    by, now = person_of(request), clock.now()
    return done(request, lambda: send_again(county, message, by=by, now=now))
