"""The front door of tokens."""

from lianxin.api.public import Bearer
from lianxin.tokens.actions import (
    Issued,
    PartnerDraft,
    TokenDraft,
    close_partner,
    issue,
    make_own,
    register_partner,
    revoke,
)
from lianxin.tokens.errors import ScopeMissing, TokenOver, TokenRefused, TokenUnknown
from lianxin.tokens.models import Partner
from lianxin.tokens.opening import allowed, opened, take
from lianxin.tokens.queries import partner, partner_names, partners, token_names
from lianxin.tokens.scopes import SCOPES

__all__ = [
    "SCOPES",
    "Bearer",
    "Issued",
    "Partner",
    "PartnerDraft",
    "ScopeMissing",
    "TokenDraft",
    "TokenOver",
    "TokenRefused",
    "TokenUnknown",
    "allowed",
    "close_partner",
    "issue",
    "make_own",
    "opened",
    "partner",
    "partner_names",
    "partners",
    "register_partner",
    "revoke",
    "take",
    "token_names",
]
