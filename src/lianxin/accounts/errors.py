"""Refusals of this room."""

from datetime import datetime

from lianxin.kernel.errors import NotAllowed, NotNow


class SignInRefused(NotAllowed):
    """Name or password is not right: never which of the two."""

    code = "sign_in_refused"


class SignInLocked(NotNow):
    """Too many failures under one name. `until` is when the next try counts."""

    code = "sign_in_locked"
    status = 429

    def __init__(self, sentence: str, *, until: datetime, instead: str = "") -> None:
        super().__init__(sentence, instead=instead)
        self.until = until


class CodeRefused(NotAllowed):
    """The second factor's digits are not right, too old, or were used before."""

    code = "code_refused"


class WordRefused(CodeRefused):
    """The word that allows a phone to be bound is not right, ran out, or was used."""

    code = "word_refused"
