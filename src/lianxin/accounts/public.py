"""The front door of accounts."""

from lianxin.accounts.actions import Reason, end_sessions, lock, register, unlock
from lianxin.accounts.enrolling import enrol_now
from lianxin.accounts.gate import has_signed_in_here, only
from lianxin.accounts.models import Person
from lianxin.accounts.queries import (
    administrator_of,
    administrators,
    find_person,
    names,
    people,
    person,
    person_name,
)
from lianxin.accounts.sample import register_sample, sample_people
from lianxin.accounts.tries import forget as forget_tries

__all__ = [
    "Person",
    "Reason",
    "administrator_of",
    "administrators",
    "end_sessions",
    "enrol_now",
    "find_person",
    "forget_tries",
    "has_signed_in_here",
    "lock",
    "names",
    "only",
    "people",
    "person",
    "person_name",
    "register",
    "register_sample",
    "sample_people",
    "unlock",
]
