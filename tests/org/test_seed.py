"""The duty list that travels with the project, on the real divisions."""

import csv
import gzip
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lianxin.kernel.actor import SYSTEM
from lianxin.org import public as org
from lianxin.territory.models import Division

NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
TODAY = date(2026, 6, 1)
SHANXI = Path(__file__).parents[2] / "src/lianxin/territory/data/shanxi_divisions.csv.gz"


@pytest.fixture
def shanxi(db: None) -> None:
    with gzip.open(SHANXI, "rt", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    codes = {row["code"]: row["name"] for row in rows}
    Division.objects.bulk_create(
        (Division(code=code, name=name, valid_from=date(2020, 1, 1)) for code, name in codes.items()),
        batch_size=5000,
    )
    org.seed(by=SYSTEM, now=NOW, sample_units=True)


def test_the_sample_county_shows_the_two_planted_gaps_and_one_overlap(shanxi: None) -> None:
    found = org.check_duties(TODAY, "140403")

    gaps = sorted((fault.category, fault.area) for fault in found.gaps)
    assert [(fault.category, fault.area, fault.units) for fault in found.overlaps] == [
        ("appearance.dust", "140403", ("长治市生态环境局潞州分局", "潞州区城市管理局"))
    ]
    assert gaps[0] == ("facility.fitness", "140403")
    assert {category for category, _ in gaps[1:]} == {"facility.heat"}
    assert found.communities == 215


def test_the_whole_province_is_checked_in_three_seconds(shanxi: None) -> None:
    org.check_duties(TODAY, "140403")  # as in a process that is at work: the list is in memory
    started = time.perf_counter()

    found = org.check_duties(TODAY)

    assert time.perf_counter() - started < 3
    assert found.communities == 21895
    assert found.counts["asked"] == 21895 * 72


def test_a_broken_manhole_goes_to_the_streets_own_team(shanxi: None) -> None:
    lead = org.lead_for("facility.manhole", "140403001004001", on=TODAY)

    assert isinstance(lead, org.Lead)
    assert (lead.unit_name, lead.service) == ("东街街道综合执法队", "utilities")
    assert "第二十三条" in lead.basis
