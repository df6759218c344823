"""The mediator's pages: what waits, the file, the sitting, the agreement; and what others see of them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.accounts import public as accounts
from lianxin.journal.public import deliver
from lianxin.mediation.models import Dispute, Look, Sitting
from lianxin.mediation.public import Ref
from lianxin.mediation.queries import told
from quarrel import (
    CALM,
    agreed_to_talk,
    drafted,
    in_force,
    mediating,
    parties,
    registered,
    sitting,
    stored,
    taken,
)
from signin import signed_in
from town import Town


@pytest.fixture
def chen(town: Town, client: Client) -> Client:
    signed_in(client, accounts.find_person("chentiaojie"))
    return client


def url(name: str, ref: Ref, *more: object) -> str:
    return reverse(f"mediation:{name}", args=[ref.county, ref.id, *more])


def test_what_waits_is_on_one_page_by_its_nearest_day(standing: Town, chen: Client) -> None:
    ref = taken(standing)

    page = chen.get("/disputes/").content.decode()

    assert stored(ref).number in page
    assert "安排第一次调解" in page
    assert "院墙" not in page, "a list shows no word of the quarrel"


def test_a_dispute_is_taken_down_while_somebody_speaks(standing: Town, chen: Client) -> None:
    asked = {
        "account": "楼上漏水,泡了楼下的墙",
        "area": standing.chenghuang,
        "category": "dispute.neighbour",
        "sender": "party",
        "applicant-name": "刘婶",
        "applicant-phone": "13900003333",
        "respondent-name": "周师傅",
    }
    answer = chen.post("/disputes/new/", asked)

    dispute = Dispute.objects.get()
    assert answer.url.startswith(f"/disputes/{dispute.county}/{dispute.id}/")
    assert "刘婶" in chen.get(answer.url).content.decode()


def test_what_is_missing_comes_back_into_the_form(standing: Town, chen: Client) -> None:
    answer = chen.post("/disputes/new/", {"account": "楼上漏水"})

    assert answer.status_code == 422
    assert "楼上漏水" in answer.content.decode()


def test_the_file_shows_words_parties_and_what_can_be_done(standing: Town, chen: Client) -> None:
    page = chen.get(url("file", registered(standing))).content.decode()

    for words in ("院墙", "王阿姨", "13800002222", "受理", "都问过了", "可以走的路"):
        assert words in page


def test_one_tap_takes_it_on_where_all_was_asked(standing: Town, chen: Client) -> None:
    ref = registered(standing)
    answer = chen.post(url("speak", ref, "take"), {"all_asked": "on"})

    assert answer.status_code == 302
    assert stored(ref).harms == {**stored(ref).harms, **CALM}


def test_a_danger_that_was_ticked_is_said_on_the_page(standing: Town, chen: Client) -> None:
    answer = chen.post(
        url("speak", registered(standing), "take"), {"all_asked": "on", "harms": ["harm_to_minor"]}
    )

    assert answer.status_code == 422
    assert "还没有向公安机关" in answer.content.decode()


def test_words_of_danger_make_one_ask(standing: Town, chen: Client) -> None:
    page = chen.get(
        url("file", registered(standing, account="他拿着菜刀追到楼下,孩子吓哭了"))
    ).content.decode()

    assert "听起来要先问一问" in page
    assert "菜刀" in page


def test_a_sitting_is_recorded_in_several_goes(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    held = sitting(standing, ref)
    first = {"seen": "1", "said": "王阿姨先说", "rights_told": "on"}
    chen.post(url("sitting", ref, 1), first)
    chen.post(
        url("sitting", ref, 1), {**first, "seen": "2", "said": "王阿姨先说。赵大爷也说了", "result": "on"}
    )

    row = Sitting.objects.get(id=held.id)
    assert (row.result, row.version) == ("on", 3)


def test_of_two_windows_the_second_keeps_its_words_and_reads_the_others(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    sitting(standing, ref)
    chen.post(url("sitting", ref, 1), {"seen": "1", "said": "第一个窗口写的"})
    answer = chen.post(url("sitting", ref, 1), {"seen": "1", "said": "第二个窗口写的"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第二个窗口写的" in page
    assert "第一个窗口写的" in page


def terms(*rows: dict[str, str]) -> dict[str, Any]:
    told = {"term-TOTAL_FORMS": len(rows), "term-INITIAL_FORMS": 0, "facts": "院墙倒了"}
    return told | {f"term-{n}-{name}": words for n, row in enumerate(rows) for name, words in row.items()}


GOOD = {
    "who": "赵大爷",
    "does": "付修墙的材料钱",
    "to": "王阿姨",
    "amount": "1200",
    "by": "2026-12-20",
    "how": "微信转账",
}


def test_an_agreement_is_written_term_by_term(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    answer = chen.post(url("agreement", ref), terms(GOOD, {}))

    assert answer.status_code == 302
    page = chen.get(answer.url).content.decode()
    assert "第 1 稿" in page
    assert "1,200.00 元" in page


def test_what_is_not_lawful_stays_only_with_a_reason(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    bad = {**GOOD, "does": "付修墙的材料钱,以后不准起诉、不准报警"}
    answer = chen.post(url("agreement", ref), terms(bad))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "人民调解法第三条" in page
    assert "不准报警" in page, "nothing that was written is lost"
    assert (
        chen.post(url("agreement", ref), {**terms(bad), "reason": "双方坚持,已经说明无效"}).status_code == 302
    )


def test_it_is_only_looked_through_where_one_asks_for_that(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    answer = chen.post(url("agreement", ref), {**terms({**GOOD, "by": ""}), "check": "1"})

    assert "没有写哪天之前" in answer.content.decode()
    assert not stored(ref).agreed_at


def test_one_side_alone_puts_nothing_in_force(standing: Town, chen: Client) -> None:
    ref = drafted(standing, mediating(standing))
    chen.post(
        url("speak", ref, "sign"), {"signer": f"party:{parties(ref)[0].id}", "hand": "ink", "draft": "1"}
    )
    answer = chen.post(url("settle", ref))

    assert answer.status_code == 422
    assert "还差 3 处" in answer.content.decode()


def test_a_promise_is_recorded_with_its_paper(standing: Town, chen: Client) -> None:
    ref = in_force(standing)
    signed_in(chen, accounts.find_person("chentiaojie"))  # two days have passed
    day = standing.now.date().isoformat()
    answer = chen.post(url("speak", ref, "perform"), {"place": "1", "on": day, "proof": "收条一张"})

    assert answer.status_code == 302, answer.content.decode()
    assert "收条一张" in chen.get(url("file", ref)).content.decode()


def test_a_colleague_sees_the_procedure_and_opens_it_for_a_reason(standing: Town, client: Client) -> None:
    ref = mediating(standing)
    signed_in(client, accounts.find_person("qintiaojie"))

    page = client.get(url("file", ref)).content.decode()
    assert "卷宗是密封的" in page
    assert "王阿姨" not in page
    assert not Look.objects.exists()

    opened = client.post(url("open_file", ref), {"reason": "陈调解员请假,当事人来电"}).content.decode()
    assert "王阿姨" in opened
    assert [look.reason for look in told.looks(stored(ref))] == ["陈调解员请假,当事人来电"]


def test_without_a_reason_it_stays_shut(standing: Town, client: Client) -> None:
    ref = mediating(standing)
    signed_in(client, accounts.find_person("yansifa"))

    answer = client.post(url("open_file", ref), {"reason": ""})

    assert answer.status_code == 422
    assert "王阿姨" not in answer.content.decode()


@pytest.mark.parametrize("who", ["liwangge", "qianpaiqian", "wailai", "zhouzhuren"])
def test_for_everybody_else_there_is_no_such_dispute(standing: Town, client: Client, who: str) -> None:
    ref = mediating(standing)
    sitting(standing, ref)
    signed_in(client, accounts.find_person(who))

    for address in (url("file", ref), url("sitting", ref, 1), url("agreement", ref)):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "院墙" not in answer.content.decode()


def statements(client: Client, address: str) -> list[str]:
    """What the page asks, without the looks at whether a snapshot is old."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    told = [query["sql"] for query in seen.captured_queries]
    return [sql for sql in told if "journal_version" not in sql and "SAVEPOINT" not in sql]


