"""Where a letter is about: the one place of the mailbox's area that its words name."""

from datetime import date

from lianxin.territory import public as territory

COMMUNITY = territory.Tier.COMMUNITY


def place_of(words: str, within: str, on: date) -> str:
    """The code of a community or a township, "" where none is named or several are. A mailbox of one
    community is about that one; to name the whole of its area says nothing."""
    if len(within) >= COMMUNITY:
        return within
    named = territory.naming.named(words, within, on, in_talk=True)
    deepest = named[0] if named else []
    return deepest[0] if len(deepest) == 1 and deepest[0] != within else ""


def places(within: str, on: date) -> list[tuple[str, str]]:
    """Townships and communities of an area: code and name."""
    return [(found.code, found.name) for found in territory.divisions_in(within, on) if found.code != within]
