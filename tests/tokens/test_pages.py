"""The pages: a secret is shown once, and nobody sees another's."""

from uuid import UUID

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.tokens import public as tokens
from lianxin.tokens.models import Partner, Token
from signin import signed_in
from tokens.conftest import own, registered, today
from town import Town


@pytest.fixture(autouse=True)
def _at_noon(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: town.now)


def eyes(town: Town, who: str) -> Client:
    return signed_in(Client(), Person.objects.get(id=getattr(town, who).id))


def form(town: Town, *scopes: str) -> dict[str, object]:
    until = today(town).replace(year=today(town).year + 1)
    days = {"valid_from": today(town).isoformat(), "valid_until": until.isoformat()}
    return {"name": "夜里对账", "scopes": scopes, "per_minute": 60, **days}


def test_the_administrator_registers_issues_and_takes_back(town: Town) -> None:
    client = eyes(town, "xitong")
    told = {"name": "城管平台", "contact": "城管局 0355-5550000", "areas": f"{town.county}、{town.town}"}

    there = client.post("/partners/", told)["Location"]
    shown = client.post(there.partition("?")[0] + "tokens/", form(town, "reports:write"))

    token = Token.objects.get()
    secret = shown.content.decode().split("<code")[1].split(">")[1].split("<")[0]
    assert tokens.opened(secret, "reports:write", now=town.now).areas == (town.county, town.town)
    page = client.get(there).content.decode()
    assert "登记好了" in page
    assert secret not in page
    assert token.prefix in page

    client.post(f"{there.partition('?')[0]}tokens/{token.id}/revoke/")
    assert "已收回" in client.get(there).content.decode()


def test_what_was_wrong_comes_back_into_the_form(town: Town) -> None:
    client = eyes(town, "xitong")

    page = client.post("/partners/", {"name": "城管平台", "contact": "城管局", "areas": "999999"})

    assert page.status_code == 422
    assert "没有编码为999999的区域" in page.content.decode()
    assert not Partner.objects.exists()


def test_one_makes_and_takes_back_ones_own(town: Town) -> None:
    client = eyes(town, "liwangge")

    shown = client.post("/account/tokens/", form(town, "matters:read"))

    assert "只显示这一次" in shown.content.decode()
    client.post(f"/account/tokens/{Token.objects.get().id}/revoke/")
    assert "已收回" in client.get("/account/tokens/").content.decode()
    assert "/account/tokens/" in client.get("/account/").content.decode()


def test_to_others_partners_do_not_exist_and_tokens_are_their_owners(town: Town) -> None:
    partner, mine = registered(town), own(town)

    for who in ("liwangge", "wuguanli", "anquan"):
        client = eyes(town, who)
        absent = client.get(f"/partners/{UUID(int=1)}/")
        there = client.get(f"/partners/{partner}/")
        assert (there.status_code, absent.status_code) == (404, 404)
    other = eyes(town, "zhaojing")
    assert str(mine.id) not in str(other.get("/account/tokens/").content)
    assert other.post(f"/account/tokens/{mine.id}/revoke/").status_code == 404
