"""Statistics: every figure can be counted again from the sheet, and the centre learns of no few."""

import csv
import io
import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.mediation.counting import ACCEPTED, Counted, figures
from lianxin.mediation.models import Dispute
from lianxin.mediation.public import Done, Verb, forget
from lianxin.mediation.queries.statistics import chosen, counted, hidden, months
from mediation.test_desk_pages import statements
from quarrel import dispute_in, in_force, kept, mediating, recorded, said, sitting, stored
from signin import signed_in
from town import Town

FIRST = date(2026, 1, 1)
STATES = (
    "registered", "mediating", "agreed", "kept", "filed", "failed", "withdrawn", "unsuitable", "handed_over",
)  # fmt: skip


def rows(town: Town, who: str = "yansifa") -> list[Counted]:
    viewer, on = getattr(town, who), town.now.date()
    return counted(chosen(viewer, "", on), FIRST, on, now=town.now)


def sheet(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/disputes/statistics/rows.csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def guide(standing: Town, client: Client) -> Client:
    signed_in(client, accounts.find_person("yansifa"))
    return client


def again(client: Client, who: str = "yansifa") -> None:
    signed_in(client, accounts.find_person(who))  # days have passed


def test_a_quarrel_in_every_state_is_counted_as_it_stands(town: Town) -> None:
    for state in STATES:
        dispute_in(state, town)

    assert figures(rows(town)).whole.cells == {
        "agreed": 3, "failed": 1, "withdrawn": 1, "handed_over": 1, "open": 1, "unsuitable": 1,
    }  # fmt: skip


def test_every_figure_can_be_counted_again_from_the_sheet(standing: Town, guide: Client) -> None:
    for state in (*STATES, "agreed", "failed"):
        dispute_in(state, standing)
    oral = dispute_in("failed", standing)
    said(standing, Verb.REOPEN, oral, reason="又想谈了")
    standing.later(days=20)
    told = figures(rows(standing))
    again(guide)
    lines = sheet(guide)

    accepted = [line for line in lines if line["结果"] not in {"不能调解", "没受理就移送"}]
    agreed = [line for line in accepted if line["结果"] == "达成协议"]
    by_kind = Counter((line["司法部类型"], line["结果"]) for line in lines)
    assert {(row.kind.name, one.label): n for row in told.kinds if row.kind for one in ACCEPTED
            if (n := row.cells.get(one, 0))} == {
        key: n for key, n in by_kind.items() if key[1] not in {"不能调解", "没受理就移送"}
    }  # fmt: skip
    rates = {rate.code: (rate.part, rate.whole) for rate in told.rates}
    assert rates == {
        "settled": (len(agreed), len(accepted)),
        "withdrawn": (sum(line["结果"] == "当事人退出" for line in accepted), len(accepted)),
        "performed": (
            sum(int(line["按时履行"]) for line in agreed),
            sum(int(line["到期约定"]) for line in agreed),
        ),
        "confirmed": (sum(line["法院确认"] == "是" for line in agreed), len(agreed)),
        "reopened": (
            sum(line["重新调解"] == "是" for line in accepted),
            sum(line["结束过"] == "是" for line in accepted),
        ),
    }
    assert rates["performed"] == (2, 4)
    assert rates["reopened"][0] == 1
    assert told.amount == sum(Decimal(line["协议金额"]) for line in agreed) == Decimal(4800)
    waits = sorted(
        (date.fromisoformat(line["第一次调解"]) - date.fromisoformat(line["受理"])).days
        for line in accepted
        if line["第一次调解"]
    )
    assert (told.spreads[0].n, told.spreads[0].median) == (len(waits), waits[len(waits) // 2])


def test_the_sheet_has_no_word_and_no_person(standing: Town, guide: Client) -> None:
    for state in STATES:
        dispute_in(state, standing)
    again(guide)

    answer = guide.get("/disputes/statistics/rows.csv")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    page = guide.get("/disputes/statistics/").content.decode()
    assert text.count("\r\n") == 1 + len(STATES) - 1, "what nobody has taken on yet is not counted"
    for word in ("院墙", "王阿姨", "赵大爷", "陈调解员", "1380000", "谈不拢", "3号楼"):
        assert word not in text + page, word


def test_the_book_says_the_same_as_the_sheet(standing: Town, guide: Client) -> None:
    in_force(standing)
    again(guide)
    answer = guide.get("/disputes/statistics/rows.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]

    cells = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
    assert cells[1:] == [list(line.values()) for line in sheet(guide)]


def test_what_was_destroyed_is_counted_still(town: Town) -> None:
    ref = said(town, Verb.FILE, kept(town))
    failed = mediating(town)
    recorded(town, failed, "apart")
    said(town, Verb.FILE, said(town, Verb.FAIL, failed, reason="谈不拢"))
    before = rows(town)
    Dispute.objects.filter(county=ref.county).update(kept_until=town.now.date() - timedelta(days=1))
    assert forget(town.now) == 2

    assert stored(ref).destroyed_at is not None
    assert rows(town) == before


def test_a_confirmation_by_the_court_counts_once_it_is_there(town: Town) -> None:
    ref = in_force(town)
    said(town, Verb.CONFIRM, ref, court="applied")
    assert not rows(town)[0].confirmed

    said(town, Verb.CONFIRM, ref, court="confirmed")
    assert rows(town)[0].confirmed


def test_a_promise_kept_late_is_not_kept_on_time(town: Town) -> None:
    ref = in_force(town)
    assert (rows(town)[0].due, rows(town)[0].kept) == (0, 0)

    town.later(days=12)
    said(town, Verb.PERFORM, ref, term=Done(1, town.now.date(), "收条"))
    assert (rows(town)[0].due, rows(town)[0].kept) == (1, 0)


def test_a_sitting_that_was_called_off_is_no_first_sitting(town: Town) -> None:
    ref = mediating(town)
    sitting(town, ref)
    said(town, Verb.FAIL, ref, reason="谈不拢")

    assert rows(town)[0].sat_on is None


def test_both_days_are_counted_and_no_other(town: Town) -> None:
    mediating(town)
    whose, day = chosen(town.yansifa, "", town.now.date()), town.now.date()

    assert len(counted(whose, day, day, now=town.now)) == 1
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        assert counted(whose, other, other, now=town.now) == []
    with pytest.raises(Invalid):
        counted(whose, day, day - timedelta(days=1), now=town.now)


def test_a_mediator_reads_their_own_committee_alone(town: Town) -> None:
    mediating(town)
    other = town.unit("mediation_committee")
    ref = mediating(town)
    Dispute.objects.filter(county=ref.county, id=ref.id).update(committee_id=other)

    assert len(rows(town)) == 2
    assert len(rows(town, "chentiaojie")) == 1


@pytest.mark.parametrize("who", ["zhaojing", "liwangge", "qianpaiqian", "wailai", "majuwei"])
def test_for_everybody_else_there_are_no_statistics(town: Town, who: str) -> None:
    with pytest.raises(NotFound):
        chosen(getattr(town, who), "", town.now.date())


def test_the_page_costs_as_many_statements_for_many_as_for_one(standing: Town, guide: Client) -> None:
    for _time in range(3):
        in_force(standing)
    again(guide)

    assert len(statements(guide, "/disputes/statistics/")) <= 11


# ---- the governance centre ---------------------------------------------------------------------------------


def last_month(town: Town, count: int, **values: Any) -> None:
    """So many disputes, taken on in the month before."""
    day = town.now - timedelta(days=30)
    told = {"taken_at": day, "received_at": day, "state": "failed", "ended_at": town.now} | values
    committee = town.unit("mediation_committee", town.chenghuang)
    common = {"county": town.county, "area": town.chenghuang, "category": "dispute.neighbour"}
    common |= {"source": "applied", "sender": "party", "committee_id": committee, "moved_at": day} | told
    Dispute.objects.bulk_create([Dispute(**common) for _n in range(count)])


def test_the_centre_reads_sums_of_five_and_more(town: Town) -> None:
    last_month(town, 6)
    last_month(town, 3, state="withdrawn")
    found = hidden(town.county, "2026-10", now=town.now)

    assert (found.whole.cells["failed"], found.whole.cells["withdrawn"]) == (6, 0)
    assert found.kinds[1].cells["failed"] == 6


def test_no_difference_of_two_questions_tells_a_count_below_five(town: Town) -> None:
    dice = random.Random(20261123)
    for community in ("140403001001", "140403001002", "140403001004", "140403002001"):
        for state in ("failed", "withdrawn", "handed_over"):
            last_month(town, dice.choice((0, 2, 4, 6, 9)), state=state, area=community)
    towns, communities = (town.county, town.town), ("140403001001", "140403001002", "140403001004")
    whole = {
        (area, month): [n for row in [*found.kinds, found.whole] for n in row.cells.values()]
        for area in (*towns, *communities)
        for month in ("", "2026-10")
        if (found := hidden(area, month, now=town.now))
    }

    assert sum(whole[town.county, ""]) > 0
    for asked, figures_ in whole.items():
        assert not [n for n in figures_ if 0 < n < 5], asked
        inside = [other for other in whole if other[0].startswith(asked[0]) and other[1] == asked[1]]
        for other in inside:
            assert all(a == b or a - b >= 5 for a, b in zip(figures_, whole[other], strict=True)), other


def test_a_month_that_is_not_over_is_not_told(town: Town) -> None:
    assert months(town.now.date())[0] == "2026-10"
    with pytest.raises(NotFound):
        hidden(town.county, "2026-11", now=town.now)


def test_the_centre_gets_the_sums_and_never_the_rows(standing: Town, client: Client) -> None:
    last_month(standing, 6)
    last_month(standing, 2, state="withdrawn")
    signed_in(client, accounts.find_person("zhouzhuren"))

    assert "都太小" in client.get("/disputes/statistics/?month=2026-09").content.decode()
    page = client.get("/disputes/statistics/?month=2026-10").content.decode()
    assert "“·”是没有,或者不到 5 件" in page
    assert client.get("/disputes/statistics/rows.csv").status_code == 404
    sums = b"".join(client.get("/disputes/statistics/sums.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "邻里纠纷,6,,6,,," in sums
    assert len(statements(client, "/disputes/statistics/")) <= 11
