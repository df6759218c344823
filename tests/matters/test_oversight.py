"""What is stuck: by cause first, by unit second, by person never."""

from dataclasses import fields
from typing import Any

import pytest

from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.matters import public as matters
from lianxin.matters.contracts import Cause, Oversight
from lianxin.matters.public import Verb
from lianxin.matters.queries import oversight as room
from town import Town


def test_late_ones_are_counted_for_their_unit(town: Town) -> None:
    town.reported()
    town.reported("路灯不亮", category="facility.streetlight")

    seen = matters.oversight(town.zhouzhuren, town.town, now=town.later(days=9).now)

    late = next(cause for cause in seen.causes if cause.code == "late")
    assert (late.count, late.by_unit) == (2, [("东街街道综合执法队", 2)])
    assert seen.open == 2


def test_nothing_counts_by_person(town: Town) -> None:
    assert {field.name for field in fields(Cause)} == {"code", "label", "count", "by_unit"}


def test_pages_follow_one_another_without_a_gap(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PAGE", 4)
    refs = {town.reported(f"第{number}个井盖坏了") for number in range(10)}
    town.later(days=9)
    found, after = [], ""

    for _page in range(3):
        seen = matters.oversight(town.zhouzhuren, town.town, now=town.now, after=after)
        found += [card.ref for card in seen.cards]
        after = seen.next_after

    assert len(found) == 10
    assert set(found) == refs
    assert after == ""


def test_a_torn_page_mark_is_a_sentence(town: Town) -> None:
    with pytest.raises(Invalid):
        matters.oversight(town.zhouzhuren, town.town, now=town.now, after="%%%")


@pytest.mark.parametrize("who", ["wailai", "liwangge", "zhaojing", "xitong", "shenji", "wuguanli"])
def test_nobody_else_oversees_the_township(town: Town, who: str) -> None:
    with pytest.raises(NotAllowed):
        matters.oversight(getattr(town, who), town.town, now=town.now)


def test_a_gap_of_the_list_is_a_cause_of_its_own(town: Town) -> None:
    ref = town.reported("这个嗯那个")
    town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("street_office"))
    town.reported("没人管", category="service.disability")

    causes = {cause.code: cause.count for cause in _seen(town).causes}
    assert causes["bounced"] == 0
    assert causes["late"] == 0


def _seen(town: Town) -> Oversight:
    return matters.oversight(town.zhouzhuren, town.county, now=town.now)


def test_it_takes_few_statements(town: Town, warm: None, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        town.reported(f"第{number}个井盖坏了")
    _seen(town)

    with django_assert_max_num_queries(5):
        _seen(town)
