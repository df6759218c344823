"""What a party may do on their page, put together from what they read: forms in order, one a promise."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.queries.contents import own_kinds
from lianxin.mediation.queries.own import Own
from lianxin.mediation.queries.told import PromiseTold
from lianxin.mediation.web.own_forms import OWN_VERBS, OwnForm
from lianxin.mediation.web.own_words import headline, looked

ELSEWHERE = frozenset({Verb.CONSENT, Verb.PERFORM})  # these stand where they are about something


def page_of(told: Own, code: str, bound: OwnForm | None, *, now: datetime) -> dict[str, Any]:
    """What the page shows, in the order in which it is asked for."""
    today = local(now).date()
    return {
        "told": told,
        "code": code,
        "headline": headline(told, today),
        "forms": offered(told, bound),
        "promises": promises(told, bound, today),
        "looked": looked(told),
        "coming": [one for one in told.sittings if not one.result and one.begins_at > now],
        "papers": own_kinds(told),
        "refused": bound,
    }


def offered(told: Own, bound: OwnForm | None) -> list[OwnForm]:
    """In order, with what was written where it was refused."""
    verbs = [verb for verb in OWN_VERBS if verb in told.procedure.verbs and verb not in ELSEWHERE]
    held_back = {
        Verb.SIGN: not _may_confirm(told),
        Verb.STRIKE: not told.seats,
        Verb.QUIT: told.asked,
    }  # there a no is enough
    verbs = [verb for verb in verbs if not held_back.get(Verb(verb), False)]
    return [_form(told, Verb(verb), bound) for verb in verbs]


def _form(told: Own, verb: Verb, bound: OwnForm | None) -> OwnForm:
    if bound is not None and bound.verb == verb and not bound.is_plain:
        _offer(bound, told)
        written = {name: bound.data[name] for name in bound.data}
        bound.data = written | {"seen": told.procedure.version}  # read anew: it may be sent again
        return bound
    draft = told.agreement.draft if told.agreement else 0
    form = OwnForm(verb, initial={"seen": told.procedure.version, "draft": draft})
    _offer(form, told)
    return form


def _offer(form: OwnForm, told: Own) -> None:
    """Whom there is to choose."""
    if "member" in form.fields:
        names = [(str(seat.member), f"{seat.name} {seat.role_label}") for seat in told.seats]
        form.fields["member"].choices = [("", _("请选择")), *names]  # type: ignore[attr-defined]


def _may_confirm(told: Own) -> bool:
    """An oral agreement, by whoever has not confirmed it yet; a written one is signed on paper."""
    agreement = told.agreement
    return bool(agreement and agreement.oral and str(told.me.id) not in agreement.signed)


@dataclass(frozen=True)
class Promise:
    """One promise, with the form to say that it was kept where that is still to be said by this party."""

    told: PromiseTold
    form: OwnForm | None


def promises(told: Own, bound: OwnForm | None, today: date) -> list[Promise]:
    rows = told.agreement.promises if told.agreement else ()
    return [Promise(row, _performs(told, row, bound, today)) for row in rows]


def _performs(told: Own, row: PromiseTold, bound: OwnForm | None, today: date) -> OwnForm | None:
    said = row.confirmed_at is not None or row.said_by == str(told.me.id)
    if said or Verb.PERFORM not in told.procedure.verbs:
        return None
    name = f"perform{row.place}_%s"
    if bound is not None and bound.verb == Verb.PERFORM and bound.data.get("term") == str(row.place):
        bound.auto_id = name
        return _form(told, Verb.PERFORM, bound)
    first = {"seen": told.procedure.version, "term": row.place, "on": row.done_on or today}
    return OwnForm(Verb.PERFORM, initial=first, auto_id=name)
