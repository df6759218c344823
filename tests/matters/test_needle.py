"""One list of everything that waits for me, and nothing that is not work for me."""

from typing import Any

from lianxin.matters import public as matters
from lianxin.matters.contracts import Card, Needle
from lianxin.matters.public import Verb
from town import Town


def all_of(needle: Needle) -> list[Card]:
    return [*needle.late, *needle.today, *needle.week, *needle.to_verify, *needle.later]


def test_a_new_report_waits_for_the_unit_that_leads_it(town: Town) -> None:
    ref = town.reported()

    assert [card.ref for card in all_of(matters.needle(town.zhengchengguan, now=town.now))] == [ref]
    assert not all_of(matters.needle(town.zhaojing, now=town.now))


def test_the_first_button_is_the_usual_one(town: Town) -> None:
    town.reported()

    card = all_of(matters.needle(town.zhengchengguan, now=town.now))[0]
    assert card.verbs[0] == Verb.ACCEPT


def test_what_is_handled_waits_for_the_grid_officer(town: Town) -> None:
    ref = town.handled()

    assert [card.ref for card in matters.needle(town.liwangge, now=town.now).to_verify] == [ref]


def test_what_is_late_stands_first(town: Town) -> None:
    ref = town.reported()

    needle = matters.needle(town.zhengchengguan, now=town.later(days=9).now)
    assert [card.ref for card in needle.late] == [ref]


def test_a_unit_asked_to_help_finds_it_on_its_list(town: Town) -> None:
    ref = town.handling()
    town.speak(Verb.ASSIST, ref, town.handler(ref), unit=town.unit("police_station"), reason="要封路")

    helping = all_of(matters.needle(town.zhaojing, now=town.now))
    assert [card.ref for card in helping] == [ref]
    assert matters.dossier(town.zhaojing, ref, now=town.now).assisting == ["东大街派出所"]


def test_who_serves_nowhere_has_an_empty_list(town: Town) -> None:
    town.reported()

    assert matters.needle(town.shenji, now=town.now).count == 0
    assert matters.needle(town.wailai, now=town.now).count == 0


def test_the_list_takes_few_statements_however_long(
    town: Town, warm: None, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        town.reported(f"第{number}个井盖坏了")
    matters.needle(town.zhengchengguan, now=town.now)

    with django_assert_max_num_queries(4):
        assert matters.needle(town.zhengchengguan, now=town.now).count == 12


def test_one_matter_takes_at_most_eight_statements(
    town: Town, warm: None, django_assert_max_num_queries: Any
) -> None:
    ref = town.handled(phone="13800001234")
    matters.dossier(town.liwangge, ref, now=town.now)

    with django_assert_max_num_queries(8):
        matters.dossier(town.liwangge, ref, now=town.now)
