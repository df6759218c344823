"""From the registration to the talks: nothing typed twice, nobody held, nothing opened that the law bars."""

import pytest

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.mediation.models import Due, Step
from lianxin.mediation.public import PartyDraft, Person, Ref, State, Verb, register
from lianxin.notices.models import Message
from quarrel import CALM, application, mediating, parties, party, registered, said, stored, taken
from town import Town


def test_it_is_registered_with_its_committee_and_a_day_by_which_it_is_answered(town: Town) -> None:
    dispute = stored(registered(town))

    assert dispute.state == State.REGISTERED
    assert dispute.number == ""
    assert dispute.committee_id == town.unit("mediation_committee", town.chenghuang)
    due = Due.objects.get(county=dispute.county, dispute=dispute)
    assert (due.kind, due.due_on.isoformat()) == ("answer", "2026-11-24")


def test_a_party_registers_their_own_without_anybody(town: Town) -> None:
    ref = register(application(town), by=Actor.resident(), now=town.now)

    assert stored(ref).source == "applied"


def test_nobody_registers_for_a_committee_that_is_not_theirs(town: Town) -> None:
    with pytest.raises(NotAllowed):
        register(application(town), by=town.qianpaiqian, now=town.now)


def test_what_is_no_quarrel_is_no_dispute(town: Town) -> None:
    empty = application(town, category="facility.lamp", account="", parties=())

    with pytest.raises(Invalid) as refused:
        register(empty, by=Actor.resident(), now=town.now)

    assert set(refused.value.fields) == {"account", "category", "parties"}


def test_whoever_takes_it_on_leads_it_and_gives_it_the_next_number_of_the_year(town: Town) -> None:
    first, second = stored(taken(town)), stored(taken(town))

    assert first.mediator == town.chentiaojie.id
    assert first.number == "(2026)城隍庙社区人调字第1号"
    assert second.number == "(2026)城隍庙社区人调字第2号"
    assert first.state == State.INVITED
    assert first.colour == "blue"


def test_both_are_asked_each_by_a_code_of_their_own(town: Town) -> None:
    ref = taken(town)

    assert Message.objects.filter(county=ref.county, subject=f"dispute:{ref.id}", channel="file").count() == 2
    assert all(one.asked_at == town.now for one in parties(ref))


def test_the_talks_begin_when_everybody_has_said_yes(town: Town) -> None:
    ref = taken(town)
    said(town, Verb.CONSENT, ref, party(ref, 1), will="yes")

    with pytest.raises(NotNow, match="1 位"):
        said(town, Verb.OPEN, ref)

    said(town, Verb.CONSENT, ref, party(ref, 2), will="yes")
    assert stored(said(town, Verb.OPEN, ref)).state == State.MEDIATING


def test_one_alone_is_no_mediation(town: Town) -> None:
    ref = taken(town, parties=(PartyDraft("applicant", Person("王阿姨")),))
    said(town, Verb.CONSENT, ref, party(ref, 1), will="yes")

    with pytest.raises(NotNow, match="一方"):
        said(town, Verb.OPEN, ref)

    said(town, Verb.ADMIT, ref, newcomer=PartyDraft("respondent", Person("赵大爷")))
    assert len(parties(ref)) == 2


def test_who_comes_in_later_is_asked_at_once_by_a_code_of_their_own(town: Town) -> None:
    ref = taken(town, parties=(PartyDraft("applicant", Person("王阿姨")),))
    said(town, Verb.ADMIT, ref, newcomer=PartyDraft("respondent", Person("赵大爷", "13800002222")))

    assert parties(ref)[1].asked_at == town.now
    assert told_by_phone(ref) == 1


def test_who_can_be_reached_only_now_is_asked_there_and_nobody_twice(town: Town) -> None:
    ref = taken(town, parties=(PartyDraft("applicant", Person("王阿姨")),))
    first = parties(ref)[0].id
    for _time in range(2):
        better = PartyDraft("applicant", Person("王阿姨", "13800001111"))
        said(town, Verb.ADMIT, ref, party=first, newcomer=better)

    assert told_by_phone(ref) == 1


def test_before_it_is_taken_on_nobody_is_asked(town: Town) -> None:
    ref = registered(town)
    said(town, Verb.ADMIT, ref, newcomer=PartyDraft("third", Person("孙姐", "13800003333")))

    assert told_by_phone(ref) == 0


def told_by_phone(ref: Ref) -> int:
    return Message.objects.filter(county=ref.county, subject=f"dispute:{ref.id}", channel="file").count()


@pytest.mark.parametrize(
    ("harms", "words"),
    [
        ({**CALM, "violence_at_home": True}, "公安机关"),
        ({**CALM, "harm_to_minor": True}, "未成年人"),
        ({**CALM, "crime": "public"}, "犯罪"),
        ({**CALM, "court_has_it": True}, "法院"),
    ],
)
def test_what_must_be_reported_or_is_barred_is_not_taken_on(
    town: Town, harms: dict[str, object], words: str
) -> None:
    ref = registered(town)

    with pytest.raises(NotNow, match=words):
        said(town, Verb.TAKE, ref, harms=harms)

    assert stored(ref).state == State.REGISTERED


def test_once_it_is_reported_those_who_are_safe_may_talk(town: Town) -> None:
    ref = registered(town)
    said(town, Verb.NOTIFY, ref, told="police")
    said(town, Verb.TAKE, ref, harms={**CALM, "violence_at_home": True, "limited_capacity": False})

    dispute = stored(ref)
    assert dispute.notified == ["police"]
    assert (dispute.colour, dispute.reasons) == ("red", ["violence_at_home"])


