"""Photos of matters, for the rooms above: one name on the door."""

from lianxin.matters.actions.photos import (
    GOING_ON,
    MOST,
    TAKE_PHOTOS,
    Taken,
    add,
    covered,
    fetch_later,
    prepared,
    publish,
    remove,
    settle,
    show,
    subject_of,
    to_publish,
    withdraw,
)
from lianxin.matters.queries.photos import for_everybody, for_the_holder, for_who_serves, published_of

__all__ = [
    "GOING_ON",
    "MOST",
    "TAKE_PHOTOS",
    "Taken",
    "add",
    "covered",
    "fetch_later",
    "for_everybody",
    "for_the_holder",
    "for_who_serves",
    "prepared",
    "publish",
    "published_of",
    "remove",
    "settle",
    "show",
    "subject_of",
    "to_publish",
    "withdraw",
]
