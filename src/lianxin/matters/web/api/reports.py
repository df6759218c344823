"""Residents' side: say it, how is it going, what the holder of a code can do."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from lianxin.api.public import Bearer, County, Token, bearer_of, once, versions
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.contracts import Progress
from lianxin.matters.public import Report, Verb
from lianxin.matters.queries.progress import find_by_code
from lianxin.matters.queries.sent import sent_report
from lianxin.matters.web.api.shapes import (
    BroughtGiven,
    ProgressTold,
    Received,
    ReportGiven,
    ResidentVerb,
    SentTold,
    progress_told,
)
from lianxin.matters.web.forms import NOTICE
from lianxin.pages.public import limits

router = Router(tags=["reports"])
READS, WRITES = Token("reports:read"), Token("reports:write")
Code = str


@router.post(
    "/reports", response={201: Received}, auth=WRITES, operation_id="submit_report", summary="Submit a report"
)
def submit(request: HttpRequest, payload: ReportGiven) -> Status[dict[str, Any]]:
    """Take in a report and put it on the right desk. Sent again with the same `id` it is the same report;
    with the same `id` and other words it is refused."""
    bearer, now = bearer_of(request), clock.now()
    report = _report(payload, bearer, now)
    return Status(201, once(request, lambda: _taken_in(report, bearer, now)))


def _report(given: ReportGiven, bearer: Bearer, now: datetime) -> Report:
    if bearer.is_partner and (given.channel or given.read_out):
        raise NotAllowed(_("channel 和 read_out 给记事的工作人员用。"), instead=_("请去掉这两项。"))
    told = given.model_dump(exclude={"point", "made_at", "channel"})
    return Report(
        **told,
        point=Point(given.point.lon, given.point.lat) if given.point else None,
        made_at=given.made_at or now,
        channel=given.channel or ("api" if bearer.is_partner else "visit"),
        credential=bearer.credential,
        notice=NOTICE,
        within=bearer.areas,
    )


def _taken_in(report: Report, bearer: Bearer, now: datetime) -> dict[str, Any]:
    """Whoever serves is told the matter, and not the code that is the resident's."""
    done = matters.submit_report(report, by=bearer.actor, now=now)
    mine = {"code": done.code, "matter": None} if bearer.is_partner else {"code": None, "matter": done.ref.id}
    return {"id": report.id, "county": done.ref.county, "number": done.number, "again": done.again, **mine}


@router.get(
    "/reports/{county}/{sent_id}",
    response=SentTold,
    auth=READS,
    operation_id="read_report",
    summary="Read a report you sent",
)
def sent(request: HttpRequest, county: County, sent_id: UUID) -> dict[str, Any]:
    """Read how a report goes on that this outside system sent, by the `id` under which it sent it."""
    found = sent_report(bearer_of(request).credential, county, sent_id, now=clock.now())
    return progress_told(found, SentTold)


@router.get(
    "/progress/{code}",
    response=ProgressTold,
    auth=READS,
    operation_id="read_progress",
    summary="Read a report's progress",
)
def progress(request: HttpRequest, code: Code) -> dict[str, Any]:
    """Read how a report goes on, as the holder of its code does. Wrong codes are counted, and right ones too
    wait once there were too many."""
    return progress_told(opened(request, code))


@router.post(
    "/progress/{code}/{verb}",
    response=ProgressTold,
    auth=WRITES,
    operation_id="resident_verb",
    summary="Take a step as the resident",
)
def speak(request: HttpRequest, code: Code, verb: ResidentVerb, payload: BroughtGiven) -> dict[str, Any]:
    """Supplement, chase, withdraw, rate, reopen, appeal: the holder of the code has the last word. Never with
    the token of somebody who serves."""
    must_speak_for_residents(request)
    brought = payload.brought(versions.seen_by(request, required=False))
    told = opened(request, code)  # before anything that could be undone: a wrong code has been tried
    by, now = Actor.resident(told.ref.id), clock.now()

    def spoken() -> dict[str, Any]:
        matters.speak(Verb(verb), told.ref, brought, by=by, now=now)
        return progress_told(matters.progress(code, now=now))

    return once(request, spoken)


def must_speak_for_residents(request: HttpRequest) -> None:
    if not bearer_of(request).is_partner:
        raise NotAllowed(
            _("您正以工作人员的身份登录,不能替居民做这一步。"),
            instead=_("自己家的事,请先退出登录,或用自己的手机打开这一页。"),
        )


def opened(request: HttpRequest, code: Code) -> Progress:
    """An outside system speaks for many from one address: its own wrong codes are counted."""
    now, bearer = clock.now(), bearer_of(request)
    with limits.guesses(request, now=now, whose=f"token:{bearer.token}"):
        found = matters.progress(code[:40], now=now)
        _must_be_within(found, bearer)
        return found


def _must_be_within(found: Progress, bearer: Bearer) -> None:
    """An outside system acts for its areas; elsewhere a right code opens no more than a wrong one."""
    if bearer.areas and not any(found.ref.county.startswith(area[:6]) for area in bearer.areas):
        find_by_code("")  # finds nothing, and says so as for any wrong code
