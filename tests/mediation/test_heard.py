"""Words at which the desk asks about a harm: they are shown, they decide nothing, none of them is a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.mediation import triage
from lianxin.mediation.hearing import heard, own_words
from lianxin.mediation.triage import Fact

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华慧巧美兰国平志刚桂建文辉力玲红"
names = st.builds(str.__add__, st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=2))
ACCOUNTS = (
    "{}说{}昨晚动手,把他打伤了,孩子在旁边哭",
    "{}家漏水,楼下{}不答应",
    "{}拿刀威胁{}要还钱,欠薪三个月",
    "{}和{}为院墙吵了几年,好几次报过警",
    "{}对{}家暴,邻居都听见",
)


@pytest.mark.parametrize(
    ("account", "facts"),
    [
        ("他老公打骂她,邻居听见了", {Fact.VIOLENCE_AT_HOME}),
        ("对方拿刀上门", {Fact.WEAPON}),
        ("两家为停车打架,有人受伤", {Fact.FIGHT, Fact.INJURY}),
        ("老板拖欠工资", {Fact.WAGES_LOST}),
        ("继父打孩子", {Fact.HARM_TO_MINOR, Fact.CHILD_INVOLVED}),
        ("没有打人", {Fact.FIGHT}),
        ("楼上漏水,想谈谈怎么修", set()),
        ("给他打电话,打扫卫生,打折的刀削面", set()),
    ],
)
def test_an_account_is_heard_for_what_to_ask(account: str, facts: set[Fact]) -> None:
    assert set(heard(account)) == facts


def test_the_words_that_spoke_are_told() -> None:
    assert heard("他动手打人,还打了孩子")[Fact.FIGHT] == ("打人", "打了", "动手")


def test_wide_letters_are_read_as_they_are_meant() -> None:
    assert heard("⼑⼦")[Fact.WEAPON] == ("刀子",)


@given(account=st.sampled_from(ACCOUNTS), first=names, second=names)
def test_who_it_is_changes_nothing_of_what_is_heard(account: str, first: str, second: str) -> None:
    assert heard(account.format(first, second)) == heard(account.format("甲某", "乙某"))


def test_no_single_sign_is_heard() -> None:
    words = [word for heard_for in own_words().values() for word in heard_for]

    assert [word for word in words if len(word) < 2] == []
    assert len(words) == len(set(words))


def test_every_danger_has_words_that_ask_about_it() -> None:
    assert set(triage.DANGERS) <= set(own_words())
