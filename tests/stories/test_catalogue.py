"""The catalogue: open to all, kept by one, never losing what a matter was called."""

import json
from typing import Any

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.org import public as org
from lianxin.org.catalogue import CategoryDraft, keep_category, retire_category
from signin import signed_in
from town import Town

KITE = CategoryDraft("order.kites", "风筝缠线", "Kite strings", "event", "ordinary")


def test_a_new_category_is_there_at_once(town: Town) -> None:
    keep_category(KITE, by=town.wuguanli, now=town.now)

    card = org.category("order.kites")
    assert (card.name, card.parent) == ("风筝缠线", "order")


def test_the_same_code_again_changes_it(town: Town) -> None:
    keep_category(KITE, by=town.wuguanli, now=town.now)
    renamed = CategoryDraft("order.kites", "风筝线伤人", "Kite strings", "event", "emergency")
    keep_category(renamed, by=town.wuguanli, now=town.now)

    assert org.category("order.kites").service == "emergency"


@pytest.mark.parametrize(
    "code", ["", "Order", "order.", "a.b.c", "nogroup.kind", "order.风筝", "order.kites;"]
)
def test_a_code_that_cannot_be_is_refused(town: Town, code: str) -> None:
    draft = CategoryDraft(code, "风筝", "", "event", "ordinary")
    with pytest.raises(Invalid):
        keep_category(draft, by=town.wuguanli, now=town.now)


@pytest.mark.parametrize("who", ["qianpaiqian", "zhouzhuren", "xitong", "wailai"])
def test_only_the_keeper_of_everything_keeps_it(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        keep_category(KITE, by=getattr(town, who), now=town.now)


def test_retired_it_takes_no_new_matter_and_keeps_the_old(town: Town) -> None:
    retire_category("order.dogs", by=town.wuguanli, now=town.now)

    assert "order.dogs" not in {card.code for card in org.categories(town.now.date())}
    assert org.category("order.dogs").name
    with pytest.raises(NotNow):
        retire_category("order.dogs", by=town.wuguanli, now=town.now)
    with pytest.raises(NotFound):
        retire_category("order.cats", by=town.wuguanli, now=town.now)


def test_anybody_reads_it_and_reads_it_once(
    town: Town, client: Client, warm: None, django_assert_max_num_queries: Any
) -> None:
    first = client.get("/categories.json")
    with django_assert_max_num_queries(2):
        again = client.get("/categories.json", headers={"if-none-match": first["ETag"]})

    listed = json.loads(first.content)["categories"]
    manhole = next(row for row in listed if row["code"] == "facility.manhole")
    assert manhole["group"] == "facility"
    assert "井盖" in manhole["name"]
    assert again.status_code == 304


def test_the_page_keeps_and_retires(town: Town, client: Client) -> None:
    signed_in(client, accounts.find_person("wuguanli"))

    kept = client.post("/categories/", vars(KITE))
    retired = client.post("/categories/order.kites/retire/")

    assert (kept.status_code, retired.status_code) == (302, 302)
    assert "风筝缠线" in client.get("/categories/").content.decode()
    today = clock.local(clock.now()).date()  # pages read the wall clock
    assert "order.kites" not in {card.code for card in org.categories(today)}


def test_the_page_is_not_for_others(town: Town, client: Client) -> None:
    signed_in(client, accounts.find_person("qianpaiqian"))

    assert client.get("/categories/").status_code == 403
