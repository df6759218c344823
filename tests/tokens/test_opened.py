"""What a token opens, and from when on it opens nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.pages import limits
from lianxin.tokens import public as tokens
from lianxin.tokens.models import Token
from lianxin.tokens.public import Bearer, ScopeMissing, TokenOver, TokenUnknown
from tokens.conftest import issued, own, registered, today, token_draft
from town import Town


def opened(secret: str, town: Town, scope: str = "") -> Bearer:
    return tokens.opened(secret, scope, now=town.now)


def test_a_partner_speaks_for_residents_within_its_areas(town: Town) -> None:
    partner = registered(town)
    made = tokens.issue(partner, token_draft(town, "reports:write"), by=town.xitong, now=town.now)

    bearer = opened(made.secret, town, "reports:write")

    assert bearer.actor == Actor.resident()
    assert (bearer.partner, bearer.credential) == (partner, f"partner:{partner}")
    assert bearer.areas == (town.county,)
    assert not bearer.test


def test_a_person_is_themselves(town: Town) -> None:
    bearer = opened(own(town).secret, town, "matters:read")

    assert bearer.actor == town.liwangge
    assert bearer.credential == f"staff:{town.liwangge.id}"
    assert not bearer.is_partner


def test_the_secret_is_kept_nowhere(town: Town) -> None:
    made = issued(town)

    row = Token.objects.get(id=made.id)
    assert made.secret.startswith(row.prefix)
    assert made.secret not in str(vars(row))
    assert len(made.secret) - len(row.prefix) > 30


@pytest.mark.parametrize(
    "secret", ["", "lxp_", "Bearer", "lxp_" + "a" * 41, "lxs_" + "2" * 41, "x" * 10_000, "令牌", "\x00"]
)
def test_what_nobody_was_given_is_unknown(town: Town, secret: str) -> None:
    with pytest.raises(TokenUnknown) as refused:
        opened(secret, town)
    assert refused.value.status == 401


def test_it_opens_only_what_it_was_made_for(town: Town) -> None:
    made = issued(town, "reports:write")

    with pytest.raises(ScopeMissing) as refused:
        opened(made.secret, town, "commons:read")
    assert "commons:read" in refused.value.instead


def test_what_was_taken_back_is_over_at_once(town: Town) -> None:
    made = issued(town)
    tokens.revoke(made.id, by=town.xitong, now=town.now)

    with pytest.raises(TokenOver):
        opened(made.secret, town)


def test_a_closed_partner_does_not_come_in(town: Town) -> None:
    partner = registered(town)
    made = tokens.issue(partner, token_draft(town), by=town.xitong, now=town.now)
    tokens.close_partner(partner, by=town.xitong, now=town.now)

    with pytest.raises(TokenOver):
        opened(made.secret, town)


def test_it_holds_from_its_first_day_to_the_day_before_its_end(town: Town) -> None:
    since = today(town) + timedelta(days=2)
    made = issued(town, valid_from=since, valid_until=since + timedelta(days=3))

    for days, holds in ((0, False), (2, True), (4, True), (5, False)):
        moment = town.now + timedelta(days=days)
        if holds:
            assert tokens.opened(made.secret, "", now=moment)
        else:
            with pytest.raises(TokenOver):
                tokens.opened(made.secret, "", now=moment)


@pytest.mark.parametrize("take_away", [accounts.lock, accounts.end_sessions])
def test_a_persons_token_ends_with_their_account_and_their_sessions(town: Town, take_away: object) -> None:
    made = own(town)
    take_away(town.liwangge.id, accounts.Reason.SUSPICION, by=SYSTEM, now=town.now)  # type: ignore[operator]

    with pytest.raises(TokenOver):
        opened(made.secret, town)


def test_unlocking_does_not_bring_a_token_back(town: Town) -> None:
    made = own(town)
    accounts.lock(town.liwangge.id, accounts.Reason.LEAVES, by=SYSTEM, now=town.now)
    accounts.unlock(town.liwangge.id, accounts.Reason.RETURNS, by=SYSTEM, now=town.now)

    with pytest.raises(TokenOver):
        opened(made.secret, town)


def test_one_statement_opens_it_and_only_the_day_is_remembered(town: Town) -> None:
    made = issued(town)
    opened(made.secret, town)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        opened(made.secret, town)

    assert len(asked) == 1
    assert Token.objects.get(id=made.id).last_used_on == today(town)


def test_what_comes_too_often_waits_for_the_next_minute(town: Town) -> None:
    bearer = opened(issued(town, per_minute=3).secret, town)
    request = RequestFactory().get("/api/v1/categories")
    for _number in range(3):
        tokens.take(bearer, request, now=town.now)

    with pytest.raises(limits.TooMany) as refused:
        tokens.take(bearer, request, now=town.now)

    assert (refused.value.status, refused.value.retry_after) == (429, 60)
    assert "60 秒" in refused.value.sentence
    tokens.take(bearer, request, now=town.now + timedelta(minutes=1))
