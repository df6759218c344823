"""好差评: the resident's word counts by whichever way it comes; a bad one is never left without a call."""

from collections.abc import Callable
from typing import Any

import pytest

from lianxin.deadlines import public as deadlines
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb
from lianxin.matters.reactions import on_deadline_stepped
from lianxin.notices import public as notices
from matters.test_ending import words_to_residents
from town import Town

PHONE = "13800001234"


def disliked(town: Town, **more: Any) -> Ref:
    ref = town.closed(phone=PHONE, **more)
    return town.speak(Verb.RATE, ref, town.resident(ref), level="1", reason="又翘起来了")


def looked(town: Town, ref: Ref, by: Actor | None = None) -> None:
    matters.reveal(ref, "回访", by=by or town.qianpaiqian, now=town.now)


def said(town: Town, ref: Ref, result: str, by: Actor | None = None, **more: Any) -> Ref:
    told = {"reason": "明天再修一次", **more}
    return town.speak(Verb.FOLLOW_UP, ref, by or town.qianpaiqian, result=result, **told)


def called(town: Town, ref: Ref, result: str, by: Actor | None = None, reason: str = "明天再修一次") -> Ref:
    looked(town, ref, by)
    return said(town, ref, result, by, reason=reason)


def bad(town: Town, by: Actor | None = None) -> list[Ref]:
    return [row.card.ref for row in matters.follow_ups(by or town.qianpaiqian, now=town.now).bad]


def owed_by(town: Town, ref: Ref) -> Any:
    return matters.dossier(town.qianpaiqian, ref, now=town.now).card.follow_up_by


def test_a_bad_rating_waits_at_the_desk_until_somebody_called_back(town: Town) -> None:
    ref = disliked(town)

    assert bad(town) == [ref]
    assert ref in [card.ref for card in matters.needle(town.qianpaiqian, now=town.now).today] + [
        card.ref for card in matters.needle(town.qianpaiqian, now=town.now).week
    ]
    called(town, ref, "agreed")

    assert bad(town) == []
    steps = matters.progress(town.told[-1].code, now=town.now).steps
    assert (steps[-1].result, steps[-1].note) == ("agreed", "明天再修一次")


def test_it_is_owed_within_a_working_day_and_the_resident_reads_by_when(town: Town) -> None:
    ref = disliked(town)

    by = local(owed_by(town, ref))

    assert (by.date() - local(town.now).date()).days == 1  # a Tuesday
    assert "不是办这件事的人" in matters.progress(town.told[-1].code, now=town.now).headline
    town.later(days=3)
    assert "已经晚了" in matters.progress(town.told[-1].code, now=town.now).headline


def test_when_the_time_is_over_the_desk_and_the_one_above_are_reminded(town: Town) -> None:
    disliked(town)
    town.later(days=4)
    deadlines.sweep(town.now)

    journal.deliver(now=town.now)

    keys = {
        message.key.partition("follow_up:")[2]
        for message in notices.Message.objects.filter(county=town.county, key__contains=":follow_up:")
    }
    assert {"reminder:1", "yellow:1", "yellow:1:above"} <= keys


def test_a_content_word_asks_for_no_call(town: Town) -> None:
    ref = town.closed(phone=PHONE)
    town.speak(Verb.RATE, ref, town.resident(ref), level="4")

    assert bad(town) == []
    with pytest.raises(NotNow):
        called(town, ref, "agreed")


def test_who_worked_on_it_does_not_make_the_call(town: Town) -> None:
    ref = disliked(town)

    with pytest.raises(NotAllowed):
        said(town, ref, "agreed", by=town.zhengchengguan)


def test_who_worked_on_it_does_not_make_the_call_with_a_dispatchers_duty_either(
    town: Town, appointed: Callable[[Actor, str, str, str], None]
) -> None:
    ref = disliked(town)
    handler = town.handler(ref)
    appointed(handler, "governance_centre", "派遣员", "dispatcher")

    with pytest.raises(NotAllowed, match="自己办的事不能自己回访"):
        said(town, ref, "agreed", by=handler)


