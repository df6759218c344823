"""The same quarrel heard of again at the same place: told early, by place and kind, of nobody."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.journal.public import deliver
from lianxin.kernel.points import Point
from lianxin.matters.models import Contact, Matter
from lianxin.matters.public import Ref
from lianxin.mediation import early
from lianxin.mediation.actions.early_telling import tell_early
from lianxin.mediation.models import Dispute
from lianxin.mediation.queries.early_signs import early_sign, early_signs, proposed_calls, sign_of
from lianxin.notices.models import Message
from lianxin.org import public as org
from town import Town

HOME = "3号楼2单元"


def called(town: Town, category: str = "dispute.family", place: str = HOME, **more: Any) -> Ref:
    ref = town.reported("又吵起来了", category=category, place=place, **more)
    deliver(now=town.now)
    town.later(days=3)
    return ref


def told(town: Town) -> list[Message]:
    return list(Message.objects.filter(county=town.county, key__startswith="early:").order_by("key"))


def test_the_third_call_in_a_month_is_told_to_the_station_and_the_committee(town: Town) -> None:
    called(town)
    called(town, "order.night_noise")
    assert told(town) == []
    called(town, "order.disturbance")

    units = {note.to_unit for note in told(town)}
    assert units == {town.unit("police_station"), town.unit("mediation_committee", town.chenghuang)}
    assert "3 次" in told(town)[0].words
    assert HOME not in told(town)[0].words


def test_the_fourth_is_told_to_nobody_and_the_fifth_anew(town: Town) -> None:
    counted = []
    for _call in range(5):
        called(town)
        counted.append(len(told(town)))

    assert counted == [0, 0, 2, 2, 4]


def test_news_heard_again_tells_nothing_again(town: Town) -> None:
    refs = [called(town) for _call in range(3)]
    tell_early(refs[-1], now=town.now)
    tell_early(refs[0], now=town.now)

    assert len(told(town)) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"place": "5号楼2单元"},
        {"place": "城隍庙广场北口"},
        {"category": "dispute.labour"},
        {"area": "140403001002"},
    ],
    ids=["another house", "another place", "another matter", "another community"],
)
def test_what_is_elsewhere_or_something_else_is_not_counted(town: Town, other: dict[str, str]) -> None:
    called(town)
    called(town)
    called(town, **other)

    assert told(town) == []


def test_noise_alone_is_no_quarrel(town: Town) -> None:
    for _call in range(4):
        called(town, "order.night_noise")
    assert told(town) == []

    called(town, "dispute.neighbour")
    assert len(told(town)) == 2


def test_what_is_older_than_a_month_is_let_be(town: Town) -> None:
    called(town)
    called(town)
    town.later(days=25)
    called(town)

    assert told(town) == []


def test_sixty_metres_are_one_spot_and_a_hundred_are_not(town: Town) -> None:
    here = town.point()
    near, far = Point(here.lon, here.lat - 50 / 111_320), Point(here.lon, here.lat + 100 / 111_320)
    for point in (here, far, near):
        called(town, place="", point=point)
    assert told(town) == []

    called(town, place="", point=near)
    assert len(told(town)) == 2


@pytest.mark.usefixtures("warm")
def test_whoever_called_and_whatever_was_said_changes_nothing(town: Town) -> None:
    """Metamorphic: another caller, other words, the same sign; and no statement asks for either."""
    refs = [called(town, name="王阿姨", phone="13800001111") for _call in range(3)]
    before = early.sign_at(*(sign_of(refs[-1]) or pytest.fail("no sign")))
    Matter.objects.filter(county=town.county).update(
        text="别的话", reporter=town.liwangge.id, channel="hotline"
    )
    Contact.objects.filter(county=town.county).delete()

    with CaptureQueriesContext(connection) as asked:
        after = early.sign_at(*(sign_of(refs[-1]) or pytest.fail("no sign")))

    assert after == before
    whole = " ".join(query["sql"] for query in asked)
    for column in ('"text"', '"reporter"', '"code_digest"', "matters_contact", '"partner"'):
        assert column not in whole, column
    assert len(asked) == 2


def test_the_answer_about_earlier_calls_is_proposed(town: Town) -> None:
    for _call in range(3):
        ref = called(town)
    dispute = Dispute.objects.get(county=town.county, matter=ref.id)

    assert proposed_calls(dispute) == 2
    assert proposed_calls(Dispute(county=town.county)) is None
    sign = early_sign(town.chentiaojie, dispute, now=town.now)
    assert sign is not None
    assert (sign.sign.count, sign.kind_names) == (3, ("婚姻家庭纠纷",))
    assert early_sign(town.liwangge, dispute, now=town.now) is None


def test_a_spot_stands_once_on_the_list_of_those_who_may_go_there(town: Town) -> None:
    for _call in range(4):
        called(town)
        called(town, "dispute.neighbour", "广场北口")

    for viewer in (town.chentiaojie, town.zhaojing):
        assert sorted(one.sign.kinds for one in early_signs(viewer, now=town.now)) == [
            ("dispute.family",),
            ("dispute.neighbour",),
        ]
    for viewer in (town.liwangge, town.zhengchengguan, town.wuguanli):
        assert early_signs(viewer, now=town.now) == []


def test_every_kind_of_the_table_is_one_of_the_catalogue(town: Town) -> None:
    assert [code for code in early.all_kinds() if org.category(code) is None] == []
    assert early.kin("facility.lamp") == frozenset()


def test_a_call_that_was_taken_back_counts_for_nothing(town: Town) -> None:
    refs = [called(town), called(town)]
    Matter.objects.filter(county=town.county, id=refs[0].id).update(state="withdrawn", ended_at=town.now)
    called(town)

    assert told(town) == []
