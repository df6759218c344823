"""What is kept of people in tokens: whose a personal one is."""

from lianxin.kernel.dataprotection import Declared

DECLARED = (
    Declared(
        "Token.person",
        "as whom the token acts",
        "PIPL 13(3), 51: who comes in must be known",
        "as long as the account; worth nothing after a year at most",
        "that person",
    ),
)
EXCUSED = {
    "Partner.name": "the name of an outside system",
    "Partner.contact": "a unit and its office's number",
    "Partner.areas": "codes of areas",
    "Token.name": "what the token is for",
    "Token.prefix": "the beginning of a random secret",
    "Token.digest": "a keyed digest of a random secret",
    "Token.scopes": "codes of ours",
}
