"""The file writes itself: every paper of a dispute says what the file says, and nothing of an aside."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from lianxin.accounts import public as accounts
from lianxin.mediation import vault
from lianxin.mediation.actions.destroying import forget
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.codes import party_code
from lianxin.mediation.contracts import PartyDraft, Person
from lianxin.mediation.models import Look, Party
from lianxin.mediation.papers import render
from lianxin.mediation.papers.contents import FileContents
from lianxin.mediation.papers.kinds import PAPERS, Holding, Kind, due, holding
from lianxin.mediation.papers.telling import day
from lianxin.mediation.public import Ref, Verb
from lianxin.mediation.queries.contents import contents_of
from paperwork import word_words, words
from quarrel import (
    ACCOUNT,
    WANG,
    dispute_in,
    drafted,
    kept,
    mediating,
    parties,
    registered,
    said,
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


def contents(town: Town, ref: Ref) -> FileContents:
    file = look_in(ref, by=town.chentiaojie, now=town.now)
    assert isinstance(file, File)
    return contents_of(file, file.parties)


def visited(town: Town) -> Ref:
    """Kept, confirmed by the court, visited, filed."""
    ref = kept(town)
    for court in ("applied", "confirmed"):
        said(town, Verb.CONFIRM, ref, court=court)
    said(town, Verb.VISIT, ref, note="墙修好了,两家都满意。")
    return said(town, Verb.FILE, ref, note="照片另存。")


def test_what_is_known_stands_in_the_contents(standing: Town) -> None:
    ref = visited(standing)
    found = contents(standing, ref)

    row = stored(ref)
    assert row.taken_at
    assert (found.number, found.title) == (row.number, "王阿姨与赵大爷邻里纠纷")
    assert (found.committee, found.mediators) == ("城隍庙社区人民调解委员会", ("陈调解员",))
    assert [(one.role, one.name) for one in found.parties] == [("申请人", "王阿姨"), ("被申请人", "赵大爷")]
    assert found.parties[0].contact == WANG.phone
    assert (found.account, found.facts, found.requests) == (ACCOUNT, "院墙倒了一段。", ("把墙修好",))
    assert found.sittings[0].present == "王阿姨、赵大爷"
    assert found.sittings[0].result == "达成一致。"
    assert [receipt.proof for receipt in found.receipts] == ["收条", "收条"]
    assert found.visits[0].kept == "墙修好了,两家都满意。"
    assert (found.confirmation.result, found.confirmation.applied_on) == (
        "法院确认有效。",
        standing.now.date(),
    )
    assert (found.outcome, found.remark, found.copies) == ("协议已履行。", "照片另存。", 3)
    assert found.filed_by == "陈调解员"
    assert found.retention.endswith("12月31日）")


def test_a_paper_is_chinese_in_any_readers_language(standing: Town) -> None:
    ref = visited(standing)
    with translation.override("en"):
        found = contents(standing, ref)

    assert found.parties[1].role == "被申请人"
    assert (found.outcome, found.source) == ("协议已履行。", "当事人申请")


SAYS = {
    Kind.COVER: ("王阿姨与赵大爷邻里纠纷", "城隍庙社区人民调解委员会", "陈调解员"),
    Kind.CATALOGUE: ("人民调解协议书", "履行记录", "回访记录"),
    Kind.APPLICATION: ("王阿姨", "13800001111", "把墙修好", "院墙倒了"),
    Kind.ACCEPTANCE: ("邻里纠纷", "当事人申请", "13800002222"),
    Kind.RIGHTS: ("选择或者接受人民调解员", "赵大爷"),
    Kind.IDENTITY: ("王阿姨", "赵大爷"),
    Kind.RECORD: ("双方都说了自己的难处", "社区调解室", "达成一致"),
    Kind.AGREEMENT: ("院墙倒了一段", "付修墙的材料钱", "人民币壹仟贰佰元整", "一式叁份"),
    Kind.PERFORMANCE: ("付修墙的材料钱", "收条"),
    Kind.VISIT: ("墙修好了", "城隍庙社区人民调解委员会"),
    Kind.CONFIRMATION: ("法院确认有效", "付修墙的材料钱"),
    Kind.NOTE: ("协议已履行", "照片另存"),
    Kind.BACK: ("12月31日",),
}


@pytest.mark.broad
def test_every_paper_of_a_filed_dispute_says_what_it_must(standing: Town) -> None:
    ref = visited(standing)
    found = contents(standing, ref)

    assert {paper.kind for paper in due(found)} == set(SAYS)
    for kind, wanted in SAYS.items():
        for printed in (words(render.pdf(kind, found)), word_words(render.docx(kind, found))):
            assert [word for word in wanted if word not in printed] == [], kind
            if kind not in {Kind.IDENTITY, Kind.RIGHTS}:
                assert stored(ref).number.replace(" ", "") in printed or kind in {Kind.ACCEPTANCE}, kind


def test_nothing_told_alone_is_in_any_paper(standing: Town) -> None:
    ref = dispute_in("agreed", standing)  # with an aside: 「其实愿意让一步」
    file = look_in(ref, by=standing.chentiaojie, now=standing.now)
    assert isinstance(file, File)
    assert "让一步" in file.asides[0].words

    found = contents_of(file, file.parties)
    assert "让一步" not in repr(found)
    assert "让一步" not in words(render.whole_file(found))


def test_a_draft_that_came_to_nothing_is_no_paper(standing: Town) -> None:
    ref = drafted(standing, mediating(standing))
    assert contents(standing, ref).terms

    said(standing, Verb.FAIL, ref, reason="谈不拢")
    found = contents(standing, ref)
    assert found.terms == ()
    assert found.outcome == "调解不成:谈不拢。"


def test_what_is_there_what_is_missing_and_what_is_not_due(standing: Town) -> None:
    ref = mediating(standing)
    sitting(standing, ref)
    drafted(standing, ref)
    found = contents(standing, ref)

    how = {kind: holding(PAPERS[kind], found) for kind in Kind}
    assert how[Kind.ACCEPTANCE] == Holding.THERE
    assert how[Kind.IDENTITY] == Holding.BY_HAND
    assert {kind for kind in Kind if how[kind] == Holding.MISSING} == {
        Kind.RIGHTS,
        Kind.RECORD,
        Kind.AGREEMENT,
        Kind.NOTE,
    }
    assert how[Kind.VISIT] == Holding.NOT_DUE


def test_the_page_lists_the_papers_and_notes_the_look(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    page = chen.get(url("papers", ref)).content.decode()

    assert page.index("受理登记表") < page.index("调解记录") < page.index("卷宗情况说明")
    assert "还没有调解记录" in page
    assert Look.objects.get().what == "papers"


def test_what_is_taken_out_bears_who_and_when_and_is_written_down(standing: Town, chen: Client) -> None:
    ref = kept(standing)
    signed_in(chen, accounts.find_person("chentiaojie"))  # two days have passed
    answer = chen.get(url("paper", ref, "agreement", "pdf"))

    printed = words(answer.content)
    assert "付修墙的材料钱" in printed
    assert "陈调解员" in printed
    assert f"{day(standing.now.date())}" in printed
    assert printed.count("导出") >= 3
    assert answer["Cache-Control"] == "no-store"
    assert unquote(answer["Content-Disposition"]).endswith(f"{stored(ref).number} 人民调解协议书.pdf")
    look = Look.objects.get()
    assert look.what == "export"
    assert "陈调解员" in look.post


def test_a_word_file_and_the_whole_file_come_by_their_names(standing: Town, chen: Client) -> None:
    ref = mediating(standing)
    word, whole = chen.get(url("paper", ref, "cover", "docx")), chen.get(url("papers_whole", ref))

    assert "王阿姨与赵大爷邻里纠纷" in word_words(word.content)
    assert unquote(whole["Content-Disposition"]).endswith(" 人民调解卷宗.pdf")
    assert "权利义务告知书" in words(whole.content)


@pytest.mark.parametrize("who", ["qintiaojie", "yansifa"])
def test_who_does_not_lead_it_takes_it_out_once_with_a_reason(
    standing: Town, client: Client, who: str
) -> None:
    ref = mediating(standing)
    signed_in(client, accounts.find_person(who))

    shut = client.get(url("papers", ref)).content.decode()
    assert "卷宗是密封的" in shut
    assert "王阿姨" not in shut
    for address in (url("papers_whole", ref), url("paper", ref, "record", "pdf")):
        assert client.get(address).status_code == 404
    assert client.post(url("papers_whole", ref), {"reason": ""}).status_code == 422
    assert not Look.objects.exists()

    taken = client.post(url("papers_whole", ref), {"reason": "当事人投诉,核对卷宗"})
    assert "王阿姨" in words(taken.content)
    look = Look.objects.get()
    assert (look.what, vault.opened(look.sealed, look)["reason"]) == ("export", "当事人投诉,核对卷宗")
    assert client.get(url("papers_whole", ref)).status_code == 404


@pytest.mark.parametrize("who", ["liwangge", "qianpaiqian", "wailai", "zhouzhuren"])
def test_for_everybody_else_there_are_no_papers(standing: Town, client: Client, who: str) -> None:
    ref = mediating(standing)
    signed_in(client, accounts.find_person(who))
    nothing = Ref(ref.county, standing.chentiaojie.id or ref.id)

    for name, more in (("papers", ()), ("papers_whole", ()), ("paper", ("record", "pdf"))):
        answer, absent = (client.get(url(name, one, *more)) for one in (ref, nothing))
        assert answer.status_code == absent.status_code == 404
        assert client.post(url("papers_whole", ref), {"reason": "想看一看"}).status_code == 404
    assert not Look.objects.exists()


def test_a_destroyed_file_has_no_papers_and_says_so(standing: Town, chen: Client) -> None:
    ref = visited(standing)
    until = stored(ref).kept_until
    assert until
    standing.later(days=(until - standing.now.date()).days + 1)
    forget(standing.now)
    signed_in(chen, accounts.find_person("chentiaojie"))

    page = chen.get(url("papers", ref)).content.decode()
    assert "已经销毁,没有文书了" in page
    assert "/papers/file/" not in page
    assert chen.get(url("paper", ref, "cover", "pdf")).status_code == 409


def test_a_party_who_is_hidden_stands_with_their_name_in_the_committees_file(standing: Town) -> None:
    hidden = PartyDraft("respondent", Person("赵大爷", "13800002222"), hidden=True)
    ref = registered(standing, parties=(PartyDraft("applicant", WANG), hidden))

    assert contents(standing, ref).parties[1].name == "赵大爷"


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    told = [query["sql"] for query in seen.captured_queries]
    return len([sql for sql in told if "journal_version" not in sql and "SAVEPOINT" not in sql])


def test_the_page_and_a_paper_cost_few_statements(standing: Town, chen: Client) -> None:
    ref = kept(standing)
    signed_in(chen, accounts.find_person("chentiaojie"))

    assert statements(chen, url("papers", ref)) <= 22
    assert statements(chen, url("paper", ref, "cover", "docx")) <= 22


def code_of(ref: Ref, place: int) -> str:
    return party_code(parties(ref)[place - 1].id)


def test_a_party_takes_their_own_agreement_and_record_along_by_code(standing: Town, client: Client) -> None:
    ref = kept(standing)
    page = client.get(reverse("mediation:own", args=[code_of(ref, 1)])).content.decode()

    for kind, wanted in (("agreement", "付修墙的材料钱"), ("record", "双方都说了自己的难处")):
        address = reverse("mediation:own_paper", args=[code_of(ref, 1), kind])
        assert address in page
        answer = client.get(address)
        printed = words(answer.content)
        assert wanted in printed
        assert "赵大爷" in printed
        assert "王阿姨" in printed
        assert answer["Cache-Control"] == "no-store"
    copy = words(client.get(reverse("mediation:own_paper", args=[code_of(ref, 1), "agreement"])).content)
    assert WANG.phone in copy, "one's own number is one's own"
    assert "13800002222" not in copy
    assert "4号楼" not in copy


def test_who_is_hidden_is_named_by_their_side_in_the_others_copy(standing: Town, client: Client) -> None:
    ref = kept(standing)
    Party.objects.filter(county=ref.county, id=parties(ref)[1].id).update(hidden=True)
    answer = client.get(reverse("mediation:own_paper", args=[code_of(ref, 1), "record"]))

    printed = words(answer.content)
    assert "被申请人2" in printed
    assert "赵大爷" not in printed


def test_what_a_party_has_not_yet_is_said_and_a_wrong_code_opens_nothing(
    standing: Town, client: Client
) -> None:
    ref = drafted(standing, mediating(standing))

    assert client.get(reverse("mediation:own_paper", args=[code_of(ref, 1), "agreement"])).status_code == 409
    assert client.get("/t/0000000000/papers/agreement.pdf").status_code == 404
    assert client.get(f"/t/{code_of(ref, 1)}/papers/cover.pdf").status_code == 404


def unreached(town: Town) -> Ref:
    silent = PartyDraft("respondent", Person("赵大爷", "", "城隍庙社区4号楼"))
    return taken(town, parties=(PartyDraft("applicant", WANG), silent))


def test_whom_no_message_reaches_is_given_a_slip_with_their_code(standing: Town, chen: Client) -> None:
    ref = unreached(standing)
    assert url("slip", ref, 2) in chen.get(url("file", ref)).content.decode()
    page = chen.get(url("slip", ref, 2)).content.decode()

    assert code_of(ref, 2) in page
    assert "赵大爷" in page
    assert "data:image/svg+xml" in page
    for kept_back in ("王阿姨", "院墙", "邻里纠纷"):
        assert kept_back not in page, "a slip may lie open on a table"
    assert Look.objects.filter(what="slip").count() == 1


def test_the_code_of_who_left_a_number_is_shown_to_nobody(standing: Town, chen: Client) -> None:
    ref = unreached(standing)
    answer = chen.get(url("slip", ref, 1))

    assert answer.status_code == 409
    assert code_of(ref, 1) not in answer.content.decode()
    assert not Look.objects.exists()


@pytest.mark.parametrize("who", ["qintiaojie", "yansifa", "liwangge"])
def test_only_who_leads_it_makes_out_a_slip(standing: Town, client: Client, who: str) -> None:
    ref = unreached(standing)
    signed_in(client, accounts.find_person(who))

    answer = client.get(url("slip", ref, 2))
    assert answer.status_code == 404
    assert code_of(ref, 2) not in answer.content.decode()