def test_an_outsider_learns_nothing(town: Town) -> None:
    ref = disliked(town)

    with pytest.raises(NotFound):
        said(town, ref, "agreed", by=town.wailai)
    with pytest.raises(NotAllowed):
        matters.follow_ups(town.liwangge, now=town.now)


def test_a_call_that_reached_somebody_says_what_was_said(town: Town) -> None:
    ref = disliked(town)

    with pytest.raises(Invalid, match="说了什么"):
        called(town, ref, "still", reason="")


def test_unanswered_it_is_tried_three_times_on_two_days(town: Town) -> None:
    ref = disliked(town)

    called(town, ref, "unreached", reason="")
    with pytest.raises(NotNow):
        called(town.later(minutes=20), ref, "unreached")
    called(town.later(hours=2), ref, "unreached")
    called(town.later(hours=2), ref, "unreached")
    assert bad(town) == [ref], "three times on one day reach nobody who is at work"
    row = matters.follow_ups(town.qianpaiqian, now=town.now).bad[0]
    assert row.tries == 3

    called(town.later(days=1), ref, "unreached")

    assert bad(town) == []
    assert any("没有接通" in words for words in words_to_residents(town))


def test_who_left_no_number_is_answered_in_writing(town: Town) -> None:
    ref = town.closed()
    town.speak(Verb.RATE, ref, town.resident(ref), level="2")

    with pytest.raises(Invalid):
        said(town, ref, "unreached")
    said(town, ref, "written", reason="井盖明天换新的")

    assert bad(town) == []
    assert matters.progress(town.told[-1].code, now=town.now).steps[-1].note == "井盖明天换新的"


def test_nobody_writes_down_a_call_without_having_opened_the_number(town: Town) -> None:
    ref = disliked(town)
    for result in ("agreed", "still", "unreached"):
        with pytest.raises(NotAllowed, match="还没有看过电话"):
            said(town, ref, result)
    assert bad(town) == [ref]

    looked(town, ref)
    said(town, ref, "agreed")

    assert bad(town) == []
    assert matters.progress(town.told[-1].code, now=town.now).looks[0].reason == "回访"


def test_another_ones_look_another_matters_and_an_old_one_are_no_call(town: Town) -> None:
    ref = disliked(town)
    looked(town, ref)
    town.later(days=1)
    looked(town, disliked(town, text="另一个井盖"))
    looked(town, ref, by=town.zhouzhuren)

    with pytest.raises(NotAllowed, match="还没有看过电话"):
        said(town, ref, "agreed")
    said(town, ref, "agreed", by=town.zhouzhuren)


def test_an_overseer_opens_the_number_for_as_long_as_a_call_is_owed(town: Town) -> None:
    ref = disliked(town)

    called(town, ref, "agreed", by=town.zhouzhuren)

    with pytest.raises(NotAllowed):
        looked(town, ref, by=town.zhouzhuren)


def test_who_came_by_needs_no_call_and_is_told_what_was_written(town: Town) -> None:
    ref = disliked(town)

    said(town, ref, "agreed", came=True)

    step = matters.progress(town.told[-1].code, now=town.now).steps[-1]
    assert (step.came, step.result) == (True, "agreed")
    assert any("记的是您来过或打来过" in words for words in words_to_residents(town))
    assert bad(town) == []


@pytest.mark.parametrize("result", ["unreached", "written"])
def test_who_came_by_was_neither_missed_nor_written_to(town: Town, result: str) -> None:
    ref = disliked(town) if result == "unreached" else town.closed()
    if result == "written":
        town.speak(Verb.RATE, ref, town.resident(ref), level="2")

    with pytest.raises(Invalid, match="请选说清了没有"):
        said(town, ref, result, came=True)


def test_who_left_no_number_came_by_or_is_written_to(town: Town) -> None:
    ref = town.closed()
    town.speak(Verb.RATE, ref, town.resident(ref), level="2")

    with pytest.raises(Invalid, match="没有留电话"):
        said(town, ref, "agreed")
    said(town, ref, "agreed", came=True)

    assert bad(town) == []


def test_who_left_a_number_is_rung(town: Town) -> None:
    ref = disliked(town)

    with pytest.raises(Invalid):
        called(town, ref, "written")


