"""The front door of accounts."""

from lianxin.accounts.actions import register
from lianxin.accounts.models import Person
from lianxin.accounts.queries import administrator_of, find_person, names, people, person, person_name

__all__ = [
    "Person",
    "administrator_of",
    "find_person",
    "names",
    "people",
    "person",
    "person_name",
    "register",
]
