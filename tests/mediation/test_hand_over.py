"""Handed over with file and clock, or mediated together: it is answered, and who sent it hears the end."""

import pytest

from lianxin.journal.models import Entry
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.mediation.actions.handing import answer_hand_over
from lianxin.mediation.linking import Channel
from lianxin.mediation.models import Due, HandOver
from lianxin.mediation.public import Ref, State, Verb
from lianxin.mediation.queries.hand_overs import hand_overs, offered_to, proposed_links
from lianxin.notices.models import Message
from quarrel import in_force, mediating, said, stored
from town import Town


def handed(town: Town, verb: Verb = Verb.HAND_OVER, to: str = "police") -> Ref:
    unit = town.unit("police_station") if to == "police" else None
    return said(town, verb, mediating(town), to=to, unit=unit, papers=("record",), reason="归他们管")


def only() -> Ref:
    row = HandOver.objects.get()
    return Ref(row.county, row.id)


def owed(ref: Ref) -> set[str]:
    rows = Due.objects.filter(county=ref.county, dispute_id=ref.id, met_at__isnull=True)
    return {kind.split(":")[0] for kind in rows.values_list("kind", flat=True)}


def test_our_clock_ends_and_whether_they_take_it_is_asked_after(town: Town) -> None:
    ref = handed(town)

    assert stored(ref).state == State.HANDED_OVER
    assert owed(ref) == {"hand_answer"}
    (told,) = offered_to(town.zhaojing, now=town.now)
    assert (told.papers, told.answer, told.late) == (("调解记录",), "offered", False)
    note = Message.objects.get(county=ref.county, key=f"handover:{only().id}")
    assert note.to_unit == town.unit("police_station")
    assert "王阿姨" not in str(told) + note.words


def test_who_takes_it_has_a_clock_that_is_shown(town: Town) -> None:
    ref = handed(town)
    answer_hand_over(only(), accept=True, by=town.zhaojing, now=town.now)

    (told,) = hand_overs(town.chentiaojie, ref, now=town.now)
    assert told.answer == "accepted"
    assert told.theirs_on is not None
    assert owed(ref) == set()
    assert Entry.objects.filter(action="mediation.hand_accepted", subject=f"dispute:{ref.id}").exists()
    with pytest.raises(NotNow):
        answer_hand_over(only(), accept=True, by=town.zhaojing, now=town.now)


def test_who_does_not_take_it_says_why_and_it_is_taken_back(town: Town) -> None:
    ref = handed(town)
    with pytest.raises(Invalid):
        answer_hand_over(only(), accept=False, by=town.zhaojing, now=town.now)
    answer_hand_over(only(), accept=False, by=town.zhaojing, now=town.now, reason="不属于治安案件")

    assert [told.reason for told in hand_overs(town.chentiaojie, ref, now=town.now)] == ["不属于治安案件"]
    assert [told.reason for told in hand_overs(town.yansifa, ref, now=town.now)] == [""]
    said(town, Verb.TAKE_BACK, ref, reason="接回来调解")
    assert (stored(ref).state, owed(ref)) == (State.INVITED, {"mediate"})


def test_taken_back_before_they_answered_nobody_is_waited_for(town: Town) -> None:
    ref = said(town, Verb.TAKE_BACK, handed(town), reason="当事人愿意调解")

    assert HandOver.objects.get().answer == "returned"
    assert owed(ref) == {"mediate"}
    assert offered_to(town.zhaojing, now=town.now) == []


def test_another_body_sits_in_and_it_stays_ours(town: Town) -> None:
    ref = handed(town, Verb.INVITE)
    answer_hand_over(only(), accept=True, by=town.zhaojing, now=town.now)

    assert stored(ref).state == State.MEDIATING
    assert "mediate" in owed(ref)
    assert [told.theirs_on for told in hand_overs(town.chentiaojie, ref, now=town.now)] == [None]


def test_what_a_body_outside_has_said_is_written_down_by_the_committee(town: Town) -> None:
    handed(town, to="court")
    for stranger in (town.zhaojing, town.yansifa):
        with pytest.raises(NotFound):
            answer_hand_over(only(), accept=True, by=stranger, now=town.now)
    answer_hand_over(only(), accept=True, by=town.chentiaojie, now=town.now)

    assert HandOver.objects.get().theirs_on is None


def test_nobody_answers_for_another_unit(town: Town) -> None:
    ref = handed(town)

    for stranger in (town.chentiaojie, town.zhengchengguan, town.liwangge):
        with pytest.raises(NotFound):
            answer_hand_over(only(), accept=True, by=stranger, now=town.now)
    assert hand_overs(town.liwangge, ref, now=town.now) == []


def test_it_is_offered_to_who_answers_for_the_unit_and_not_to_who_walks_a_grid_for_it(town: Town) -> None:
    unit = town.unit("community_committee", town.chenghuang)
    said(town, Verb.INVITE, mediating(town), to="department", unit=unit, reason="请社区一起来")

    assert len(offered_to(town.majuwei, now=town.now)) == 1
    assert offered_to(town.liwangge, now=town.now) == []


def test_only_papers_of_the_file_go_along(town: Town) -> None:
    with pytest.raises(Invalid):
        said(town, Verb.HAND_OVER, mediating(town), to="police", papers=("aside",), reason="归他们管")


def sent(town: Town) -> dict[str, object]:
    return {"sender": "police", "reference": "东派转〔2026〕7号", "sent_by": town.unit("police_station")}


@pytest.mark.parametrize("ends", ["agreed", "failed"])
def test_who_sent_it_hears_how_it_ended_by_their_own_number(town: Town, ends: str) -> None:
    if ends == "agreed":
        ref = in_force(town, **sent(town))
    else:
        ref = said(town, Verb.FAIL, mediating(town, **sent(town)), reason="谁也不让")
    (note,) = Message.objects.filter(county=ref.county, to_unit=town.unit("police_station"))

    assert "东派转〔2026〕7号" in note.words
    assert ("没有达成" in note.words) == (ends == "failed")
    assert "谁也不让" not in note.words


def test_what_a_court_sent_links_the_court(town: Town) -> None:
    ref = mediating(town, sender="court")

    links = proposed_links(stored(ref), now=town.now)
    assert [link.channel for link in links if link.leads] == [Channel.PEOPLES]
    assert Channel.JUDICIAL in {link.channel for link in links}
    assert "court_before" in owed(ref)


def test_who_was_asked_along_has_nothing_to_answer_once_the_talks_are_over(town: Town) -> None:
    ref = handed(town, Verb.INVITE)
    assert offered_to(town.zhaojing, now=town.now)
    said(town, Verb.FAIL, ref, reason="没有谈拢")

    assert not offered_to(town.zhaojing, now=town.now)
