"""An outside system and those who give and take its tokens."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lianxin.kernel.clock import local
from lianxin.tokens import public as tokens
from lianxin.tokens.public import Issued, PartnerDraft, TokenDraft
from town import Town


def today(town: Town) -> date:
    return local(town.now).date()


def token_draft(town: Town, *scopes: str, **more: Any) -> TokenDraft:
    days = {"valid_from": today(town), "valid_until": today(town) + timedelta(days=90), **more}
    return TokenDraft("日常对接", scopes or ("reports:write",), **days)


def registered(town: Town, **more: Any) -> UUID:
    told = {"name": "市12345热线", "contact": "市热线办 0355-5551234", "areas": [town.county], **more}
    return tokens.register_partner(PartnerDraft(**told), by=town.xitong, now=town.now)


def issued(town: Town, *scopes: str, **more: Any) -> Issued:
    return tokens.issue(registered(town), token_draft(town, *scopes, **more), by=town.xitong, now=town.now)


def own(town: Town, *scopes: str, **more: Any) -> Issued:
    """李网格员's."""
    return tokens.make_own(
        token_draft(town, *(scopes or ("matters:read",)), **more), by=town.liwangge, now=town.now
    )


@pytest.fixture
def partner(town: Town) -> UUID:
    return registered(town)