def test_before_the_talks_every_danger_has_been_asked_about(town: Town) -> None:
    ref = said(town, Verb.TAKE, registered(town))
    for place in (1, 2):
        said(town, Verb.CONSENT, ref, party(ref, place), will="yes")

    with pytest.raises(NotNow, match="还没有问清"):
        said(town, Verb.OPEN, ref)

    assert stored(said(town, Verb.OPEN, ref, harms=CALM)).state == State.MEDIATING


def test_a_party_leaves_when_they_like_and_the_colour_goes_with_the_talks(town: Town) -> None:
    ref = mediating(town)
    said(town, Verb.QUIT, ref, party(ref, 2))

    dispute = stored(ref)
    assert dispute.state == State.WITHDRAWN
    assert (dispute.colour, dispute.reasons) == ("", [])
    assert not Due.objects.filter(county=ref.county, dispute_id=ref.id, met_at__isnull=True).exists()


def test_nobody_is_turned_away_without_a_reason(town: Town) -> None:
    with pytest.raises(Invalid):
        said(town, Verb.TURN_AWAY, registered(town))

    ref = said(town, Verb.TURN_AWAY, registered(town), reason="这是行政机关才能处理的事")
    step = Step.objects.get(county=ref.county, dispute_id=ref.id, verb=Verb.TURN_AWAY)
    assert step.facts["roads"] > 0
    assert stored(ref).state == State.UNSUITABLE


def test_who_does_not_mediate_there_finds_nothing(town: Town) -> None:
    ref = taken(town)

    for stranger in (town.liwangge, town.wailai, Actor.resident(ref.id)):
        with pytest.raises(NotFound):
            said(town, Verb.FAIL, ref, stranger, reason="没有谈拢")
    with pytest.raises(NotFound):
        said(town, Verb.FAIL, Ref(ref.county, parties(ref)[0].id), reason="没有谈拢")


def test_a_guide_names_another_mediator_and_says_nothing_else(town: Town) -> None:
    ref = taken(town)
    said(town, Verb.ASSIGN, ref, town.yansifa, mediator=town.qintiaojie.id)

    assert stored(ref).mediator == town.qintiaojie.id
    with pytest.raises(NotAllowed):
        said(town, Verb.FAIL, ref, town.yansifa, reason="没有谈拢")
    with pytest.raises(NotAllowed):
        said(town, Verb.FAIL, ref, town.chentiaojie, reason="没有谈拢")


def test_it_is_opened_again_within_ninety_days_and_everybody_is_asked_anew(town: Town) -> None:
    ref = said(town, Verb.FAIL, mediating(town), reason="没有谈拢")
    said(town.later(days=60), Verb.REOPEN, ref, party(ref, 1), reason="想再谈一次")

    assert stored(ref).state == State.INVITED
    assert {one.will for one in parties(ref)} == {""}


def test_after_ninety_days_it_is_a_new_dispute(town: Town) -> None:
    ref = said(town, Verb.FAIL, mediating(town), reason="没有谈拢")

    with pytest.raises(NotNow, match="90"):
        said(town.later(days=91), Verb.REOPEN, ref, party(ref, 1), reason="想再谈一次")


def test_what_is_handed_over_ends_here_and_may_come_back(town: Town) -> None:
    ref = said(town, Verb.HAND_OVER, mediating(town), to="court", reason="要法院来定")
    assert stored(ref).state == State.HANDED_OVER

    said(town, Verb.TAKE_BACK, ref, reason="法院委派调解")
    assert stored(ref).state == State.INVITED


def test_a_mediator_does_not_answer_over_what_a_party_said_themselves(town: Town) -> None:
    ref = taken(town)
    first, second = parties(ref)
    said(town, Verb.CONSENT, ref, Actor.resident(first.id), will="no")
    said(town, Verb.CONSENT, ref, party=second.id, will="yes")

    with pytest.raises(NotNow, match="自己答复过"):
        said(town, Verb.CONSENT, ref, party=first.id, will="yes")
    said(town, Verb.CONSENT, ref, party=second.id, will="no")  # told to the mediator, and told anew
    assert [one.will for one in parties(ref)] == ["no", "no"]


def test_nobody_takes_for_themselves_what_a_colleague_leads(town: Town) -> None:
    ref = taken(town)

    with pytest.raises(NotAllowed, match="不能自己接过来"):
        said(town, Verb.ASSIGN, ref, town.qintiaojie, mediator=town.qintiaojie.id)
    said(town, Verb.ASSIGN, ref, mediator=town.qintiaojie.id)
    assert stored(ref).mediator == town.qintiaojie.id


def test_what_the_police_sent_here_is_not_barred_for_being_theirs(town: Town) -> None:
    harms = {**CALM, "police_has_it": True}
    ref = said(town, Verb.TAKE, registered(town, sender="police"), harms=harms)
    assert stored(ref).state == State.INVITED

    with pytest.raises(NotNow, match="公安机关"):
        said(town, Verb.TAKE, registered(town), harms=harms)


def test_a_dispute_that_nobody_wanted_to_mediate_can_be_filed(town: Town) -> None:
    ref = said(town, Verb.FAIL, taken(town), reason="一方不愿意")

    assert stored(said(town, Verb.FILE, ref)).state == State.FILED


def test_wages_run_from_the_application_and_not_from_its_taking(town: Town) -> None:
    ref = registered(town, category="dispute.labour")
    said(town.later(days=3), Verb.TAKE, ref, harms=CALM)

    due = Due.objects.get(county=ref.county, dispute_id=ref.id, kind="labour_mediate")
    assert due.due_on.isoformat() == "2026-12-08"
