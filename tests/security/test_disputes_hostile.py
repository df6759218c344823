"""What a hostile neighbour, a party, a mediator and a thief would try with a dispute, each closed once."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from lianxin.journal.models import Entry
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.mediation.actions import rights
from lianxin.mediation.actions.looking import look_in
from lianxin.mediation.codes import party_code
from lianxin.mediation.contracts import AgreementDraft, Done
from lianxin.mediation.lifecycle import State
from lianxin.mediation.models import Fulfilment, Step
from lianxin.mediation.public import PartyDraft, Person, Ref, Verb, forget
from lianxin.mediation.queries.own import Own, own
from lianxin.mediation.terms import Term
from lianxin.mediation.web.taking_along import held
from lianxin.notices.models import Message
from lianxin.notices.relaying import _letter
from lianxin.pages import limits
from quarrel import (
    CALM,
    WANG,
    ZHAO,
    agreed_to_talk,
    drafted,
    in_force,
    kept,
    mediating,
    parties,
    party,
    recorded,
    registered,
    said,
    signed,
    stored,
    taken,
)
from town import Town

pytestmark = pytest.mark.django_db


def reads(town: Town, ref: Ref, place: int) -> Own:
    return own(party_code(parties(ref)[place - 1].id), now=town.now)


def told_to(ref: Ref, place: int) -> int:
    return Message.objects.filter(county=ref.county, key__regex=rf"^dispute:{ref.id}:\d+:{place}$").count()


# ---- that there is a dispute at all -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "brought"),
    [
        (Verb.TURN_AWAY, {"reason": "家里动手,先报警"}),
        (Verb.HAND_OVER, {"to": "police", "reason": "家里动手"}),
        (Verb.QUIT, {}),
    ],
)
def test_what_ends_before_it_was_taken_on_is_told_to_whoever_applied_alone(
    standing: Town, verb: Verb, brought: dict[str, str]
) -> None:
    ref = registered(standing)

    said(standing, verb, ref, party(ref, 1) if verb == Verb.QUIT else None, **brought)

    assert told_to(ref, 2) == 0
    assert told_to(ref, 1) == (0 if verb == Verb.QUIT else 1)


def test_what_was_never_taken_on_is_not_forced_on_the_other_side_by_reopening(standing: Town) -> None:
    ref = said(standing, Verb.TURN_AWAY, registered(standing), reason="家里动手,先报警")

    with pytest.raises(NotNow, match="没有受理"):
        said(standing, Verb.REOPEN, ref, party(ref, 1), reason="一定要谈")

    assert stored(ref).state == State.UNSUITABLE
    assert told_to(ref, 2) == 0


def test_nobody_is_pressed_by_reopening_without_end(town: Town) -> None:
    ref = taken(town)
    for _again in range(3):
        said(town, Verb.QUIT, ref, party(ref, 1))
        said(town, Verb.REOPEN, ref, party(ref, 1), reason="再谈")
    said(town, Verb.QUIT, ref, party(ref, 1))

    with pytest.raises(NotNow, match="3 次"):
        said(town, Verb.REOPEN, ref, party(ref, 1), reason="再谈")
    assert stored(said(town, Verb.REOPEN, ref, reason="都想再谈")).state == State.INVITED


def test_what_whoever_applied_has_told_of_harm_is_not_read_by_the_other_side(town: Town) -> None:
    ref = said(town, Verb.NOTIFY, registered(town), told="police")
    said(town, Verb.TAKE, ref, harms={**CALM, "threat": True})
    assert stored(ref).reasons

    other, mine = reads(town, ref, 2), reads(town, ref, 1)

    assert (other.procedure.colour, other.procedure.reasons) == ("", ())
    assert held(other)["mediation"]["colour"] == ""
    assert "threat" in mine.procedure.reasons


# ---- in another's name ------------------------------------------------------------------------------------


def test_somebody_else_written_in_for_a_party_is_asked_anew(town: Town) -> None:
    ref = agreed_to_talk(town)

    said(town, Verb.ADMIT, ref, party=parties(ref)[1].id, newcomer=PartyDraft("respondent", Person("钱婶")))

    assert parties(ref)[1].will == ""
    with pytest.raises(NotNow):
        said(town, Verb.OPEN, ref)


def test_who_is_written_in_anew_has_signed_nothing(town: Town) -> None:
    ref = signed(town, drafted(town, mediating(town)))
    said(town, Verb.ADMIT, ref, party=parties(ref)[1].id, newcomer=PartyDraft("respondent", Person("钱婶")))
    said(town, Verb.CONSENT, ref, party(ref, 2), will="yes")

    with pytest.raises(NotNow, match="还差 1 处"):
        said(town, Verb.SETTLE, ref)


def test_the_same_person_better_known_keeps_their_word(town: Town) -> None:
    ref = agreed_to_talk(town)
    better = PartyDraft("respondent", Person(ZHAO.name, "13900003333", ZHAO.address))

    said(town, Verb.ADMIT, ref, party=parties(ref)[1].id, newcomer=better)

    assert parties(ref)[1].will == "yes"


def test_a_party_reads_that_they_were_written_anew_and_the_other_does_not(town: Town) -> None:
    ref = mediating(town)
    said(town, Verb.ADMIT, ref, party=parties(ref)[1].id, newcomer=PartyDraft("respondent", ZHAO))

    assert "admit" in {step.verb for step in reads(town, ref, 2).steps}
    assert "admit" not in {step.verb for step in reads(town, ref, 1).steps}


def test_who_hid_themselves_is_shown_by_nobody_elses_hand(town: Town) -> None:
    ref = mediating(town)
    rights.hide(ref, True, by=party(ref, 1), now=town.now)

    said(town, Verb.ADMIT, ref, party=parties(ref)[0].id, newcomer=PartyDraft("applicant", WANG))

    assert parties(ref)[0].hidden
    assert reads(town, ref, 2).others[0].person.name == ""


def test_a_name_under_an_agreement_in_force_stays(town: Town) -> None:
    ref = in_force(town)

    with pytest.raises(NotNow, match="协议"):
        rights.correct(ref, "李四", "", ZHAO.address, was="", by=party(ref, 2), now=town.now)
    rights.correct(ref, ZHAO.name, "", "城隍庙社区9号楼", was="", by=party(ref, 2), now=town.now)

    assert reads(town, ref, 2).me.person.name == ZHAO.name


# ---- after the will was taken back ------------------------------------------------------------------------


def test_nobody_is_bound_who_has_taken_their_consent_back(town: Town) -> None:
    ref = signed(town, drafted(town, mediating(town)))
    said(town, Verb.CONSENT, ref, party(ref, 2), will="no")

    with pytest.raises(NotNow, match="不同意"):
        said(town, Verb.SETTLE, ref)

    assert stored(ref).state == State.MEDIATING


def test_hands_under_a_draft_of_talks_that_broke_off_bind_nobody_in_the_next(town: Town) -> None:
    ref = signed(town, drafted(town, mediating(town)))
    said(town, Verb.QUIT, ref, party(ref, 2))
    town.later(days=1)
    said(town, Verb.REOPEN, ref, reason="再谈")
    for place in (1, 2):
        said(town, Verb.CONSENT, ref, party(ref, place), will="yes")
    said(town, Verb.OPEN, ref)

    with pytest.raises(NotNow, match="还没有起草"):
        said(town, Verb.SETTLE, ref)


def test_an_agreement_in_force_does_not_come_into_force_again(town: Town) -> None:
    ref = in_force(town)
    said(town, Verb.BREACH, ref, party(ref, 1), reason="没有付")
    town.later(days=1)
    said(town, Verb.REOPEN, ref, reason="再谈")
    for place in (1, 2):
        said(town, Verb.CONSENT, ref, party(ref, place), will="yes")
    said(town, Verb.OPEN, ref)

    with pytest.raises(NotNow, match="还没有起草"):
        said(town, Verb.SETTLE, ref)


# ---- performance ------------------------------------------------------------------------------------------


def test_whoever_owes_does_not_end_it_by_their_own_word(town: Town) -> None:
    ref = in_force(town)
    said(town, Verb.PERFORM, ref, party(ref, 1), term=Done(2, town.now.date(), "修好了"))
    said(town, Verb.PERFORM, ref, party(ref, 2), term=Done(1, town.now.date(), "付了"))

    assert stored(ref).state == State.AGREED
    with pytest.raises(NotNow):
        said(town, Verb.KEEP, ref)


def test_the_others_word_ends_it(town: Town) -> None:
    ref = in_force(town)
    for place, mine, yours in ((1, 2, 1), (2, 1, 2)):
        said(town, Verb.PERFORM, ref, party(ref, mine), term=Done(place, town.now.date(), ""))
        said(town, Verb.PERFORM, ref, party(ref, yours), term=Done(place, town.now.date(), ""))

    assert stored(ref).state == State.KEPT


def test_the_other_side_says_alone_what_was_promised_to_nobody_by_name(town: Town) -> None:
    ref = in_force(town)
    said(town, Verb.PERFORM, ref, term=Done(1, town.now.date(), "收条"))

    said(town, Verb.PERFORM, ref, party(ref, 2), term=Done(2, town.now.date(), "墙修好了"))

    assert stored(ref).state == State.KEPT


def test_whoever_was_owed_says_alone_that_they_have_it(town: Town) -> None:
    ref = in_force(town)
    said(town, Verb.PERFORM, ref, term=Done(2, town.now.date(), "看过墙"))

    said(town, Verb.PERFORM, ref, party(ref, 1), term=Done(1, town.now.date(), "收到了"))

    assert Fulfilment.objects.filter(county=ref.county, confirmed_at__isnull=False).count() == 0
    assert stored(ref).state == State.KEPT


# ---- who the other one is ---------------------------------------------------------------------------------


def test_a_hidden_name_is_in_nothing_that_the_other_side_reads(town: Town) -> None:
    ref = mediating(town)
    rights.hide(ref, True, by=party(ref, 1), now=town.now)
    recorded(town, ref, words="王阿姨说墙是她家的。")
    pay = Term(who="赵大爷", does="把钱放到王阿姨家门口", to="王阿姨", amount=Decimal(5), where="王阿姨家")
    said(town, Verb.DRAFT, ref, terms=AgreementDraft("王阿姨和赵大爷", (pay,)), reason="王阿姨要这样")
    said(town, Verb.SETTLE, signed(town, ref))
    look_in(ref, by=town.yansifa, now=town.now, reason="王阿姨来问过")

    other, mine = reads(town, ref, 2), reads(town, ref, 1)

    assert "王阿姨" not in str(held(other))
    assert "王阿姨" not in repr(other)
    assert "申请人1" in str(held(other))
    assert "王阿姨" in str(held(mine))


# ---- what survives the end --------------------------------------------------------------------------------


def test_no_colour_and_no_harm_outlives_the_file(town: Town) -> None:
    ref = said(town, Verb.FILE, kept(town))
    until = stored(ref).kept_until
    assert until is not None
    town.later(days=(until - town.now.date()).days + 1)
    forget(town.now)

    facts = [step.facts for step in Step.objects.filter(county=ref.county, dispute_id=ref.id)]
    assert not [
        told for told in facts if {"colour", "reasons", "told", "party", "member", "will"} & told.keys()
    ]
    assert stored(ref).ties == []


def test_a_colour_is_written_down_nowhere_but_on_the_quarrel_while_it_goes_on(town: Town) -> None:
    ref = said(town, Verb.GRADE, taken(town), colour="red", reason="老人住在里面")
    said(town, Verb.QUIT, ref, party(ref, 1))

    steps = [str(step.facts) for step in Step.objects.filter(county=ref.county, dispute_id=ref.id)]
    entries = [str(entry.payload) for entry in Entry.objects.filter(subject=f"dispute:{ref.id}")]
    assert stored(ref).colour == ""
    assert len(entries) == len(steps) == 4
    assert not [told for told in steps + entries if "colour" in told or "reasons" in told]


def test_nobody_keeps_the_press_busy_by_their_code(standing: Town, client: Client) -> None:
    ref = in_force(standing)
    at = reverse("mediation:own_paper", args=[party_code(parties(ref)[0].id), "agreement"])
    assert client.get(at).status_code == 200
    for _time in range(29):
        limits.take(
            limits.PAPERS, RequestFactory().get(at), now=standing.now, whose=f"party:{parties(ref)[0].id}"
        )

    assert client.get(at).status_code == 429


# ---- looks and complaints ---------------------------------------------------------------------------------


def test_a_mediator_who_guides_as_well_is_not_told_of_a_complaint_about_them(
    town: Town, appointed: Callable[[Actor, str, str, str], None]
) -> None:
    ref = mediating(town)
    appointed(town.chentiaojie, "justice_office", "指导员", "mediation_guide")
    before = Message.objects.filter(to_person=town.chentiaojie.id).count()

    said(town, Verb.COMPLAIN, ref, party(ref, 2), reason="偏心")
    said(town, Verb.RECUSE, ref, party(ref, 2), reason="偏心")

    assert Message.objects.filter(to_person=town.chentiaojie.id).count() == before
    assert Message.objects.filter(to_person=town.yansifa.id).exists()


def test_what_came_back_before_it_was_taken_on_has_a_number_and_somebody_who_leads_it(standing: Town) -> None:
    ref = said(standing, Verb.HAND_OVER, registered(standing), to="court", reason="要判")
    said(standing, Verb.TAKE_BACK, ref, reason="法院请我们先谈")

    found = stored(ref)
    assert (found.mediator, bool(found.number), found.taken_at) == (
        standing.chentiaojie.id,
        True,
        standing.now,
    )
    assert told_to(ref, 2) == 1


def test_a_colleague_lets_nobody_into_a_dispute_that_another_leads(town: Town) -> None:
    ref, friend = mediating(town), PartyDraft("third", Person("钱婶", "13800009999"))

    with pytest.raises(NotAllowed):
        said(town, Verb.ADMIT, ref, town.qintiaojie, newcomer=friend)
    with pytest.raises(NotAllowed):
        said(town, Verb.ADMIT, ref, town.qintiaojie, party=parties(ref)[0].id, newcomer=friend)


def test_a_number_that_was_changed_by_the_desk_is_told_so_without_the_code(standing: Town) -> None:
    ref = taken(standing)
    better = PartyDraft("respondent", Person(ZHAO.name, "13900003333"))
    said(standing, Verb.ADMIT, ref, party=parties(ref)[1].id, newcomer=better)

    version = stored(ref).version
    note = Message.objects.get(county=ref.county, key=f"dispute:{ref.id}:{version}:2:former")
    letter = _letter(note, standing.now)
    assert letter.address() == ZHAO.phone
    assert party_code(parties(ref)[1].id) not in letter.words


def test_signs_that_show_nothing_are_no_reason_to_open_a_file(town: Town) -> None:
    with pytest.raises(Invalid):
        look_in(taken(town), by=town.yansifa, now=town.now, reason="\u200b\u2060\u200b")
