"""The agreement: nobody is bound by what one side alone has signed; each promise has its day, and is kept."""

from datetime import date
from decimal import Decimal

import pytest

from lianxin.kernel.errors import Invalid, NotNow
from lianxin.mediation.actions.speaking import MovedOn
from lianxin.mediation.contracts import AgreementDraft, Done, Signed, SittingDraft
from lianxin.mediation.models import Due, Fulfilment, Sitting
from lianxin.mediation.public import Ref, State, Verb
from quarrel import (
    drafted,
    in_force,
    kept,
    mediating,
    names,
    parties,
    party,
    recorded,
    said,
    signed,
    sitting,
    stored,
    terms,
)
from town import Town


def open_dues(ref: Ref) -> dict[str, str]:
    rows = Due.objects.filter(county=ref.county, dispute_id=ref.id, met_at__isnull=True)
    return {row.kind: row.due_on.isoformat() for row in rows}


def test_what_one_side_alone_has_signed_is_not_in_force(town: Town) -> None:
    ref = drafted(town, mediating(town))
    said(town, Verb.SIGN, ref, signature=Signed("party", "ink", parties(ref)[0].id, 1))
    said(town, Verb.SIGN, ref, signature=Signed("mediator", "ink", None, 1))

    with pytest.raises(NotNow, match="还差 2 处"):
        said(town, Verb.SETTLE, ref)

    assert stored(ref).state == State.MEDIATING
    assert not Fulfilment.objects.exists()


def test_another_draft_is_signed_anew(town: Town) -> None:
    ref = signed(town, drafted(town, mediating(town)))
    drafted(town, ref)

    with pytest.raises(NotNow, match="还差 4 处"):
        said(town, Verb.SETTLE, ref)
    with pytest.raises(MovedOn):
        said(town, Verb.SIGN, ref, signature=Signed("mediator", "ink", None, 1))


def test_once_all_have_signed_each_promise_has_its_day(town: Town) -> None:
    ref = in_force(town)

    dispute = stored(ref)
    assert dispute.state == State.AGREED
    assert dispute.amount == Decimal("1200.00")
    assert open_dues(ref) == {
        "confirm_ask": "2026-12-25",
        "visit_week": "2026-12-02",
        "visit_month": "2026-12-25",
        "visit_quarter": "2027-02-23",
        "promise:1:1": "2026-12-05",
        "promise:1:2": "2026-12-25",
    }


def test_a_written_agreement_is_signed_on_paper_and_not_by_telephone(town: Town) -> None:
    ref = drafted(town, mediating(town))

    with pytest.raises(Invalid, match="怎么签"):
        said(town, Verb.SIGN, ref, party(ref, 1), signature=Signed("party", "phone", None, 1))


def test_an_oral_agreement_is_said_by_each_and_noted_down(town: Town) -> None:
    ref = drafted(town, mediating(town), oral=True)
    said(town, Verb.SIGN, ref, party(ref, 1), signature=Signed("party", "phone", None, 1))
    said(town, Verb.SIGN, ref, signature=Signed("party", "word", parties(ref)[1].id, 1))
    said(town, Verb.SIGN, ref, signature=Signed("mediator", "word", None, 1))

    assert stored(said(town, Verb.SETTLE, ref)).state == State.AGREED


def test_the_last_promise_kept_ends_it_and_visits_stay_owed(town: Town) -> None:
    ref = kept(town)

    assert stored(ref).state == State.KEPT
    assert {kind.split(":")[0] for kind in open_dues(ref)} == {"visit_week", "visit_month", "visit_quarter"}


def test_a_promise_is_kept_once_and_confirmed_by_the_other(town: Town) -> None:
    ref = in_force(town)
    done = Done(1, town.now.date(), "转账记录")
    said(town, Verb.PERFORM, ref, party(ref, 2), term=done)
    said(town, Verb.PERFORM, ref, party(ref, 1), term=done)

    row = Fulfilment.objects.get(county=ref.county, place=1)
    assert row.confirmed_at == town.now
    with pytest.raises(NotNow):
        said(town, Verb.PERFORM, ref, party(ref, 2), term=done)


def test_the_last_promise_kept_is_confirmed_as_well(town: Town) -> None:
    ref = kept(town)
    said(town, Verb.PERFORM, ref, party(ref, 1), term=Done(2, town.now.date(), "墙修好了"))

    assert stored(ref).state == State.KEPT
    row = Fulfilment.objects.get(county=ref.county, place=2)
    assert row.confirmed_at == town.now
    with pytest.raises(NotNow):
        said(town, Verb.PERFORM, ref, term=Done(2, town.now.date()))


def test_a_promise_is_not_kept_before_it_was_made_nor_tomorrow(town: Town) -> None:
    ref = in_force(town)

    for day in (date(2026, 11, 1), date(2026, 12, 31)):
        with pytest.raises(Invalid):
            said(town, Verb.PERFORM, ref, term=Done(1, day))


