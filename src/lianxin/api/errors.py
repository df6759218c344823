"""Refusals of the wire itself: what was sent cannot be read, whatever it was about."""

from lianxin.kernel.errors import Invalid, NotNow, Refusal


class Malformed(Invalid):
    """No JSON, or none that can be read."""

    code = "malformed"
    status = 400


class WrongKind(Invalid):
    """Something else than JSON was sent."""

    code = "wrong_kind"
    status = 415


class NoSuchMethod(Refusal):
    """The address is known, and not asked in this way."""

    code = "no_such_method"
    status = 405


class StateUnsaid(Refusal):
    """Whoever changes something says which state of it they have seen (RFC 6585, 3)."""

    code = "state_unsaid"
    status = 428


class Changed(NotNow):
    """It is no longer as it was seen (RFC 9110, 13.1.1)."""

    code = "changed"
    status = 412


class OurFault(Refusal):
    """Nothing the sender could mend."""

    code = "our_fault"
    status = 500
