"""What the wire keeps of people: an answer, for a day, so that a resend gets the same."""

from lianxin.kernel.dataprotection import Declared

DECLARED = (
    Declared(
        "Once.sealed",
        "the answer to a request with an Idempotency-Key: it may hold a resident's code",
        "PIPL 13(3), 51: a report is taken in once, however often it is sent",
        "a day; sealed; never a contact",
        "the token that asked, when it asks the same again",
    ),
)
EXCUSED = {
    "Once.key": "a keyed digest",
    "Once.fingerprint": "a keyed digest",
}
