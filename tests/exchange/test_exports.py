"""What goes out is what the list shows, to the row; contacts are looks."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client

from exchange.office import Office, as_csv, row
from lianxin.accounts.models import Person
from lianxin.exchange import codes
from lianxin.exchange.actions.exporting import Order, export
from lianxin.journal.models import Entry
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.models import Reveal
from lianxin.matters.public import Wanted
from signin import signed_in
from town import Town

ROLES = ("liwangge", "zhaojing", "gaosuozhang", "zhengchengguan", "qianpaiqian", "luxianpai", "zhouzhuren",
         "wuguanli", "wailai", "chentiaojie")  # fmt: skip


@pytest.fixture
def said(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Matters here and there, in several states."""
    monkeypatch.setattr(clock, "now", lambda: town.now)
    town.closed("城隍庙广场北口井盖坏了", phone="13800138000", name="王女士")
    for number in range(3):
        town.later(minutes=1).reported(f"楼上夜里太吵,第{number}次", phone=f"1380013800{number}")
    town.later(minutes=1).reported("=cmd|' /C calc'!A0 路灯不亮", area=town.county)
    return town


def lines_of(lines: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(lines).decode("utf-8-sig"))))


def listed(viewer: Actor, wanted: Wanted, town: Town) -> list[str]:
    return [card.number for card in matters.listing(viewer, wanted, now=town.now).cards]


@pytest.mark.parametrize("who", ROLES)
def test_an_export_holds_the_rows_of_the_list_and_no_other(said: Town, who: str) -> None:
    viewer = getattr(said, who)
    manholes = Wanted(category="facility.manhole")
    for wanted in (Wanted(), Wanted(state="closed"), Wanted(area=said.town), manholes):
        out = list(export(Order(wanted), by=viewer, now=said.now))

        assert [cells[0] for cells in out[1:-1]] == listed(viewer, wanted, said)
        assert f"共 {len(out) - 2} 行" in out[-1][0]


def page_of(person: Actor) -> Client:
    return signed_in(Client(), Person.objects.get(id=person.id))


def test_no_cell_of_a_file_runs_and_its_last_line_says_who(said: Town) -> None:
    asked = {"columns": "ours", "kind": "csv"}

    out = lines_of(page_of(said.luxianpai).post("/matters/export/", asked).streaming_content)

    texts = [cells[1] for cells in out[1:-1]]
    assert "'=cmd|' /C calc'!A0 路灯不亮" in texts
    assert "卢县派" in out[-1][0] or "由 " in out[-1][0]
    assert not any("13800138000" in cell for cells in out for cell in cells)


def test_pages_of_rows_and_their_statements(said: Town, monkeypatch: pytest.MonkeyPatch, warm: None) -> None:
    from lianxin.exchange.actions import exporting

    def statements(page: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        monkeypatch.setattr(exporting, "PAGE", page)
        with CaptureQueriesContext(connection) as asked:
            assert len(list(export(Order(Wanted()), by=said.luxianpai, now=said.now))) == 7
        return len(asked)

    assert statements(2) - statements(500) == 2 * 3  # two pages more, three statements each


def test_contacts_are_looks_with_a_reason_on_the_list_of_the_resident(said: Town) -> None:
    client = page_of(said.luxianpai)
    asked = {"columns": "ours", "kind": "csv", "contacts": "on"}
    assert client.post("/matters/export/", asked).status_code == 422

    out = lines_of(client.post("/matters/export/", {**asked, "reason": "逐个回访"}).streaming_content)

    assert {cells[-1] for cells in out[1:-1]} == {"13800138000", "13800138001", "13800138002", ""}
    assert Reveal.objects.filter(reason="逐个回访").count() == 4
    entry = Entry.objects.filter(action="exchange.export").last()
    assert '"contacts":true' in entry.payload.replace(" ", "")


def test_contacts_beyond_the_hours_looks_are_refused_whole(said: Town, settings: LazySettings) -> None:
    settings.LOOKS_PER_HOUR = 3
    asked = {"columns": "ours", "kind": "csv", "contacts": "on", "reason": "逐个回访"}

    refused = page_of(said.luxianpai).post("/matters/export/", asked)

    assert refused.status_code == 422
    assert not Reveal.objects.exists()


def test_who_may_not_look_gets_none(said: Town) -> None:
    asked = {"columns": "ours", "kind": "csv", "contacts": "on", "reason": "想看看"}

    out = lines_of(page_of(said.zhouzhuren).post("/matters/export/", asked).streaming_content)

    assert {cells[-2] for cells in out[1:-1]} == {"不归您看"}
    assert not Reveal.objects.exists()


def test_a_standard_sheet_names_the_category_by_its_code(said: Town) -> None:
    said.reported("两家为了楼道堆东西吵了半年", category="dispute.neighbour")

    out = list(
        export(Order(Wanted(category="dispute.neighbour"), "gbt31000"), by=said.luxianpai, now=said.now)
    )

    row = dict(zip(out[0], out[1], strict=True))
    assert row["事件类别"] == "17 邻里关系"
    assert not {"民族", "学历", "证件号码", "人员类别"} & set(out[0])


def test_a_deployment_replaces_a_table_of_codes(settings: LazySettings, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "grade.csv").write_text("code,name,provenance\n09,本市的说法,design\n")

    found = codes.find("grade", "09 本市的说法")

    assert found is not None
    assert codes.find(codes.NEWER, "01") is not None


def test_answers_go_back_under_their_number_and_their_headings(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.matched(answers={"result": "处理结果"}).taken(as_csv([row(1), row(2)]))

    answer = page_of(office.by).post("/exchange/sz12345/answers/", {"as": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell or "" for cell in cells] for cells in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "工单编号"
    assert "处理结果" in rows[0]
    assert [cells[0] for cells in rows[1:3]] == ["CZ20260001", "CZ20260002"]
    assert not any("13800138000" in str(cell) for cells in rows for cell in cells)


def test_our_own_export_can_come_back_without_its_last_line(office: Office) -> None:
    office.matched(columns={"编号": "number", "内容": "text", "区域": "area"})
    raw = as_csv([["A1", "井盖坏了", "城隍庙社区"], ["※由 某人 导出", "", ""]], ["编号", "内容", "区域"])

    assert office.tried(raw).rows == 1
