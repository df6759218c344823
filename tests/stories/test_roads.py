"""The road map of quarrels: every kind has a lawful way, dated, with its law."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotAllowed
from lianxin.matters.public import Verb
from lianxin.org import public as org
from lianxin.org.exports import roads_csv
from lianxin.org.models import Road, RoadKind
from lianxin.org.seeds import DATA
from signin import signed_in
from town import Town

pytestmark = pytest.mark.django_db
HEAD = "类别,路,找谁,时限,带什么,费用,下一步,依据,生效日期,失效日期"
OWN = "dispute.neighbour,人民调解,邻里调解室,当天,什么也不用带,不收费,写协议,人民调解法第四条,2026-06-01,"
TODAY = date(2026, 11, 23)


def take(path: Path, *lines: str, by: object = SYSTEM, now: datetime, dry_run: bool = False) -> object:
    file = path / "roads.csv"
    file.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return org.imports.import_roads(file, by=by, now=now, dry_run=dry_run)


def quarrels() -> list[str]:
    return [card.code for card in org.categories(TODAY) if card.family == "dispute"]


def test_every_kind_of_quarrel_has_ways_that_cost_nothing_and_ways_that_bind(town: Town) -> None:
    assert len(quarrels()) == 20
    for code in quarrels():
        kinds = {road.kind for road in org.roads_for(code, TODAY)}
        assert {"police", "peoples", "court", "aid"} <= kinds, code
        assert all(road.basis and road.within for road in org.roads_for(code, TODAY))


def test_a_kind_s_own_way_stands_before_the_one_open_to_all(town: Town) -> None:
    labour = {road.kind: road for road in org.roads_for("dispute.labour", TODAY)}
    neighbour = {road.kind: road for road in org.roads_for("dispute.neighbour", TODAY)}

    assert "十五日" in labour["peoples"].within
    assert labour["peoples"].category == "dispute.labour"
    assert neighbour["peoples"].category == "dispute"
    assert labour["talk"] == neighbour["talk"]


def test_the_ways_stand_in_order_with_safety_first(town: Town) -> None:
    kinds = [road.kind for road in org.roads_for("dispute.labour", TODAY)]

    assert kinds == [kind for kind in RoadKind.values if kind in kinds]
    assert kinds[0] == "police"


def test_what_is_no_quarrel_has_no_road_map(town: Town) -> None:
    assert org.roads_for("facility.streetlight", TODAY) == org.roads_for("nothing", TODAY) == []


def test_a_way_holds_from_its_first_day_until_its_last(town: Town, tmp_path: Path) -> None:
    assert take(tmp_path, OWN, now=town.now).added == 1

    def body(day: date) -> str:
        return next(road.body for road in org.roads_for("dispute.neighbour", day) if road.kind == "peoples")

    assert body(date(2026, 6, 1)) == "邻里调解室"
    assert body(date(2026, 5, 31)) != "邻里调解室"
    assert org.roads_for("dispute.neighbour", date(2025, 12, 31)) == []

    ended = OWN + "2026-09-01"
    assert take(tmp_path, ended, now=town.now).changed == 1
    assert body(date(2026, 8, 31)) == "邻里调解室"
    assert body(date(2026, 9, 1)) != "邻里调解室"


def test_out_and_in_again_changes_nothing(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text(roads_csv(), encoding="utf-8")

    taken = org.imports.import_roads(file, by=SYSTEM, now=town.now)

    assert (taken.added, taken.changed, taken.bad) == (0, 0, [])
    assert (
        taken.unchanged == Road.objects.count() == sum(1 for _ in csv.reader((DATA / "roads.csv").open())) - 1
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (OWN.replace("dispute.neighbour", "facility"), "不在册"),
        (OWN.replace("人民调解,邻", "天上掉下来,邻"), "不在册"),
        (OWN.replace("邻里调解室", ""), "缺少“找谁”"),
        (OWN.replace("人民调解法第四条", ""), "缺少“依据”"),
        (OWN.replace("当天", "久" * 201), "最多 200 个字"),
        (OWN + "2026-05-01", "失效日期要晚于生效日期"),
        (OWN.replace("2026-06-01", "昨天"), "昨天"),
    ],
)
def test_a_line_that_leads_nowhere_comes_back_with_its_reason(
    town: Town, tmp_path: Path, line: str, said: str
) -> None:
    before = Road.objects.count()

    taken = take(tmp_path, line, now=town.now)

    assert [said in bad.reason for bad in taken.bad] == [True], taken.bad
    assert Road.objects.count() == before


def test_two_ways_of_one_sort_do_not_hold_on_the_same_day(town: Town, tmp_path: Path) -> None:
    taken = take(tmp_path, OWN, OWN.replace("2026-06-01", "2026-07-01"), now=town.now)

    assert (taken.added, len(taken.bad)) == (1, 1)
    assert "2026-06-01" in taken.bad[0].reason


def test_only_the_keeper_of_everything_changes_the_law_s_ways(town: Town, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        take(tmp_path, OWN, by=town.zhouzhuren, now=town.now)

    assert take(tmp_path, OWN, by=town.wuguanli, now=town.now).added == 1


def test_anybody_reads_it_and_is_not_asked_who_they_are(town: Town, client: Client) -> None:
    listed = client.get("/roads/").content.decode()
    page = client.get("/roads/dispute.family/").content.decode()

    assert "/roads/dispute.family/" in listed
    assert "导入路线图" not in listed
    assert page.index('id="police"') < page.index('id="peoples"') < page.index('id="court"')
    assert "人身安全保护令" in page
    assert client.cookies == {}
    assert client.get("/roads/facility.streetlight/").status_code == 404


def test_the_keeper_tries_a_sheet_and_takes_it_in(town: Town, tmp_path: Path) -> None:
    keeper = signed_in(Client(), accounts.find_person("wuguanli"))
    assert "导入路线图" in keeper.get("/roads/").content.decode()
    assert "责任清单表格" not in keeper.get("/roads/import/").content.decode()
    file = tmp_path / "roads.csv"
    file.write_text(f"{HEAD}\n{OWN}\n", encoding="utf-8")

    with file.open("rb") as sheet:
        tried = keeper.post("/roads/import/", {"file": sheet}).content.decode()
    assert "还没有写入" in tried
    assert not Road.objects.filter(body="邻里调解室").exists()
    with file.open("rb") as sheet:
        keeper.post("/roads/import/", {"file": sheet, "keep": "1"})
    assert Road.objects.filter(body="邻里调解室").exists()


def test_whoever_declines_a_quarrel_finds_its_ways_written_down(standing: Town) -> None:
    ref = standing.reported("楼上天天半夜吵,说了也不听", category="dispute.neighbour")
    desk = signed_in(Client(), accounts.find_person("qianpaiqian"))

    page = desk.get(f"/matters/{ref.county}/{ref.id}/").content.decode()

    form = page.split(f'id="verb-{Verb.DECLINE}"')[1].split("</form>")[0]
    assert "人民调解:" in form
    assert "诉讼:" in form
    other = standing.reported()
    page = desk.get(f"/matters/{other.county}/{other.id}/").content.decode()
    assert "人民调解:" not in page


def test_the_resident_of_a_quarrel_is_led_to_its_map(standing: Town, client: Client) -> None:
    standing.reported("楼上天天半夜吵,说了也不听", category="dispute.neighbour")
    standing.reported()
    quarrel, manhole = (client.get(f"/p/{told.code}/").content.decode() for told in standing.told)

    assert 'href="/roads/dispute.neighbour/"' in quarrel
    assert "/roads/dispute" not in manhole
