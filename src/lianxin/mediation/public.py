"""The front door of mediation."""

from lianxin.mediation.actions.registering import register
from lianxin.mediation.actions.reminding import remind
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.contracts import Application, Brought, PartyDraft, Person, Ref
from lianxin.mediation.lifecycle import State, Verb

__all__ = [
    "Application",
    "Brought",
    "PartyDraft",
    "Person",
    "Ref",
    "State",
    "Verb",
    "register",
    "remind",
    "speak",
]
