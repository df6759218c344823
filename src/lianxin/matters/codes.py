"""The resident's code, and how it reaches them when somebody who serves took the report down
(docs/decisions/0005)."""

from uuid import UUID

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.keyring import keyring
from lianxin.matters.contracts import Report

SENT, READ_OUT, KEPT = "sent", "read_out", "kept"
BY_WORD_OF_MOUTH = frozenset(
    {"visit", "call", "chat", "hotline"}
)  # somebody who serves wrote it down for them
BY_HAND = frozenset(
    {"web", "grid", "patrol", "visit", "call", "chat"}
)  # no program named a photo by its address
SEEN_ON_A_ROUND = frozenset({"grid", "patrol"})  # nobody called: there is no resident to hold a code


def resident_code(matter: UUID) -> str:
    """The resident's own code: derived, never stored, so that no list of codes can be stolen."""
    return keyring().code("matter", str(matter), 10)


def how_the_code_goes(report: Report, *, reached: bool) -> str:
    """By message where what was left is reached by messages (`reached`); else read out to whoever
    stands there; to nobody for what was seen on a round. Who serves must not hold the code of what they
    themselves took down."""
    left = report.phone or report.mail
    if left and reached and not report.read_out:
        return SENT
    return KEPT if report.channel in SEEN_ON_A_ROUND and not left else READ_OUT


def is_answered(report: Report, by: Actor) -> bool:
    """Whether whoever sends it reads the code in the answer: on the page, or their program for them. A letter
    is answered by mail only, and of a caller the code is shown to nobody else."""
    return by.kind == ActorKind.RESIDENT and report.channel != "mail"