def test_a_page_costs_few_statements(standing: Town, chen: Client) -> None:
    """Three know who reads; of the file's, five write down that it was opened."""
    ref = in_force(standing)
    signed_in(chen, accounts.find_person("chentiaojie"))  # two days have passed
    agreed_to_talk(standing)

    assert len(statements(chen, url("file", ref))) <= 20
    assert len(statements(chen, "/disputes/")) <= 11


def test_what_comes_after_stands_on_one_page_and_opens_nothing(standing: Town, client: Client) -> None:
    ref = in_force(standing)
    signed_in(client, accounts.find_person("yansifa"))
    page = client.get(url("after", ref)).content.decode()

    for words in ("司法确认", "双方一起去申请", "还没有移送"):
        assert words in page
    assert "王阿姨" not in page
    assert not Look.objects.exists()


def test_a_sign_names_a_place_and_a_kind_and_nobody(standing: Town, client: Client) -> None:
    for day in range(3):
        standing.reported(
            "邻居把院墙推倒了", category="dispute.neighbour", name="王阿姨", phone="13800001111"
        )
        standing.later(days=day)
    signed_in(client, accounts.find_person("zhaojing"))
    page = client.get("/disputes/signs/").content.decode()

    assert "邻里纠纷" in page
    assert "说过 3 次" in page
    assert "王阿姨" not in page
    signed_in(client, accounts.find_person("liwangge"))
    assert client.get("/disputes/signs/").status_code == 404


def test_instalments_and_a_place_outlive_the_page(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    rows = {**GOOD, "amount": "", "by": "", "where": "社区调解室", "parts": "2026-12-20 500\n2027-01-20 700"}
    assert chen.post(url("agreement", ref), terms(rows)).status_code == 302

    page = chen.get(url("agreement", ref)).content.decode()
    assert "2027-01-20 700" in page
    assert "社区调解室" in page
    bad = chen.post(url("agreement", ref), terms({**GOOD, "parts": "下个月 500"}))
    assert "一行写一次" in bad.content.decode()


def test_who_has_not_answered_is_counted_on_the_first_page(standing: Town, chen: Client) -> None:
    taken(standing)

    page = chen.get("/disputes/").content.decode()
    assert "2 位还没有答复" in page
    assert "王阿姨" not in page


def test_what_was_said_at_the_spot_before_is_proposed_and_not_answered(standing: Town, chen: Client) -> None:
    for _time in range(3):
        standing.reported("邻居把院墙推倒了", category="dispute.neighbour")
    deliver(now=standing.now)
    newest = Dispute.objects.order_by("received_at", "id").last()
    assert newest is not None

    page = chen.get(url("file", Ref(newest.county, newest.id))).content.decode()
    assert "同一处 30 天里还说过" in page
    assert not newest.harms
