"""The front door of mediation."""

from lianxin.mediation.actions.destroying import forget
from lianxin.mediation.actions.panel import MemberDraft, name_member
from lianxin.mediation.actions.registering import register
from lianxin.mediation.actions.reminding import remind
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.contracts import Application, Brought, PartyDraft, Person, Ref
from lianxin.mediation.forgetting import forget_members
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.seeds import seed
from lianxin.mediation.vault import vault

__all__ = [
    "Application",
    "Brought",
    "MemberDraft",
    "PartyDraft",
    "Person",
    "Ref",
    "State",
    "Verb",
    "forget",
    "forget_members",
    "name_member",
    "register",
    "remind",
    "seed",
    "speak",
    "vault",
]
