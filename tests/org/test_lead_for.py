"""Who leads a kind of matter at a place, by the duty list."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.journal.public import Snapshot, forget_all
from lianxin.kernel.actor import SYSTEM
from lianxin.org import actions
from lianxin.org import public as org
from lianxin.org.models import DutyItem
from lianxin.org.queries import renew
from org.conftest import SINCE, Town

GRID, STREET, COUNTY = "140403001004001", "140403001", "140403"


@pytest.fixture
def listed(town: Town) -> Town:
    town.category("facility")
    town.category("facility.manhole", "facility")
    town.item("1", "facility", "bureau", 6)
    town.item("2", "facility.manhole", "team", 9)
    town.item("3", "facility.manhole", "bureau", 6)
    town.unit("bureau", "潞州区住建局", COUNTY)
    town.unit("team", "东街综合执法队", STREET)
    town.unit("governance_centre", "潞州区综治中心", COUNTY)
    town.unit("governance_centre", "东街街道综治中心", STREET)
    return town


def _unit(found: org.Lead | org.Gap) -> str:
    assert isinstance(found, org.Lead), found
    return found.unit_name


def test_the_lowest_tier_leads_first(listed: Town) -> None:
    lead = org.lead_for("facility.manhole", GRID, on=listed.today)

    assert isinstance(lead, org.Lead)
    assert (lead.unit_name, lead.number, lead.basis, lead.service) == (
        "东街综合执法队",
        "2",
        "消防法",
        "ordinary",
    )


def test_an_escalated_matter_goes_to_the_tier_above(listed: Town) -> None:
    assert _unit(org.lead_for("facility.manhole", GRID, on=listed.today, at_or_above=6)) == "潞州区住建局"


def test_nobody_above_the_county_is_a_gap_in_words(listed: Town) -> None:
    found = org.lead_for("facility.manhole", GRID, on=listed.today, at_or_above=4)

    assert isinstance(found, org.Gap)
    assert "没有一条规定" in found.reason


def test_where_a_tier_has_no_unit_the_next_one_leads(listed: Town) -> None:
    listed.item("4", "facility", "village_team", 9)

    assert _unit(org.lead_for("facility", GRID, on=listed.today)) == "潞州区住建局"


def test_a_category_without_a_line_falls_back_on_its_parent(listed: Town) -> None:
    listed.category("facility.road", "facility")

    assert _unit(org.lead_for("facility.road", GRID, on=listed.today)) == "潞州区住建局"


def test_the_line_of_the_more_specific_area_wins(listed: Town) -> None:
    listed.item("LZ-1", "facility.manhole", "bureau", 6, area=COUNTY)

    assert _unit(org.lead_for("facility.manhole", GRID, on=listed.today)) == "潞州区住建局"


def test_where_no_such_unit_stands_the_gap_says_which(listed: Town) -> None:
    found = org.lead_for("facility", "140404100001", on=listed.today)

    assert isinstance(found, org.Gap)
    assert found.reason == "责任清单第1条定由“bureau”牵头,但城关社区及其上级都还没有这样的单位。"


def test_an_unknown_category_is_a_gap(listed: Town) -> None:
    found = org.lead_for("nothing", GRID, on=listed.today)

    assert isinstance(found, org.Gap)
    assert "分类目录里没有" in found.reason


def test_a_line_holds_from_its_first_day_until_the_day_before_its_last(listed: Town) -> None:
    day = timedelta(days=1)
    DutyItem.objects.filter(number="2").update(valid_from=listed.today, valid_until=listed.today + 2 * day)
    renew()

    led = [_unit(org.lead_for("facility.manhole", GRID, on=listed.today + n * day)) for n in (-1, 0, 1, 2)]
    assert led == ["潞州区住建局", "东街综合执法队", "东街综合执法队", "潞州区住建局"]


def test_a_closed_unit_leads_no_more(listed: Town) -> None:
    (team,) = org.units_in(STREET, "team")

    actions.close_unit(team.id, listed.today, by=SYSTEM, now=listed.now)

    assert _unit(org.lead_for("facility.manhole", GRID, on=listed.today)) == "潞州区住建局"
    assert _unit(org.lead_for("facility.manhole", GRID, on=date(2026, 5, 1))) == "东街综合执法队"


def test_two_leads_at_one_tier_are_both_told_and_the_first_number_gets_it(listed: Town) -> None:
    listed.unit("team_b", "东街市容队", STREET)
    listed.item("1b", "facility.manhole", "team_b", 9)

    both = org.leads_at("facility.manhole", GRID, 9, on=listed.today)

    assert [lead.number for lead in both] == ["1b", "2"]
    assert _unit(org.lead_for("facility.manhole", GRID, on=listed.today)) == "东街市容队"
    (overlap,) = org.check_duties(listed.today, COUNTY).overlaps
    assert (overlap.area, overlap.tier) == (
        COUNTY,
        9,
    )  # all communities of this small county are in the street
    assert overlap.units == ("东街市容队", "东街综合执法队")


def test_the_desk_is_the_nearest_governance_centre_above(listed: Town) -> None:
    desks = [org.desk_of(area, listed.today) for area in (GRID, STREET, "140403002", "140404")]

    assert [desk.name if desk else None for desk in desks] == [
        "东街街道综治中心",
        "东街街道综治中心",
        "潞州区综治中心",
        None,
    ]


def test_routing_takes_no_statement_when_warm(listed: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "look_every", 60.0)
    forget_all()  # what was laid for the test counts as committed: an open change reads its version each time
    org.lead_for("facility.manhole", GRID, on=listed.today)

    with CaptureQueriesContext(connection) as ran:
        org.lead_for("facility.manhole", GRID, on=listed.today)
        org.desk_of(GRID, listed.today)

    assert len(ran) == 0


def test_a_unit_founded_in_an_area_is_found_there(listed: Town) -> None:
    assert [unit.name for unit in org.units_in(STREET, on=listed.today)] == [
        "东街街道综治中心",
        "东街综合执法队",
    ]
    assert org.units_in(STREET, on=SINCE - timedelta(days=1)) == []
