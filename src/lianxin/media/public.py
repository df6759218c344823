"""The front door of media."""

from lianxin.media import backing_up
from lianxin.media.actions import (
    covered,
    discard,
    erase,
    forget,
    keep,
    prepare,
    remove,
    show,
    withdraw,
)
from lianxin.media.contracts import Awaited, Covered, Photo, Ready, Subject
from lianxin.media.developing import LARGEST, Box, develop
from lianxin.media.errors import WHY, Unusable
from lianxin.media.fetching import fetch, fetch_later
from lianxin.media.queries import (
    absent,
    awaited_of,
    opened,
    opened_public,
    pictures_of,
    published_of,
    shown_as_of,
)
from lianxin.media.sweeping import Sweeper

__all__ = [
    "LARGEST",
    "WHY",
    "Awaited",
    "Box",
    "Covered",
    "Photo",
    "Ready",
    "Subject",
    "Sweeper",
    "Unusable",
    "absent",
    "awaited_of",
    "backing_up",
    "covered",
    "develop",
    "discard",
    "erase",
    "fetch",
    "fetch_later",
    "forget",
    "keep",
    "opened",
    "opened_public",
    "pictures_of",
    "prepare",
    "published_of",
    "remove",
    "show",
    "shown_as_of",
    "withdraw",
]
