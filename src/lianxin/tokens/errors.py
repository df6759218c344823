"""Refusals of this room. Whoever holds the secret may know why it is worth nothing; others get no further."""

from lianxin.kernel.errors import NotAllowed


class TokenRefused(NotAllowed):
    """The token opens nothing."""

    code = "token_refused"
    status = 401


class TokenUnknown(TokenRefused):
    """None was shown, or nobody was ever given this one."""

    code = "token_unknown"


class TokenOver(TokenRefused):
    """It was taken back, ran out, does not hold yet, or its owner may not come in any more."""

    code = "token_over"


class ScopeMissing(NotAllowed):
    """The token holds, and was not made for this."""

    code = "scope_missing"
