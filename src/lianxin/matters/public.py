"""The front door of matters."""

from lianxin.matters import alike, classifier, photos, publicity, searching
from lianxin.matters.actions import rights
from lianxin.matters.actions.contact import reveal
from lianxin.matters.actions.intake import submit_report
from lianxin.matters.actions.verbs import speak
from lianxin.matters.classification import suggest
from lianxin.matters.codes import resident_code
from lianxin.matters.contracts import Brought, Ref, Report, Submitted
from lianxin.matters.events import MatterMoved
from lianxin.matters.lifecycle import TABLE, State, Verb
from lianxin.matters.queries import history, ledger
from lianxin.matters.queries.dossier import dossier
from lianxin.matters.queries.follow_ups import follow_ups
from lianxin.matters.queries.listing import Wanted, listing
from lianxin.matters.queries.needle import needle
from lianxin.matters.queries.oversight import oversight
from lianxin.matters.queries.progress import progress
from lianxin.matters.queries.whereabouts import Whereabouts, whereabouts

__all__ = [
    "TABLE",
    "Brought",
    "MatterMoved",
    "Ref",
    "Report",
    "State",
    "Submitted",
    "Verb",
    "Wanted",
    "Whereabouts",
    "alike",
    "classifier",
    "dossier",
    "follow_ups",
    "history",
    "ledger",
    "listing",
    "needle",
    "oversight",
    "photos",
    "progress",
    "publicity",
    "resident_code",
    "reveal",
    "rights",
    "searching",
    "speak",
    "submit_report",
    "suggest",
    "whereabouts",
]
