"""A look at a number has a reason, and stands on a list the resident reads."""

import pytest

from lianxin.journal import public as journal
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound
from lianxin.matters import public as matters
from town import Town


def test_the_handler_sees_the_number_and_the_resident_sees_the_look(town: Town) -> None:
    ref = town.reported(phone="13800001234", name="王阿姨")

    seen = matters.reveal(ref, "上门前打电话", by=town.zhengchengguan, now=town.now)

    assert (seen.phone, seen.name) == ("13800001234", "王阿姨")
    look = matters.progress(town.told[-1].code, now=town.now).looks[0]
    assert "郑队员" in look.who
    assert look.reason == "上门前打电话"
    assert journal.entries_about(ref.county, f"matter:{ref.id}").last().action == "matters.reveal"


def test_no_reason_no_look(town: Town) -> None:
    ref = town.reported(phone="13800001234")

    with pytest.raises(Invalid):
        matters.reveal(ref, " ", by=town.zhengchengguan, now=town.now)


def test_an_overseer_watches_procedure_and_needs_no_number(town: Town) -> None:
    ref = town.reported(phone="13800001234")

    with pytest.raises(NotAllowed):
        matters.reveal(ref, "看看", by=town.zhouzhuren, now=town.now)


@pytest.mark.parametrize("who", ["wailai", "wuguanli", "xitong", "anquan", "shenji", "zhaojing"])
def test_for_everybody_else_there_is_no_such_matter(town: Town, who: str) -> None:
    ref = town.reported(phone="13800001234")

    with pytest.raises(NotFound):
        matters.reveal(ref, "想看看", by=getattr(town, who), now=town.now)


def test_before_a_look_not_a_digit_is_on_the_page(town: Town) -> None:
    ref = town.reported(phone="13800001234", name="王阿姨")

    told = repr(matters.dossier(town.zhengchengguan, ref, now=town.now))

    assert "1380" not in told
    assert "1234" not in told
    assert "王阿姨" not in told


def test_after_three_years_the_number_and_who_looked_are_gone(town: Town) -> None:
    ref = town.reported(phone="13800001234", name="王阿姨")
    matters.reveal(ref, "上门前打电话", by=town.zhengchengguan, now=town.now)
    town.later(days=3 * 365)
    assert matters.rights.forget(town.now) == 0

    town.later(days=1)

    assert (matters.rights.forget(town.now), matters.rights.forget(town.now)) == (1, 0)
    told = matters.progress(town.told[-1].code, now=town.now)
    assert (told.has_contact, told.looks) == (False, [])
    assert journal.entries_about(ref.county, f"matter:{ref.id}").last().action == "matters.forget_contact"
