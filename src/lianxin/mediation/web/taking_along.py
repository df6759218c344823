"""The copy to take away, packed: a page for a person, a file for other software."""

import json
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.template.loader import render_to_string

from lianxin.mediation.queries.own import Own

PAGE, DATA = "read-me.html", "data.json"


def packed(told: Own, *, now: datetime) -> bytes:
    box = BytesIO()
    with ZipFile(box, "w") as parts:
        page = {"told": told, "now": now, "data": DATA}
        parts.writestr(PAGE, render_to_string("mediation/own/copy.html", page))
        parts.writestr(DATA, json.dumps(held(told), ensure_ascii=False, indent=1, default=str))
    return box.getvalue()


def held(told: Own) -> dict[str, Any]:
    """What is held about this party. Of the number only its end: a code may be found by somebody else."""
    case, me = told.procedure, told.me
    person = {name: value for name, value in asdict(me.person).items() if value}
    if me.person.phone:
        person["phone"] = f"…{me.person.phone[-4:]}"
    return {
        "me": person | {"side": me.side, "hidden": me.hidden, "will": me.will, "answered_at": me.answered_at},
        "mediation": {
            "number": case.number,
            "kind": case.category,
            "place": case.place_name,
            "state": case.state_label,
            "committee": case.committee_name,
            "mediator": case.mediator_name,
            "colour": case.colour,
            "received_at": case.received_at,
            "taken_at": case.taken_at,
            "agreed_at": case.agreed_at,
            "ended_at": case.ended_at,
        },
        "account": told.account,
        "requests": told.requests,
        "others": [other.named for other in told.others],
        "steps": [{"what": s.label, "who": s.who, "said": s.note, "at": s.at} for s in told.steps],
        "sittings": [
            {"begins_at": s.begins_at, "where": s.where, "record": s.said, "result": s.result_label}
            for s in told.sittings
        ],
        "agreement": _agreement(told),
        "days": [{"what": due.label, "by": due.due_on, "done_at": due.met_at} for due in case.dues],
        "looks": [{"who": look.who, "why": look.reason, "at": look.at} for look in told.looks],
    }


def _agreement(told: Own) -> dict[str, Any] | None:
    agreement = told.agreement
    if agreement is None:
        return None
    kept = [
        {"place": p.place, "by": p.due_on, "done_on": p.done_on, "proof": p.proof} for p in agreement.promises
    ]
    terms = [asdict(term) for term in agreement.terms]
    told_ = {"facts": agreement.facts, "terms": terms, "in_force_since": agreement.effective_at}
    return told_ | {"promises": kept}
