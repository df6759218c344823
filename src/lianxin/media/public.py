"""The front door of media."""

from lianxin.media.actions import discard, erase, forget, keep, prepare, publish, remove, withdraw
from lianxin.media.backing_up import files_of, forget_lost, names, put_back
from lianxin.media.contracts import Awaited, Photo, Ready, Subject
from lianxin.media.developing import LARGEST, Box
from lianxin.media.errors import WHY, Unusable
from lianxin.media.fetching import fetch, fetch_later
from lianxin.media.queries import (
    absent,
    awaited_of,
    opened,
    opened_public,
    pictures_of,
    published_of,
    removed_from,
)
from lianxin.media.sweeping import Sweeper

__all__ = [
    "LARGEST",
    "WHY",
    "Awaited",
    "Box",
    "Photo",
    "Ready",
    "Subject",
    "Sweeper",
    "Unusable",
    "absent",
    "awaited_of",
    "discard",
    "erase",
    "fetch",
    "fetch_later",
    "files_of",
    "forget",
    "forget_lost",
    "keep",
    "names",
    "opened",
    "opened_public",
    "pictures_of",
    "prepare",
    "publish",
    "published_of",
    "put_back",
    "remove",
    "removed_from",
    "withdraw",
]
