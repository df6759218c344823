"""Every kind of ours is counted under one of the Ministry's fifteen."""

from lianxin.mediation.statistics_kinds import statistics_kind, statistics_kinds
from mediation.test_clauses import kinds


def test_the_ministry_counts_fifteen_and_the_last_is_the_rest() -> None:
    found = statistics_kinds()

    assert [kind.number for kind in found] == list(range(1, 16))
    assert (found[0].name, found[-1].name) == ("婚姻家庭纠纷", "其他纠纷")
    assert len({kind.name for kind in found}) == len({kind.name_en for kind in found}) == 15


def test_every_kind_of_quarrel_is_counted_once() -> None:
    mapped = [category for kind in statistics_kinds() for category in kind.categories]

    assert sorted(mapped) == sorted(kinds())


def test_what_has_no_kind_of_its_own_counts_as_other() -> None:
    assert statistics_kind("dispute.debt").name == "合同纠纷"
    assert statistics_kind("dispute.of_a_county_of_its_own").name == "其他纠纷"
