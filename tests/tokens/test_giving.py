"""Who gives out tokens, what of, and what is refused."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lianxin.journal.models import Entry
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.pages import deeds
from lianxin.tokens import actions, queries
from lianxin.tokens import public as tokens
from lianxin.tokens.models import Token
from lianxin.tokens.public import PartnerDraft
from tokens.conftest import issued, own, registered, today, token_draft
from town import Town


def test_every_step_is_told_in_the_journal_in_words_and_never_the_secret(town: Town) -> None:
    made = issued(town)
    tokens.revoke(made.id, by=town.xitong, now=town.now)
    mine = own(town)

    entries = list(Entry.objects.filter(action__startswith="tokens.").order_by("position"))
    told = deeds.tell(entries)

    assert [row.done for row in told] == ["登记对接方", "给对接方发令牌", "收回令牌", "本人做令牌"]
    assert ("对接方", "市12345热线") in told[1].details
    assert told[0].details[0] == ("地方", "长治市潞州区")
    assert all(secret not in row.payload for row in entries for secret in (made.secret, mine.secret))


@pytest.mark.parametrize("who", ["liwangge", "wuguanli", "anquan", "shenji"])
def test_nobody_else_keeps_partners(town: Town, who: str) -> None:
    partner, by = registered(town), getattr(town, who)

    with pytest.raises(NotAllowed):
        registered_by(town, by)
    with pytest.raises(NotAllowed):
        tokens.issue(partner, token_draft(town), by=by, now=town.now)
    with pytest.raises(NotAllowed):
        tokens.close_partner(partner, by=by, now=town.now)
    with pytest.raises(NotAllowed):
        queries.partners(by)


def registered_by(town: Town, by: Actor) -> object:
    draft = PartnerDraft("城管平台", "城管局 0355-1", [town.county])
    return tokens.register_partner(draft, by=by, now=town.now)


def test_the_three_administrators_make_no_tokens_of_their_own(town: Town) -> None:
    for by in (town.xitong, town.anquan, town.shenji, Actor.resident()):
        with pytest.raises(NotAllowed):
            tokens.make_own(token_draft(town, "matters:read"), by=by, now=town.now)


@pytest.mark.parametrize("who", ["zhaojing", "xitong"])
def test_a_persons_token_is_taken_back_by_them_and_absent_to_others(town: Town, who: str) -> None:
    made = own(town)

    with pytest.raises(NotFound) as theirs:
        tokens.revoke(made.id, by=getattr(town, who), now=town.now)
    with pytest.raises(NotFound) as nobodys:
        tokens.revoke(uuid4(), by=getattr(town, who), now=town.now)
    assert theirs.value.sentence == nobodys.value.sentence

    tokens.revoke(made.id, by=town.liwangge, now=town.now)
    with pytest.raises(NotNow):
        tokens.revoke(made.id, by=town.liwangge, now=town.now)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"name": "x"}),
        ("contact", {"contact": ""}),
        ("areas", {"areas": []}),
        ("areas", {"areas": ["999999"]}),
        ("areas", {"areas": ["不是代码"]}),
    ],
)
def test_a_partner_is_described_whole(town: Town, field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        registered(town, **wrong)
    assert field in refused.value.fields


@pytest.mark.parametrize("field", ["valid_until", "scopes", "per_minute", "past"])
def test_a_token_has_an_end_within_a_year_and_scopes_of_its_kind(town: Town, field: str) -> None:
    day = today(town)
    wrong: dict[str, Any] = {
        "valid_until": {"valid_until": day + timedelta(days=367)},
        "per_minute": {"per_minute": 0},
        "past": {"valid_from": day - timedelta(days=9), "valid_until": day},
    }.get(field, {})
    scopes = ("matters:write",) if field == "scopes" else ("reports:write",)  # of people, not of partners

    with pytest.raises(Invalid) as refused:
        issued(town, *scopes, **wrong)
    assert {"past": "valid_until"}.get(field, field) in refused.value.fields


def test_ten_of_ones_own_are_enough(town: Town) -> None:
    for _number in range(actions.MOST_OWN):
        own(town)

    with pytest.raises(NotNow):
        own(town)


def test_test_and_real_are_not_changed_into_each_other(town: Town) -> None:
    partner = registered(town)
    draft = PartnerDraft("市12345热线", "热线办 0355-1", [town.county], test=True)

    with pytest.raises(NotNow):
        actions.change_partner(partner, draft, by=town.xitong, now=town.now)


def test_the_database_itself_wants_one_owner(town: Town) -> None:
    row = Token.objects.get(id=own(town).id)
    row.person = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
