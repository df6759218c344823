"""Who may be asked onto a panel: named, changed and ended by who looks after the place; kinds are data."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lianxin.journal.models import Entry
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.mediation.actions.panel import (
    KindDraft,
    MemberDraft,
    change_member,
    drop_kind,
    end_member,
    keep_kind,
    name_member,
)
from lianxin.mediation.forgetting import forget_members
from lianxin.mediation.models import PanelKind, PanelMember, Seat
from lianxin.mediation.proposing import Bar, Group, Need, Proposal, Side, propose
from lianxin.mediation.public import Verb, seed
from lianxin.mediation.queries import panel
from quarrel import registered, said, stored, taken
from town import Town

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NEXT_TOWN = "140403002"


def draft(town: Town, **more: Any) -> MemberDraft:
    return replace(MemberDraft(("teacher_elder",), town.chenghuang, TODAY, name="乔老师"), **more)


def named(town: Town, by: Actor | None = None, **more: Any) -> PanelMember:
    id_ = name_member(draft(town, **more), by=by or town.yansifa, now=town.now)
    return PanelMember.objects.get(id=id_)


def of(name: str) -> PanelMember:
    return PanelMember.objects.get(name=name)


def refused(town: Town, **more: Any) -> str:
    with pytest.raises(Invalid) as told:
        named(town, **more)
    return next(iter(told.value.fields))


def test_a_guide_of_the_place_names_somebody_and_the_journal_knows_by_codes(town: Town) -> None:
    member = named(town, languages=("长治话", "普通话", "长治话"), categories=("dispute.school",))

    assert (member.name, member.kinds, member.person_id) == ("乔老师", ["teacher_elder"], None)
    assert member.languages == ["普通话", "长治话"]
    entry = Entry.objects.get(subject=f"panel_member:{member.id}")
    assert (entry.county, entry.action) == ("140403", "mediation.name_panel_member")
    assert "乔" not in entry.payload


def test_whoever_has_an_account_is_their_account_and_no_name_is_kept_twice(town: Town) -> None:
    member = named(town, person=town.zhaojing.id, name="", kinds=("mediator", "grid_chief"))

    assert (member.person_id, member.name) == (town.zhaojing.id, "")
    assert panel.card(member, TODAY).name == "赵警官"
    assert refused(town, person=town.zhaojing.id) == "name"
    assert refused(town, name=" ") == "name"


def test_who_looks_after_another_place_names_nobody_here(town: Town) -> None:
    for other in (town.chentiaojie, town.qianpaiqian, town.wailai):
        with pytest.raises(NotAllowed):
            named(town, by=other)
    with pytest.raises(NotAllowed):
        named(town, area=NEXT_TOWN)  # the guide guides in 东街 alone


def test_to_others_a_member_is_as_absent_as_one_that_never_was(town: Town) -> None:
    elsewhere = named(town, by=town.wuguanli, area=NEXT_TOWN)

    with pytest.raises(NotFound):
        change_member(elsewhere.id, draft(town), by=town.yansifa, now=town.now)
    with pytest.raises(NotFound):
        end_member(elsewhere.id, TODAY, by=town.yansifa, now=town.now)


def test_nobody_is_moved_to_a_place_that_one_does_not_look_after(town: Town) -> None:
    member = named(town)

    with pytest.raises(NotAllowed):
        change_member(member.id, draft(town, area=NEXT_TOWN), by=town.yansifa, now=town.now)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kinds", ()),
        ("kinds", ("no_such",)),
        ("categories", ("dispute",)),
        ("categories", ("order.dogs",)),
        ("gender", "x"),
        ("cap", 0),
        ("cap", 51),
        ("home", "140403001004"),
        ("home", "3号楼"),
        ("employer", "厂" * 81),
        ("languages", ("话" * 21,)),
        ("area", "140403001999"),
        ("ends_on", TODAY),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(town: Town, field: str, value: Any) -> None:
    assert refused(town, **{field: value}) == field


def test_an_administrator_is_no_panel_member(town: Town) -> None:
    assert refused(town, person=town.xitong.id, name="") == "username"


def test_the_same_person_stands_once_for_a_place_until_they_end(town: Town) -> None:
    first = named(town)
    with pytest.raises(NotNow):
        named(town)

    end_member(first.id, TODAY, by=town.yansifa, now=town.now)
    with pytest.raises(NotNow):
        change_member(first.id, draft(town, cap=9), by=town.yansifa, now=town.now)
    assert named(town).id != first.id


def test_a_change_that_changes_nothing_writes_nothing_and_nobody_becomes_another(town: Town) -> None:
    member = named(town)
    written = Entry.objects.count()

    assert not change_member(member.id, draft(town), by=town.yansifa, now=town.now)
    assert Entry.objects.count() == written
    assert change_member(member.id, draft(town, cap=1), by=town.yansifa, now=town.now)
    assert of("乔老师").cap == 1
    with pytest.raises(Invalid):
        change_member(member.id, draft(town, name="另一位"), by=town.yansifa, now=town.now)


def test_the_past_is_not_rewritten_and_who_never_began_never_does(town: Town) -> None:
    member = named(town, starts_on=TODAY + timedelta(9))

    with pytest.raises(Invalid):
        end_member(member.id, TODAY - timedelta(1), by=town.yansifa, now=town.now)
    end_member(member.id, TODAY, by=town.yansifa, now=town.now)
    assert of("乔老师").ends_on == TODAY + timedelta(9)


def test_a_year_after_the_end_nothing_of_them_is_left(town: Town) -> None:
    member = named(town)
    end_member(member.id, TODAY, by=town.yansifa, now=town.now)

    assert forget_members(town.now + timedelta(days=366)) == 0
    assert forget_members(town.now + timedelta(days=368)) == 1
    assert not PanelMember.objects.filter(id=member.id).exists()


def test_who_sat_on_a_panel_stays_by_name_with_its_file_and_by_nothing_else(town: Town) -> None:
    member, ref = named(town, gender="f", home="B-7", employer="小学", languages=("普通话",)), taken(town)
    dispute = stored(ref)
    Seat.objects.create(county=ref.county, dispute=dispute, member=member, role="adviser", seated_at=town.now)
    end_member(member.id, TODAY, by=town.yansifa, now=town.now)
    later = town.now + timedelta(days=368)

    assert (forget_members(later), forget_members(later)) == (1, 0)
    member.refresh_from_db()
    assert (member.name, member.kinds) == ("乔老师", ["teacher_elder"])
    assert (member.gender, member.home, member.employer, member.languages) == ("", "", "", [])


def test_the_database_itself_keeps_no_row_of_two_people(town: Town) -> None:
    member = named(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        PanelMember.objects.filter(id=member.id).update(person=town.zhaojing.id)


@pytest.mark.usefixtures("warm")
def test_the_list_shows_what_one_looks_after_in_two_statements(
    town: Town, django_assert_num_queries: Any
) -> None:
    named(town, by=town.wuguanli, area=NEXT_TOWN)
    gone = named(town, name="走了的")
    named(town, name="出门的", away_until=TODAY + timedelta(1))
    named(town, name="新来的", starts_on=TODAY + timedelta(1))
    end_member(gone.id, TODAY, by=town.yansifa, now=town.now)
    panel.kinds()

    with django_assert_num_queries(2):
        mine = panel.members(town.yansifa, TODAY)
    assert {card.area[:9] for card in mine} == {town.town}
    states = {card.name: card.state for card in mine}
    assert (states["走了的"], states["出门的"], states["新来的"]) == ("over", "away", "later")
    assert states["常淑琴"] == "now"
    assert len(panel.members(town.wuguanli, TODAY)) == len(mine) + 1
    assert panel.members(town.chentiaojie, TODAY) == []
    later = TODAY.replace(year=2028)
    assert "走了的" not in {card.name for card in panel.members(town.yansifa, later)}


def test_kinds_are_configuration_of_the_whole_house(town: Town) -> None:
    keep_kind(KindDraft("headmaster", "chief", "校长", note="镇中心小学"), by=town.wuguanli, now=town.now)
    assert panel.kinds()["headmaster"].name == "校长"
    keep_kind(KindDraft("headmaster", "elder", "老校长"), by=town.wuguanli, now=town.now)
    assert (panel.kinds()["headmaster"].group, panel.kinds()["headmaster"].note) == ("elder", "")

    named(town, kinds=("headmaster",))
    with pytest.raises(NotNow):
        drop_kind("headmaster", by=town.wuguanli, now=town.now)
    end_member(of("乔老师").id, TODAY, by=town.yansifa, now=town.now)
    forget_members(town.now + timedelta(days=400))
    drop_kind("headmaster", by=town.wuguanli, now=town.now)
    assert "headmaster" not in panel.kinds()
    with pytest.raises(NotFound):
        drop_kind("headmaster", by=town.wuguanli, now=town.now)


def test_only_the_keeper_of_everything_keeps_the_kinds(town: Town) -> None:
    for other in (town.yansifa, town.chentiaojie):
        with pytest.raises(NotAllowed):
            keep_kind(KindDraft("headmaster", "chief", "校长"), by=other, now=town.now)
        with pytest.raises(NotAllowed):
            drop_kind("lawyer", by=other, now=town.now)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (KindDraft("Bad Code", "chief", "校长"), "code"),
        (KindDraft("fine", "no_group", "校长"), "group"),
        (KindDraft("fine", "chief", "  "), "name"),
    ],
)
def test_a_kind_that_cannot_be_read_is_refused(town: Town, told: KindDraft, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        keep_kind(told, by=town.wuguanli, now=town.now)
    assert set(refusal.value.fields) == {field}


def test_seeding_again_undoes_no_change_of_a_keeper(town: Town) -> None:
    assert len(panel.kinds()) == 13
    assert {kind.group for kind in panel.kinds().values()} == set(Group)
    PanelKind.objects.exclude(code="lawyer").filter(code="station_chief").update(name="派出所长")
    panel.renew()
    seed(by=SYSTEM, now=town.now)

    assert panel.kinds()["station_chief"].name == "派出所长"


# --- as candidates of a dispute ---


def proposed(town: Town, *sides: Side, area: str = "", **more: Any) -> Proposal:
    area = area or town.chenghuang
    need = Need(
        town.yansifa.id or PanelMember().id, "dispute.neighbour", area, date(2026, 12, 23), sides, **more
    )
    return propose(need, panel.candidates(area, town.unit("mediation_committee", town.chenghuang), TODAY))


def names_of(proposal: Proposal) -> list[list[str]]:
    known = {row.id: panel.card(row, TODAY).name for row in PanelMember.objects.select_related("person")}
    return [
        [known[seat.who] for seat in (one.lead, one.second, one.adviser) if seat] for one in proposal.panels
    ]


def test_the_town_proposes_its_mediators_with_a_chief_beside_and_an_elder_to_advise(town: Town) -> None:
    [first, second] = names_of(proposed(town, Side(), Side()))

    assert (first[0], second[0]) == ("陈调解员", "秦调解员")  # 陈 knows quarrels of neighbours
    assert first[1] == "牛长顺"
    assert len(first) == 3


def test_only_who_mediates_for_the_committee_leads(town: Town) -> None:
    found = panel.candidates(town.chenghuang, town.unit("mediation_committee", town.chenghuang), TODAY)
    leads = {one.id for one in found if one.leads}

    people = PanelMember.objects.filter(id__in=leads).values_list("person__username", flat=True)
    assert set(people) == {"chentiaojie", "qintiaojie"}
    assert not any(one.mediates for one in found if one.groups == {Group.OTHER} and one.id not in leads)


def test_a_neighbour_of_a_party_and_who_speaks_none_of_their_languages_are_left_out(town: Town) -> None:
    home, deaf = Side(homes=frozenset({of("牛长顺").home})), Side(languages=frozenset({"手语"}))

    assert "牛长顺" not in {name for one in names_of(proposed(town, home)) for name in one}
    barred = proposed(town, deaf).barred
    assert of("温如玉").id not in barred
    assert Bar.LANGUAGE in barred[of("牛长顺").id]


def test_what_somebody_leads_counts_until_it_is_over(town: Town) -> None:
    registered(town)
    taken(town)
    said(town, Verb.FAIL, taken(town), reason="谈不拢")
    committee = town.unit("mediation_committee", town.chenghuang)
    chen = PanelMember.objects.get(person=town.chentiaojie.id)

    load = {one.id: one.open for one in panel.candidates(town.chenghuang, committee, TODAY)}
    assert load[chen.id] == 1  # what nobody has taken on is nobody's
    assert set(load.values()) == {0, 1}


def test_who_is_away_or_begins_later_is_free_from_that_day(town: Town) -> None:
    away, later = TODAY + timedelta(40), TODAY + timedelta(50)
    named(town, away_until=away)
    named(town, name="新来的", starts_on=later)

    barred = proposed(town, Side()).barred
    assert barred[of("乔老师").id] == barred[of("新来的").id] == (Bar.ABSENT,)
    committee = town.unit("mediation_committee", town.chenghuang)
    free = {one.id: one.free_on for one in panel.candidates(town.chenghuang, committee, TODAY)}
    assert (free[of("乔老师").id], free[of("新来的").id]) == (away, later)


def test_who_has_ended_and_who_serves_elsewhere_is_no_candidate(town: Town) -> None:
    gone = named(town)
    end_member(gone.id, TODAY, by=town.yansifa, now=town.now)
    other = named(town, by=town.wuguanli, area=NEXT_TOWN)
    everywhere = named(town, by=town.wuguanli, area="", name="到处去的")
    grid = named(town, area=town.chenghuang + "001", name="网格里的")

    committee = town.unit("mediation_committee", town.chenghuang)
    found = {one.id for one in panel.candidates(town.chenghuang, committee, TODAY)}
    assert {everywhere.id, grid.id} <= found
    assert found.isdisjoint({gone.id, other.id})


@pytest.mark.usefixtures("warm")
def test_candidates_take_three_statements(town: Town, django_assert_num_queries: Any) -> None:
    panel.kinds()
    committee = town.unit("mediation_committee", town.chenghuang)

    with django_assert_num_queries(3):
        panel.candidates(town.chenghuang, committee, TODAY)
