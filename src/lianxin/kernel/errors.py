"""The one family of refusals. Anything else that is raised is a bug and is loud.

Refusal
├── NotAllowed   403  who: this person may not do this
├── NotNow       409  state: not in this state, or somebody was faster
├── NotFound     404  nothing that you may see
├── Invalid      422  shape: the input cannot be used as it is
│   └── Mismatch 422  the same key came with other words
└── Busy         503  try again: the store is full, locked or away
"""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """A refusal a person can read: a stable `code`, a `sentence`, and what else can be done (`instead`)."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, sentence: str, *, instead: str = "", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.instead = instead
        self.fields = dict(fields or {})


class NotAllowed(Refusal):
    code = "not_allowed"
    status = 403


class NotNow(Refusal):
    code = "not_now"
    status = 409


class NotFound(Refusal):
    code = "not_found"
    status = 404


class Invalid(Refusal):
    code = "invalid"
    status = 422


class Mismatch(Invalid):
    code = "mismatch"


class Busy(Refusal):
    """`retry_after` is in seconds."""

    code = "busy"
    status = 503

    def __init__(self, sentence: str, *, instead: str = "", retry_after: int = 5, status: int = 503) -> None:
        super().__init__(sentence, instead=instead)
        self.retry_after = retry_after
        self.status = status  # type: ignore[misc]  # 507 when the disk is full