def test_what_is_not_kept_is_said_by_who_waits_for_it(town: Town) -> None:
    ref = in_force(town)
    said(town, Verb.BREACH, ref, party(ref, 1), reason="钱没有付")
    assert stored(ref).state == State.BROKEN

    for place in (1, 2):
        said(town, Verb.PERFORM, ref, term=Done(place, town.now.date(), "后来付了"))
    assert stored(ref).state == State.KEPT


def test_the_court_was_asked_in_time_and_nothing_counts_down_any_more(town: Town) -> None:
    ref = said(town, Verb.CONFIRM, in_force(town), court="applied")

    assert "confirm_ask" not in open_dues(ref)


def test_a_visit_makes_the_earliest_that_is_owed(town: Town) -> None:
    ref = said(town, Verb.VISIT, kept(town), note="墙修好了,两家都说行")

    assert "visit_week" not in open_dues(ref)
    assert "visit_month" in open_dues(ref)


def test_a_file_without_the_rights_told_is_not_closed(town: Town) -> None:
    ref = said(town, Verb.FAIL, mediating(town), reason="没有谈拢")

    with pytest.raises(NotNow, match="权利义务"):
        said(town, Verb.FILE, ref)


def test_a_closed_file_says_how_long_it_is_kept(town: Town) -> None:
    ref = said(town, Verb.FILE, kept(town))

    dispute = stored(ref)
    assert dispute.state == State.FILED
    assert dispute.kept_until == date(2031, 12, 31)
    assert not open_dues(ref)


def test_of_two_who_write_one_record_the_second_is_told(town: Town) -> None:
    ref = mediating(town)
    held = sitting(town, ref)
    mine = SittingDraft(place=held.place, seen=held.version, said="第一位写的")
    said(town, Verb.RECORD, ref, sitting=mine)

    with pytest.raises(MovedOn):
        said(
            town,
            Verb.RECORD,
            ref,
            sitting=SittingDraft(place=held.place, seen=held.version, said="第二位写的"),
        )


def test_no_result_before_the_rights_are_told(town: Town) -> None:
    ref = mediating(town)
    held = sitting(town, ref)

    with pytest.raises(Invalid, match="权利和义务"):
        said(
            town, Verb.RECORD, ref, sitting=SittingDraft(place=held.place, seen=held.version, result="agreed")
        )


def test_who_leaves_in_mid_sitting_ends_it_there(town: Town) -> None:
    ref = mediating(town)
    going, ahead = sitting(town, ref), sitting(town.later(days=1), ref)
    town.later(days=1, hours=1)
    said(town, Verb.QUIT, ref, party(ref, 2))

    results = dict(Sitting.objects.filter(dispute_id=ref.id).values_list("id", "result"))
    assert results == {going.id: "broken_off", ahead.id: "called_off"}
    assert stored(ref).state == State.WITHDRAWN


def test_the_month_is_longer_only_with_a_day_and_a_reason(town: Town) -> None:
    ref = mediating(town)
    before = open_dues(ref)["mediate"]
    said(town, Verb.PROLONG, ref, until=date(2027, 1, 15), reason="双方都同意再谈")

    assert before == "2026-12-23"
    assert open_dues(ref)["mediate"] == "2027-01-15"
    with pytest.raises(Invalid):
        said(town, Verb.PROLONG, ref, until=date(2027, 1, 10), reason="早一点")


def test_a_record_is_the_parties_who_were_there(town: Town) -> None:
    ref = mediating(town)
    held = recorded(town, ref)

    assert len(Sitting.objects.get(id=held.id).present) == 2


def test_all_who_were_missing_sign_before_the_mediators_eyes_at_once(town: Town) -> None:
    ref = drafted(town, mediating(town))
    said(town, Verb.SIGN, ref, signature=Signed("party", "print", parties(ref)[0].id, 1))
    said(town, Verb.SIGN, ref, signature=Signed("all", "ink", None, 1))

    assert stored(said(town, Verb.SETTLE, ref)).state == State.AGREED


def test_no_party_signs_for_all(town: Town) -> None:
    ref = drafted(town, mediating(town))

    with pytest.raises(Invalid):
        said(town, Verb.SIGN, ref, party(ref, 1), signature=Signed("all", "ink", None, 1))


def test_of_two_who_draft_at_once_the_second_is_told(town: Town) -> None:
    ref = mediating(town)
    one, other = (AgreementDraft("院墙倒了。", terms(town, *names(ref)), seen=0) for _copy in range(2))
    said(town, Verb.DRAFT, ref, terms=one)

    with pytest.raises(MovedOn):
        said(town, Verb.DRAFT, ref, terms=other)