def test_after_the_call_the_resident_may_rate_once_more(town: Town) -> None:
    ref = disliked(town)
    with pytest.raises(NotNow):
        town.speak(Verb.RATE, ref, town.resident(ref), level="4")
    assert Verb.RATE not in matters.progress(town.told[-1].code, now=town.now).verbs

    called(town, ref, "agreed")
    assert Verb.RATE in matters.progress(town.told[-1].code, now=town.now).verbs
    town.speak(Verb.RATE, ref, town.resident(ref), level="4")

    assert matters.progress(town.told[-1].code, now=town.now).level == "4"
    with pytest.raises(NotNow):
        town.speak(Verb.RATE, ref, town.resident(ref), level="5")


def test_worked_on_again_nothing_is_owed(town: Town) -> None:
    ref = disliked(town)

    town.speak(Verb.REOPEN, ref, town.qianpaiqian, reason="去看过,确实没修好")

    assert bad(town) == []
    assert matters.progress(town.told[-1].code, now=town.now).level == "1", "the resident's word stays theirs"


def by_word_of_mouth(town: Town) -> Ref:
    return town.closed(phone=PHONE, channel="call", by=town.liwangge)


def test_who_told_it_on_the_telephone_is_asked_there(town: Town) -> None:
    ref = by_word_of_mouth(town)
    assert [row.card.ref for row in matters.follow_ups(town.qianpaiqian, now=town.now).unasked] == [ref]
    matters.reveal(ref, "回访", by=town.qianpaiqian, now=town.now)

    town.speak(Verb.RATE, ref, town.qianpaiqian, level="4", reason="说修得快")

    told = matters.progress(town.told[-1].code, now=town.now)
    assert (told.level, told.steps[-1].by_telephone, told.steps[-1].own) == ("4", True, False)
    assert any("您在电话里的评价记成了“满意”" in words for words in words_to_residents(town))
    assert matters.follow_ups(town.qianpaiqian, now=town.now).unasked == []


def test_what_was_written_down_for_them_the_resident_can_put_right(town: Town) -> None:
    ref = by_word_of_mouth(town)
    matters.reveal(ref, "回访", by=town.qianpaiqian, now=town.now)
    town.speak(Verb.RATE, ref, town.qianpaiqian, level="5")

    town.speak(Verb.RATE, ref, town.resident(ref), level="2", reason="我没有这样说")

    assert matters.progress(town.told[-1].code, now=town.now).level == "2"
    assert bad(town) == [ref]


def test_nobody_writes_down_a_rating_without_having_called(town: Town) -> None:
    ref = by_word_of_mouth(town)

    with pytest.raises(NotAllowed, match="没有打过电话"):
        town.speak(Verb.RATE, ref, town.qianpaiqian, level="5")


def test_nobody_writes_over_what_the_resident_said(town: Town) -> None:
    ref = disliked(town)
    matters.reveal(ref, "回访", by=town.qianpaiqian, now=town.now)

    with pytest.raises(NotNow):
        town.speak(Verb.RATE, ref, town.qianpaiqian, level="5")


def test_after_two_weeks_nobody_is_asked_any_more(town: Town) -> None:
    by_word_of_mouth(town)

    town.later(days=15)

    assert matters.follow_ups(town.qianpaiqian, now=town.now).unasked == []


def test_who_does_not_want_to_rate_is_left_alone(town: Town) -> None:
    ref = by_word_of_mouth(town)

    called(town, ref, "unwilling", reason="说不用问了")

    assert matters.follow_ups(town.qianpaiqian, now=town.now).unasked == []


def test_the_list_takes_few_statements_however_long(
    town: Town, warm: None, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        disliked(town, text=f"第{number}个井盖")

    with django_assert_max_num_queries(4):
        assert len(matters.follow_ups(town.qianpaiqian, now=town.now).bad) == 6


def test_a_reminder_of_what_was_settled_says_nothing(town: Town) -> None:
    ref = disliked(town)
    called(town, ref, "agreed")
    news = deadlines.DeadlineStepped(
        county=ref.county, subject=f"follow_up:{ref.id}", kind="answer", step="red", rank=4, round=1, due=""
    )

    on_deadline_stepped(news, town.now)

    assert not notices.Message.objects.filter(county=ref.county, key__contains=":follow_up:red").exists()
