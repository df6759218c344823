"""How a user name is written, so that two that look alike are one."""

import unicodedata

LONGEST_NAME = 60
LONGEST_PASSWORD = 128  # characters; longer ones are refused before any work is done on them


def tidy(username: str) -> str:
    """Compatibility forms folded, small letters, nothing that does not print."""
    folded = unicodedata.normalize("NFKC", username[: LONGEST_NAME * 4]).casefold()
    return "".join(sign for sign in folded if sign.isprintable()).strip()
