"""A party's code: derived, never stored, so that no list of codes can be stolen."""

from uuid import UUID

from lianxin.mediation.vault import vault

LENGTH = 10


def party_code(party: UUID) -> str:
    return vault().code("party", str(party), LENGTH)


def digest(code: str) -> str:
    """Letters that look alike are read as meant (Crockford): O as 0, I and L as 1."""
    tidy = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_ALIKE)
    return vault().digest("party code", tidy)


_ALIKE = str.maketrans("OIL", "011")
