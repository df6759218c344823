"""The colour of a case, what bars its mediation, and what must be reported before."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.mediation.triage import (
    ASKED_FIRST,
    BARS,
    DANGERS,
    OFFENCES,
    RED,
    TAKEN,
    YELLOW,
    Body,
    Colour,
    Crime,
    Fact,
    Harm,
    Obstacle,
    Report,
    StatutoryReport,
    Unasked,
    bars,
    duties,
    grade,
    harm_of,
    may_open,
)

MILDER = [Colour.BLUE, Colour.YELLOW, Colour.RED]
NEIGHBOURS, PUBLIC_ORDER = "dispute.neighbour", "dispute.public_order"
ASKED = harm_of(dict.fromkeys(Fact, False))  # every question was asked, and nothing is the matter
COUNTS = {Fact.REPEATED_CALLS: st.integers(0, 9), Fact.DAYS_TO_DEADLINE: st.integers(-30, 400)}
harms = st.builds(
    Harm,
    **{
        fact.value: st.none()
        | COUNTS.get(fact, st.sampled_from(Crime) if fact == Fact.CRIME else st.booleans())
        for fact in Fact
    },
)


def having(**facts: object) -> Harm:
    return replace(ASKED, **facts)


def worse(harm: Harm, fact: Fact) -> Harm:
    """The same case with one more harm, at its gravest or a step towards it."""
    return replace(harm, **{fact.value: getattr(harm_of({fact: True}), fact.value)})


def test_each_fact_is_one_question_about_the_case() -> None:
    assert [field.name for field in fields(Harm)] == list(Fact)
    assert not {"name", "person", "party", "phone", "resident", "age", "sex"} & set(Fact)


def test_a_case_where_everything_was_asked_and_nothing_found_is_blue() -> None:
    assert grade(ASKED).colour == Colour.BLUE
    assert grade(ASKED).reasons == ()


def test_a_case_nobody_asked_about_is_never_blue() -> None:
    assert grade(Harm()).colour == Colour.YELLOW
    assert grade(Harm()).unasked == DANGERS


def test_what_is_red_and_what_is_asked_first_is_written_down_here_too() -> None:
    dangers = {"injury", "fight", "threat", "weapon", "violence_at_home", "harm_to_minor", "crime"}

    assert dangers | {"hired", "group_fight", "provocation"} == RED
    assert dangers | {
        "court_has_it", "police_has_it", "agency_has_it", "authority_only", "mediation_forbidden"
    } == set(ASKED_FIRST)  # fmt: skip


@pytest.mark.parametrize("fact", sorted(RED))
def test_whoever_is_hurt_or_in_danger_makes_it_red_and_is_the_reason(fact: Fact) -> None:
    assert grade(worse(ASKED, fact)).colour == Colour.RED
    assert grade(worse(ASKED, fact)).reasons == (fact,)


@pytest.mark.parametrize("fact", sorted(YELLOW))
def test_what_gets_worse_with_waiting_makes_it_yellow(fact: Fact) -> None:
    assert grade(worse(ASKED, fact)).colour == Colour.YELLOW
    assert grade(worse(ASKED, fact)).reasons == (fact,)


@pytest.mark.parametrize("fact", sorted(set(Fact) - RED - YELLOW))
def test_who_has_the_case_says_nothing_of_its_harm(fact: Fact) -> None:
    assert grade(worse(ASKED, fact)).colour == Colour.BLUE


def test_one_call_is_no_repetition_and_a_far_deadline_is_not_near() -> None:
    assert grade(having(repeated_calls=1, days_to_deadline=8)).colour == Colour.BLUE
    assert grade(having(repeated_calls=2)).reasons == (Fact.REPEATED_CALLS,)
    assert grade(having(days_to_deadline=7)).reasons == (Fact.DAYS_TO_DEADLINE,)


def test_a_crime_only_the_injured_may_sue_over_is_yellow_and_no_bar() -> None:
    insulted = having(crime=Crime.PRIVATE)

    assert grade(insulted).colour == Colour.YELLOW
    assert bars(insulted, NEIGHBOURS) == []
    assert duties(insulted) == []


@given(harm=harms, fact=st.sampled_from(sorted(RED | YELLOW)))
def test_one_more_harm_never_makes_the_colour_milder(harm: Harm, fact: Fact) -> None:
    before, after = grade(harm), grade(worse(harm, fact))

    assert MILDER.index(after.colour) >= MILDER.index(before.colour)
    assert set(after.reasons) == set(before.reasons) | {fact}


@given(harm=harms, fact=st.sampled_from(DANGERS))
def test_not_to_ask_never_makes_the_colour_milder_than_a_no(harm: Harm, fact: Fact) -> None:
    asked = replace(harm, **{fact.value: Crime.NONE if fact == Fact.CRIME else False})
    unasked = replace(harm, **{fact.value: None})

    assert MILDER.index(grade(unasked).colour) >= MILDER.index(grade(asked).colour)


@given(harm=harms)
def test_a_case_that_is_not_blue_says_why(harm: Harm) -> None:
    said = grade(harm)

    assert bool(said.reasons or said.unasked) == (said.colour != Colour.BLUE)


@pytest.mark.parametrize("fact", [fact for fact in BARS if fact not in OFFENCES])
def test_what_the_law_forbids_to_mediate_is_said_with_its_basis(fact: Fact) -> None:
    [bar] = bars(worse(ASKED, fact), NEIGHBOURS)

    assert bar.sentence.endswith("。")
    assert "第" in bar.basis


@pytest.mark.parametrize("fact", sorted(OFFENCES))
def test_an_offence_is_barred_where_it_is_itself_the_case_not_where_the_damage_is(fact: Fact) -> None:
    assert [bar.code for bar in bars(worse(ASKED, fact), PUBLIC_ORDER)] == [Obstacle(fact)]
    assert bars(worse(ASKED, fact), "dispute.damages") == []


@pytest.mark.parametrize("fact", sorted(TAKEN))
def test_whoever_has_taken_a_case_may_hand_it_over_for_mediation(fact: Fact) -> None:
    assert bars(replace(worse(ASKED, fact), entrusted=True), NEIGHBOURS) == []
    assert bars(replace(worse(ASKED, fact), entrusted=None), NEIGHBOURS) != []


def test_no_hand_over_mends_a_refusal_or_a_crime() -> None:
    barred = bars(having(party_refuses=True, crime=Crime.PUBLIC, entrusted=True), NEIGHBOURS)

    assert [bar.code for bar in barred] == [Obstacle.REFUSED, Obstacle.CRIME]


def told(harm: Harm) -> list[tuple[Report, tuple[Body, ...], bool, str]]:
    return [(duty.code, duty.to, duty.at_once, duty.basis) for duty in duties(harm)]


def test_harm_to_a_minor_is_reported_at_once_to_one_of_three() -> None:
    anyone = (Body.POLICE, Body.CIVIL_AFFAIRS, Body.EDUCATION)

    assert told(having(harm_to_minor=True)) == [(Report.MINOR, anyone, True, "未成年人保护法第十一条")]


@pytest.mark.parametrize("limited", [True, None])
def test_violence_against_whoever_cannot_guard_themselves_goes_to_the_police(limited: bool | None) -> None:
    at_home = having(violence_at_home=True, limited_capacity=limited)

    assert told(at_home) == [(Report.FAMILY, (Body.POLICE,), False, "反家庭暴力法第十四条")]


def test_violence_against_another_adult_is_told_as_what_may_turn_worse() -> None:
    at_home = having(violence_at_home=True)

    assert told(at_home) == [(Report.DANGER, (Body.POLICE,), False, "人民调解法第二十五条")]


@pytest.mark.parametrize("fact", ["fight", "threat", "weapon", "hired", "group_fight", "provocation"])
def test_what_may_become_an_offence_is_told_to_the_police(fact: str) -> None:
    assert told(having(**{fact: True})) == [(Report.DANGER, (Body.POLICE,), False, "人民调解法第二十五条")]


def test_a_crime_is_reported_once_whatever_else_was_done() -> None:
    robbed = having(crime=Crime.PUBLIC, weapon=True, threat=True)

    assert told(robbed) == [(Report.CRIME, (Body.POLICE,), False, "刑事诉讼法第一百一十条")]


def test_a_fall_is_no_matter_for_the_police() -> None:
    assert duties(having(injury=True)) == []


def test_the_police_are_not_told_what_they_sent() -> None:
    sent = having(fight=True, police_has_it=True, entrusted=True)

    assert may_open(sent, [], NEIGHBOURS) == []


def test_a_statutory_report_is_owed_even_where_the_police_know() -> None:
    known = having(police_has_it=True, entrusted=True, violence_at_home=True, limited_capacity=True)

    assert [duty.code for duty in duties(known)] == [Report.FAMILY]


def test_nothing_is_opened_before_the_report_is_on_record() -> None:
    child = having(harm_to_minor=True)

    [missing] = may_open(child, [], NEIGHBOURS)
    assert isinstance(missing, StatutoryReport)
    assert missing.sentence == "还没有向公安机关或者民政部门或者教育部门报告:未成年人受到侵害。"
    assert may_open(child, ["civil_affairs"], NEIGHBOURS) == []


def test_a_report_to_another_body_does_not_do() -> None:
    child = having(violence_at_home=True, limited_capacity=True)

    assert may_open(child, ["education"], NEIGHBOURS) == duties(child)
    assert may_open(child, ["police"], NEIGHBOURS) == []


def test_a_bar_stays_whatever_was_reported() -> None:
    robbed = having(crime=Crime.PUBLIC)

    assert may_open(robbed, list(Body), NEIGHBOURS) == bars(robbed, NEIGHBOURS)


@pytest.mark.parametrize("fact", ASKED_FIRST)
def test_nothing_is_opened_before_the_question_was_asked(fact: Fact) -> None:
    [hindrance] = may_open(replace(ASKED, **{fact.value: None}), list(Body), NEIGHBOURS)

    assert isinstance(hindrance, Unasked)
    assert hindrance.sentence == f"还没有问清:{fact.label}。"


@given(
    harm=harms,
    fact=st.sampled_from(sorted(RED | YELLOW)),
    category=st.sampled_from([PUBLIC_ORDER, NEIGHBOURS]),
)
def test_one_more_harm_never_takes_a_bar_or_a_report_away(harm: Harm, fact: Fact, category: str) -> None:
    before, after = may_open(harm, [], category), may_open(worse(harm, fact), [], category)

    assert {bar.code for bar in bars(harm, category)} <= {
        bar.code for bar in bars(worse(harm, fact), category)
    }
    assert bool(duties(worse(harm, fact))) >= bool(duties(harm))
    assert after or all(isinstance(hindrance, Unasked) for hindrance in before)


@given(harm=harms)
def test_the_answers_of_a_form_come_back_as_they_were_given(harm: Harm) -> None:
    answers = {field.name: getattr(harm, field.name) for field in fields(Harm)}

    assert harm_of(answers) == harm


def test_a_bare_yes_is_taken_at_its_gravest() -> None:
    said = harm_of({"crime": True, "repeated_calls": True, "days_to_deadline": True})

    assert set(grade(said).reasons) == {Fact.CRIME, Fact.REPEATED_CALLS, Fact.DAYS_TO_DEADLINE}
    assert said.crime == Crime.PUBLIC


def test_an_answer_to_a_question_that_nobody_asks_is_refused() -> None:
    with pytest.raises(ValueError, match="surname"):
        harm_of({"surname": True})
