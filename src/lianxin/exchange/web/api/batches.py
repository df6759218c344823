"""A file on its way by token: sent, tried, confirmed, its bad rows read back. Only whoever sent it sees
it."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from lianxin.api.public import (
    FILE,
    FILE_BODY,
    Done,
    Given,
    Made,
    Question,
    Token,
    done,
    file_in,
    once,
    person_of,
    versions,
)
from lianxin.exchange import public as exchange
from lianxin.exchange.actions.batches import MOST_BYTES
from lianxin.exchange.contracts import BatchCard
from lianxin.exchange.models import Batch, Step
from lianxin.exchange.queries.batches import asked, bad_rows, batch_for, card_of, own_batches
from lianxin.exchange.web.api.shapes import (
    BadRowsTold,
    BatchesTold,
    BatchTold,
    MappedGiven,
    batch_told,
)
from lianxin.exchange.web.api.sources import IMPORTS, Code
from lianxin.kernel import clock

router = Router(tags=["imports"])
BRINGS = Token("imports:write", brings=FILE)
WIDE = {r"/api/v1/sources/[^/]+/batches": MOST_BYTES + 1_000}
ALL, ONE = "/sources/{code}/batches", "/sources/{code}/batches/{batch_id}"


class From(Question):
    after: Annotated[str, Field(max_length=6, pattern=r"^[0-9]*$")] = ""


@router.post(
    ALL,
    response={201: Made},
    auth=BRINGS,
    operation_id="receive_batch",
    summary="Send a file",
    openapi_extra=FILE_BODY,
)
def received(request: HttpRequest, code: Code) -> Status[dict[str, Any]]:
    """Send a CSV or XLSX, 40 MB and 50,000 rows at most. It is tried in the background; nothing goes in
    before it is confirmed. The same file twice changes nothing."""
    by, raw = person_of(request), file_in(request, MOST_BYTES)
    return Status(201, once(request, lambda: {"id": exchange.receive(code, raw, by=by, now=clock.now())}))


@router.get(ALL, response=BatchesTold, auth=IMPORTS, operation_id="list_batches", summary="List your files")
def listed(request: HttpRequest, code: Code) -> dict[str, Any]:
    """List the files that you have sent and that are not forgotten yet."""
    mine = own_batches(person_of(request), code, now=clock.now())
    return {"batches": [batch_told(card) for card in mine]}


@router.get(
    ONE, response=BatchTold, auth=IMPORTS, operation_id="read_batch", summary="Read how far a file is"
)
def one(request: HttpRequest, response: HttpResponse, code: Code, batch_id: UUID) -> dict[str, Any]:
    """Read how far a file is, and what it asks. Its ETag goes into If-Match when it is confirmed."""
    batch = batch_for(person_of(request), code, batch_id, now=clock.now())
    card = card_of(batch, code)
    response["ETag"] = _mark(card)
    told = vars(asked(batch)) if batch.step == Step.ASKING else None
    return {**batch_told(card), "asked": told, "may_go_on": bool(batch.stopped_at)}


@router.post(
    ONE + "/match", response=Done, auth=IMPORTS, operation_id="match_batch", summary="Match a file's columns"
)
def matched(request: HttpRequest, code: Code, batch_id: UUID, payload: MappedGiven) -> dict[str, Any]:
    """Say what the columns of this file mean; it is then read by that, anew where it was tried already. Once
    a row of it was good, the next file is read so too."""
    by, meant = person_of(request), payload.mapped()
    return done(request, lambda: exchange.match(code, batch_id, meant, by=by, now=clock.now()))


@router.post(
    ONE + "/confirm", response=Done, auth=IMPORTS, operation_id="confirm_batch", summary="Confirm a file"
)
def confirmed(request: HttpRequest, code: Code, batch_id: UUID, payload: Given) -> dict[str, Any]:
    """Let what was tried go in, in the background. If-Match is the ETag under which you read the result."""
    by, now = person_of(request), clock.now()
    batch_for(by, code, batch_id, now=now)
    versions.must_be_seen(request)

    def confirming() -> None:
        exchange.confirm(
            code, batch_id, by=by, now=now, seen=lambda row: versions.must_be(request, _row_mark(row, code))
        )

    return done(request, confirming)


@router.post(
    ONE + "/go-on", response=Done, auth=IMPORTS, operation_id="go_on_batch", summary="Go on with a file"
)
def gone_on(request: HttpRequest, code: Code, batch_id: UUID, payload: Given) -> dict[str, Any]:
    """Go on from where a file stopped on a fault of ours."""
    return _then(request, exchange.go_on, code, batch_id)


@router.post(ONE + "/drop", response=Done, auth=IMPORTS, operation_id="drop_batch", summary="Drop a file")
def dropped(request: HttpRequest, code: Code, batch_id: UUID, payload: Given) -> dict[str, Any]:
    """Forget a file and everything of it that has not gone in."""
    return _then(request, exchange.drop, code, batch_id)


@router.get(
    ONE + "/bad-rows",
    response=BadRowsTold,
    auth=IMPORTS,
    operation_id="list_bad_rows",
    summary="List a file's bad rows",
)
def bad(request: HttpRequest, code: Code, batch_id: UUID, asked: Query[From]) -> dict[str, Any]:
    """List the rows that do not go in, whole and with the reason, about a hundred at a time."""
    after = int(asked.after) if asked.after else -1
    headings, rows, following = bad_rows(person_of(request), code, batch_id, after=after, now=clock.now())
    return {"headings": headings, "rows": rows, "next_after": following}


def _then(request: HttpRequest, act: Callable[..., None], code: str, batch_id: UUID) -> dict[str, Any]:
    by = person_of(request)
    return done(request, lambda: act(code, batch_id, by=by, now=clock.now()))


def _row_mark(row: Batch, code: str) -> str:
    return _mark(card_of(row, code))


def _mark(card: BatchCard) -> str:
    told = (card.step, card.done, card.rows, card.new, card.known, card.changed, card.bad, card.danger)
    return versions.mark("batch", card.id, *told)
