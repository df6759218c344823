"""The front door of mediation."""

from lianxin.mediation import triage
from lianxin.mediation.actions.claiming import claim_month
from lianxin.mediation.actions.destroying import forget
from lianxin.mediation.actions.panel import MemberDraft, name_member
from lianxin.mediation.actions.registering import register
from lianxin.mediation.actions.reminding import remind
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.contracts import (
    AgreementDraft,
    Application,
    Brought,
    Done,
    PartyDraft,
    Person,
    Ref,
    Signed,
    SittingDraft,
)
from lianxin.mediation.forgetting import forget_members
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.queries.own import parties_in
from lianxin.mediation.seeds import seed
from lianxin.mediation.terms import Term
from lianxin.mediation.vault import vault

__all__ = [
    "AgreementDraft",
    "Application",
    "Brought",
    "Done",
    "MemberDraft",
    "PartyDraft",
    "Person",
    "Ref",
    "Signed",
    "SittingDraft",
    "State",
    "Term",
    "Verb",
    "claim_month",
    "forget",
    "forget_members",
    "name_member",
    "parties_in",
    "register",
    "remind",
    "seed",
    "speak",
    "triage",
    "vault",
]
