"""What is brought to the court and to the police: what is there, what lacks, by which article."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.mediation.contracts import AgreementDraft, Done, LeniencyAsked
from lianxin.mediation.public import PartyDraft, Ref, Verb
from lianxin.mediation.queries.packs import bases, confirmation_pack, leniency_pack
from lianxin.mediation.terms import Term
from org.bases import TEXTS, UNREAD, Line, citations, texts
from quarrel import (
    WANG,
    ZHAO,
    application,
    in_force,
    kept,
    mediating,
    party,
    recorded,
    said,
    signed,
)
from town import Town

# A few signs of each article that stand hardly anywhere else in its law.
MARKS = {
    "第二条": "派出的法庭",
    "第三条": "送达地址",
    "第四条": "确认婚姻关系的",
    "第七条": "内容不明确",
    "第三十三条": "三十日内共同",
}


def holdings(town: Town, ref: Ref, viewer: Actor | None = None) -> dict[str, str]:
    pack = confirmation_pack(viewer or town.chentiaojie, ref, now=town.now)
    return {piece.code: piece.holding for piece in pack.pieces}


def barred(town: Town, ref: Ref) -> list[str]:
    pack = confirmation_pack(town.chentiaojie, ref, now=town.now)
    return [barrier.code for barrier in pack.barriers]


def test_the_pack_says_what_is_there_and_how_many_days_are_left(town: Town) -> None:
    ref = in_force(town)
    town.later(days=3)

    pack = confirmation_pack(town.chentiaojie, ref, now=town.now)
    assert pack.may
    assert pack.last_on is not None
    assert pack.days_left == (pack.last_on - local(town.now).date()).days
    assert "潞州区" in pack.court
    assert holdings(town, ref) == {
        "application": "missing",
        "agreement": "there",
        "identity": "bring",
        "qualification": "bring",
        "property": "bring",
        "contacts": "there",
    }


def test_what_was_asked_of_the_court_is_there(town: Town) -> None:
    ref = said(town, Verb.CONFIRM, in_force(town), court="applied")

    pack = confirmation_pack(town.chentiaojie, ref, now=town.now)
    assert (pack.asked, pack.days_left, pack.complete) == ("applied", None, True)


def test_without_an_agreement_nothing_is_confirmed(town: Town) -> None:
    assert barred(town, mediating(town)) == ["no_agreement"]


def test_after_thirty_days_it_is_too_late(town: Town) -> None:
    ref = in_force(town)
    town.later(days=29)
    assert barred(town, ref) == []

    town.later(days=5)
    assert barred(town, ref) == ["too_late"]


@pytest.mark.parametrize("words", ["双方自愿离婚", "解除收养关系", "确认两人的亲子关系"])
def test_a_court_does_not_confirm_who_is_whose(town: Town, words: str) -> None:
    ref = mediating(town, category="dispute.family")
    recorded(town, ref)
    term = Term(who="王阿姨", does=words, by=local(town.now).date())
    said(town, Verb.DRAFT, ref, terms=AgreementDraft("家里的事。", (term,)), reason="双方坚持,另去登记")
    said(town, Verb.SETTLE, signed(town, ref))

    assert barred(town, ref) == ["status"]


def test_an_address_that_nobody_left_is_missing_and_an_agent_needs_a_letter(town: Town) -> None:
    first = PartyDraft("applicant", replace(WANG, address=""), agent=ZHAO)
    ref = in_force(town, parties=(first, application(town).parties[1]))

    found = holdings(town, ref)
    assert (found["contacts"], found["proxy"]) == ("missing", "bring")


def test_what_a_court_sent_goes_back_to_that_court(town: Town) -> None:
    ref = in_force(town, sender="court")

    assert confirmation_pack(town.chentiaojie, ref, now=town.now).court == "委派调解的人民法院"


def test_a_party_and_a_guide_see_the_pack_and_a_stranger_learns_nothing(town: Town) -> None:
    ref = in_force(town)

    assert holdings(town, ref, party(ref, 1)) == holdings(town, ref, town.yansifa) == holdings(town, ref)
    told = str(confirmation_pack(town.yansifa, ref, now=town.now))
    assert "王阿姨" not in told
    for stranger in (town.zhaojing, town.liwangge, Actor.resident()):
        with pytest.raises(NotFound):
            confirmation_pack(stranger, ref, now=town.now)


def asked(town: Town, **more: date | None) -> LeniencyAsked:
    today = local(town.now).date()
    return LeniencyAsked(town.unit("police_station"), **{"applied_on": today, "accepted_on": None, **more})


def lenient(town: Town, ref: Ref) -> dict[str, bool]:
    pack = leniency_pack(town.chentiaojie, ref, now=town.now)
    assert pack is not None
    return {piece.code: piece.there for piece in pack.pieces}


def test_no_penalty_needs_four_things_on_record(town: Town) -> None:
    ref = kept(town, sender="police")
    assert lenient(town, ref) == {"settled": True, "performed": True, "applied": False, "accepted": False}

    said(town, Verb.LENIENCY, ref, leniency=asked(town))
    assert lenient(town, ref)["accepted"] is False
    said(town, Verb.LENIENCY, ref, leniency=asked(town, accepted_on=local(town.now).date()))

    assert all(lenient(town, ref).values())


def test_what_is_not_performed_is_not_applied_for(town: Town) -> None:
    ref = in_force(town, category="dispute.public_order")
    said(town, Verb.PERFORM, ref, term=Done(1, local(town.now).date()))

    assert lenient(town, ref)["performed"] is False
    with pytest.raises(NotNow):
        said(town, Verb.LENIENCY, ref, leniency=asked(town))


def test_where_the_police_have_no_part_there_is_no_such_pack(town: Town) -> None:
    ref = kept(town)

    assert leniency_pack(town.chentiaojie, ref, now=town.now) is None
    with pytest.raises(NotNow):
        said(town, Verb.LENIENCY, ref, leniency=asked(town))


@pytest.mark.parametrize(("applied", "accepted"), [(1, None), (-1, None), (0, -1), (0, 1)])
def test_days_that_cannot_be_are_refused(town: Town, applied: int, accepted: int | None) -> None:
    ref = kept(town, sender="police")
    today = local(town.now).date()
    days = {"applied_on": today + timedelta(days=applied)}
    days |= {} if accepted is None else {"accepted_on": today + timedelta(days=accepted)}

    with pytest.raises(Invalid):
        said(town, Verb.LENIENCY, ref, leniency=asked(town, **days))


def test_a_station_is_one_of_the_police(town: Town) -> None:
    ref = kept(town, sender="police")
    wrong = replace(asked(town), station=town.unit("governance_centre"))

    with pytest.raises(Invalid):
        said(town, Verb.LENIENCY, ref, leniency=wrong)


@pytest.mark.data
def test_every_article_at_hand_says_what_it_is_cited_for() -> None:
    if not TEXTS.exists():
        pytest.skip(f"The texts are not here: {TEXTS}.")
    at_hand = texts()
    rows = tuple(Line(code, basis, frozenset()) for code, basis in bases().items())
    read = [one for one in citations(rows) if not one.unread]

    assert len(read) == 14
    for one in read:
        for article in one.articles:
            assert MARKS[article] in at_hand[one.law][article], (one.row, article)


def test_what_nobody_has_read_says_so() -> None:
    unread = {code for code, basis in bases().items() if UNREAD in basis}

    assert unread == {"settled", "performed", "applied", "accepted"}
