"""Days by which something of a dispute is to be done: shown to the parties, and rung by the common clocks."""

from datetime import date, datetime, time

from lianxin.deadlines import public as deadlines
from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.rows import insert
from lianxin.mediation import limits
from lianxin.mediation.models import Dispute, Due

FROM_RECEIPT = frozenset({limits.Since.APPLIED, limits.Since.REGISTERED, limits.Since.COURT_REFERRED})


def owe(dispute: Dispute, code: str, *, now: datetime, round_: int = 1) -> None:
    """What the table of limits sets, from the day that it names: of what runs from the application or the
    referral that of receipt, else today. `round_`: talks that began anew count from today."""
    since = limits.limit(code).since
    began = dispute.received_at if since in FROM_RECEIPT and round_ == 1 else now
    on = limits.due(code, local(began).date(), is_workday=deadlines.is_workday)
    owe_by(dispute, code if round_ == 1 else f"{code}:{round_}", on, now=now)


def owe_by(dispute: Dispute, kind: str, on: date, *, now: datetime) -> None:
    """From now on this is owed by the end of that day. A second call changes nothing: a promise never
    shrinks; `prolong` moves it."""
    row = Due(county=dispute.county, dispute=dispute, kind=kind, due_on=on)
    if insert([row], pass_over_known=True):
        subject = _subject(dispute, kind)
        deadlines.start(
            dispute.county, subject, SERVICE, now=now, answer_due=_end(on), kept=[deadlines.DISPATCH]
        )


def meet(dispute: Dispute, *kinds: str, now: datetime) -> None:
    """Done, or no longer owed."""
    rows = Due.objects.filter(county=dispute.county, dispute=dispute, kind__in=kinds, met_at__isnull=True)
    for row in rows:
        deadlines.stop(dispute.county, _subject(dispute, row.kind), now=now)
    rows.update(met_at=now)


def meet_all(dispute: Dispute, *, now: datetime) -> None:
    """It has ended: nothing of it is owed any more."""
    open_ = Due.objects.filter(county=dispute.county, dispute=dispute, met_at__isnull=True)
    meet(dispute, *open_.values_list("kind", flat=True), now=now)


def prolong(dispute: Dispute, kind: str, until: date, *, now: datetime) -> None:
    """Later, never earlier. Raises Invalid or NotNow as the clock does."""
    deadlines.extend(dispute.county, _subject(dispute, kind), _end(until), now=now)
    row = Due.objects.get(county=dispute.county, dispute=dispute, kind=kind)
    row.due_on, row.prolonged = until, row.prolonged + 1
    changed = {"due_on": until, "prolonged": row.prolonged, "reminded_on": None}
    Due.objects.filter(county=dispute.county, id=row.id).update(**changed)


def longer(kind: str, until: date, wanted: date) -> date:
    """As the table allows it, once everybody has agreed. Raises Invalid for a day too far."""
    code = kind.split(":")[0]
    return limits.prolonged(code, until, consents=True, is_workday=deadlines.is_workday, wanted=wanted)


SERVICE = "complex"  # names no time here: every end is given


def _subject(dispute: Dispute, kind: str) -> str:
    return f"dispute:{dispute.id}:{kind}"


def _end(day: date) -> datetime:
    """The last minute of the day in China."""
    return datetime.combine(day, time(23, 59), CHINA)
