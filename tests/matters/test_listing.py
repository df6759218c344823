"""Every matter one may see, newest first, page after page."""

from typing import Any
from uuid import UUID

import pytest

from lianxin.kernel.errors import Invalid
from lianxin.matters import public as matters
from lianxin.matters.public import Wanted
from lianxin.matters.queries import listing as room
from lianxin.matters.queries import marks
from town import Town


def test_newest_first(town: Town) -> None:
    old = town.reported("旧的井盖")
    new = town.later(hours=1).reported("新的井盖")

    listed = matters.listing(town.qianpaiqian, Wanted(), now=town.now)

    assert [card.ref for card in listed.cards] == [new, old]


def test_page_after_page_nothing_is_lost_or_told_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PAGE", 3)
    told = {town.reported(f"第{number}个井盖") for number in range(8)}  # all in the same instant
    seen: list[matters.Ref] = []
    after = ""

    for _page in range(3):
        listed = matters.listing(town.qianpaiqian, Wanted(after=after), now=town.now)
        seen += [card.ref for card in listed.cards]
        after = listed.next_after

    assert len(seen) == 8
    assert set(seen) == told
    assert after == ""


@pytest.mark.parametrize("who", ["wailai", "xitong", "anquan", "shenji", "wuguanli"])
def test_others_list_nothing(town: Town, who: str) -> None:
    town.reported()

    assert matters.listing(getattr(town, who), Wanted(), now=town.now).cards == []


def test_asking_for_another_area_opens_nothing(town: Town) -> None:
    town.reported()

    assert matters.listing(town.wailai, Wanted(area=town.town), now=town.now).cards == []


@pytest.mark.parametrize(
    "wanted", [Wanted(state="x"), Wanted(category="x"), Wanted(after="x"), Wanted(area="x'")]
)
def test_a_torn_wish_is_a_sentence(town: Town, wanted: Wanted) -> None:
    with pytest.raises(Invalid):
        matters.listing(town.qianpaiqian, wanted, now=town.now)


def test_a_mark_of_another_list_is_a_sentence(town: Town) -> None:
    foreign = marks.mark(None, UUID(int=1))

    with pytest.raises(Invalid):
        matters.listing(town.qianpaiqian, Wanted(after=foreign), now=town.now)


def test_two_statements(town: Town, warm: None, django_assert_num_queries: Any) -> None:
    for number in range(60):
        town.reported(f"第{number}个井盖")
    matters.listing(town.qianpaiqian, Wanted(), now=town.now)

    with django_assert_num_queries(2):
        assert len(matters.listing(town.qianpaiqian, Wanted(), now=town.now).cards) == 50
