"""The page of a party: one code, one seat at the table, nothing of the other side's."""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from lianxin.accounts.gate import remember_here
from lianxin.accounts.models import Person
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import Dispute, Look, Signature, Step
from lianxin.mediation.public import Ref, Verb
from lianxin.notices.models import Message
from quarrel import (
    agreed_to_talk,
    drafted,
    in_force,
    mediating,
    parties,
    recorded,
    registered,
    said,
    sitting,
    stored,
    taken,
)
from signin import signed_in
from town import Town


def code(ref: Ref, place: int) -> str:
    return party_code(parties(ref)[place - 1].id)


def page(client: Client, ref: Ref, place: int) -> str:
    answer = client.get(f"/t/{code(ref, place)}/")
    assert answer.status_code == 200
    return answer.content.decode()


def speak(
    client: Client, ref: Ref, place: int, verb: str, seen: int | None = None, **told: object
) -> HttpResponse:
    seen = stored(ref).version if seen is None else seen
    return client.post(f"/t/{code(ref, place)}/{verb}/", {"seen": seen, **told})


def test_the_first_sentence_says_who_has_it_and_by_when(client: Client, standing: Town) -> None:
    assert "城隍庙社区人民调解委员会收到了" in page(client, registered(standing), 1)
    assert "陈调解员想请您来谈一谈,愿不愿意由您自己定" in page(client, taken(standing), 2)
    assert "陈调解员正在调解,下一个日子:" in page(client, mediating(standing), 1)
    assert "谈成了,各方正在照协议做,下一个日子:" in page(client, in_force(standing), 1)


@pytest.mark.parametrize("make", [registered, taken, mediating, in_force])
def test_a_page_costs_at_most_twelve_statements(
    client: Client, standing: Town, warm: None, make: Callable[[Town], Ref]
) -> None:
    ref = make(standing)
    page(client, ref, 1)

    for address in (f"/t/{code(ref, 1)}/", f"/t/{code(ref, 1)}/mine/"):
        with CaptureQueriesContext(connection) as statements:
            client.get(address)
        assert len(statements) <= 12, [one["sql"][:80] for one in statements]


def test_a_yes_is_one_tap_and_so_is_taking_it_back(client: Client, standing: Town) -> None:
    ref = taken(standing)

    assert speak(client, ref, 2, "consent", will="yes").status_code == 302
    assert parties(ref)[1].will == "yes"
    assert "改主意了,不同意" in page(client, ref, 2)
    assert speak(client, ref, 2, "consent", will="no").status_code == 302
    assert parties(ref)[1].will == "no"
    assert "没有人能勉强您" in page(client, ref, 2)


def test_whoever_talks_leaves_with_one_tap(client: Client, standing: Town) -> None:
    ref = mediating(standing)

    answer = speak(client, ref, 1, "quit")

    assert answer.status_code == 302
    assert stored(ref).state == "withdrawn"
    assert "您退出了,调解停在这里" in client.get(answer["Location"]).content.decode()


def test_an_application_is_taken_back_before_anybody_has_it(client: Client, standing: Town) -> None:
    ref = registered(standing)

    assert speak(client, ref, 1, "quit").status_code == 302
    assert stored(ref).state == "withdrawn"


def test_pressing_twice_does_it_once_and_says_done_both_times(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    seen, words = stored(ref).version, "周三来不了,换周四行吗"

    first, second = (speak(client, ref, 2, "write", seen, note=words) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Step.objects.filter(county=ref.county, verb="write").count() == 1


def test_a_page_left_open_in_another_tab_says_that_it_has_moved_on(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    old = stored(ref).version
    sitting(standing, ref)

    answer = speak(client, ref, 2, "write", old, note="我想说一句")

    assert answer.status_code == 412
    assert "您看过以后,别人又办了一步。" in answer.content.decode()
    assert "我想说一句" in answer.content.decode()  # no word is lost
    assert f'name="seen" value="{stored(ref).version}"' in answer.content.decode()


def test_other_words_from_an_old_page_are_never_taken_for_the_same(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    old = stored(ref).version
    speak(client, ref, 2, "write", old, note="头一句")

    assert speak(client, ref, 2, "write", old, note="第二句").status_code == 412


def test_another_promise_from_an_old_page_is_never_taken_for_the_same(client: Client, standing: Town) -> None:
    ref = in_force(standing)
    old, today = stored(ref).version, standing.now.date().isoformat()
    speak(client, ref, 1, "perform", old, term=1, on=today, proof="")

    assert speak(client, ref, 1, "perform", old, term=2, on=today, proof="").status_code == 412
    assert speak(client, ref, 1, "perform", old, term=1, on=today, proof="").status_code == 302


def test_an_unknown_verb_or_one_of_the_mediators_is_no_address(client: Client, standing: Town) -> None:
    ref = mediating(standing)

    for verb in ("settle", "grade", "take", "nothing"):
        assert speak(client, ref, 1, verb).status_code == 404


def test_a_message_to_the_mediator_is_on_no_other_page(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    speak(client, ref, 2, "write", note="我其实愿意出一半")

    assert "我其实愿意出一半" in page(client, ref, 2)
    assert "我其实愿意出一半" not in page(client, ref, 1)
    assert "留了言" not in page(client, ref, 1)
    file = look_in(ref, by=standing.chentiaojie, now=standing.now)
    assert isinstance(file, File)
    assert "我其实愿意出一半" in [step.note for step in file.steps]


def test_a_complaint_goes_to_the_justice_office_and_past_the_mediator(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    before = set(Message.objects.values_list("id", flat=True))

    assert speak(client, ref, 2, "complain", reason="他偏着对方").status_code == 302

    new = Message.objects.exclude(id__in=before)
    assert [message.to_person for message in new] == [standing.yansifa.id]
    mine = look_in(ref, by=standing.chentiaojie, now=standing.now)
    guides = look_in(ref, by=standing.yansifa, now=standing.now, reason="核实投诉")
    colleague = look_in(ref, by=standing.qintiaojie, now=standing.now, reason="顶替请假的同事")
    assert "他偏着对方" not in str(mine)
    assert "他偏着对方" not in str(colleague)
    assert "他偏着对方" in str(guides)
    assert "他偏着对方" not in page(client, ref, 1)


def test_whoever_wants_another_mediator_is_heard_by_those_who_can_name_one(
    client: Client, standing: Town
) -> None:
    ref = agreed_to_talk(standing)
    before = set(Message.objects.values_list("id", flat=True))

    speak(client, ref, 1, "recuse", reason="他是对方的表叔")

    told = {message.to_person for message in Message.objects.exclude(id__in=before)}
    assert told == {standing.yansifa.id, standing.qintiaojie.id}
    assert "表叔" not in str(look_in(ref, by=standing.chentiaojie, now=standing.now))
    assert "表叔" in str(look_in(ref, by=standing.qintiaojie, now=standing.now, reason="换人要看原因"))


def test_an_oral_agreement_is_confirmed_on_the_phone_once_read(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    recorded(standing, ref)
    drafted(standing, ref, oral=True)
    assert "我确认这个口头协议" in page(client, ref, 1)

    assert speak(client, ref, 1, "sign", draft=1).status_code == 302

    assert Signature.objects.get().party_id == parties(ref)[0].id
    assert "我确认这个口头协议" not in page(client, ref, 1)
    assert "我确认这个口头协议" in page(client, ref, 2)


def test_a_draft_that_was_changed_since_is_not_confirmed(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    recorded(standing, ref)
    drafted(standing, drafted(standing, ref, oral=True), oral=True)

    answer = speak(client, ref, 1, "sign", draft=1)

    assert answer.status_code == 412
    assert "您看的不是最后一稿" in answer.content.decode()


def test_a_promise_is_told_by_the_one_and_confirmed_by_the_other(client: Client, standing: Town) -> None:
    ref = in_force(standing)
    today = standing.now.date().isoformat()

    assert speak(client, ref, 2, "perform", term=1, on=today, proof="转账截图").status_code == 302
    assert page(client, ref, 2).count("做到了,说一声") == page(client, ref, 1).count("做到了,说一声") - 2
    assert speak(client, ref, 1, "perform", term=1, on=today, proof="").status_code == 302
    assert "双方都说了" in page(client, ref, 2)
    assert stored(ref).state == "agreed"


def test_what_was_not_kept_is_told_to_the_mediator(client: Client, standing: Town) -> None:
    ref = in_force(standing)

    assert speak(client, ref, 1, "breach", reason="到日子没有付").status_code == 302
    assert stored(ref).state == "broken"
    assert "协议没有做到" in page(client, ref, 1)


def test_it_may_be_mediated_again_and_everybody_is_asked_anew(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    speak(client, ref, 1, "quit")

    assert speak(client, ref, 2, "reopen", reason="想再谈一次").status_code == 302
    assert stored(ref).state == "invited"
    assert {party.will for party in parties(ref)} == {""}


def test_who_looked_is_told_by_day_and_person_and_how_often(client: Client, standing: Town) -> None:
    ref = taken(standing)
    for _ in range(3):
        look_in(ref, by=standing.chentiaojie, now=standing.now)

    told = page(client, ref, 1)

    assert Look.objects.count() == 3
    assert told.count("城隍庙社区人民调解委员会 人民调解员 陈调解员</span>") == 1
    assert "3 次" in told


def test_the_colour_stands_folded_and_names_its_reasons(client: Client, standing: Town) -> None:
    ref = taken(standing)
    said(standing, Verb.GRADE, ref, colour="yellow", reason="老人住在里面")

    folded = page(client, ref, 1).partition("这件事排得急不急,为什么")[2]

    assert "黄色" in folded
    assert "<details open" not in folded
    assert "老人住在里面" not in page(client, ref, 1)


def test_one_partys_code_never_acts_for_another(client: Client, standing: Town) -> None:
    ref, other = taken(standing), taken(standing)

    speak(client, ref, 2, "consent", will="yes")

    assert [party.will for party in parties(ref)] == ["", "yes"]
    assert [party.will for party in parties(other)] == ["", ""]
    assert "13800002222" not in page(client, ref, 1)
    assert "赵大爷" not in page(client, ref, 1)


def test_nobody_answers_for_a_party_from_a_session_in_which_they_serve(standing: Town) -> None:
    ref = taken(standing)
    staff = signed_in(Client(), Person.objects.get(id=standing.liwangge.id))

    for tail in ("consent/", "mine/hide/", "mine/copy/", "mine/correct/"):
        answer = staff.post(f"/t/{code(ref, 2)}/{tail}", {"seen": stored(ref).version, "will": "yes"})
        assert answer.status_code == 403, tail
        assert "不能替当事人做这一步" in answer.content.decode()
    assert [party.will for party in parties(ref)] == ["", ""]


def test_the_mediators_browser_answers_for_no_party_signed_out_or_not(standing: Town) -> None:
    ref = taken(standing)
    browser, signed = Client(), HttpResponse()
    remember_here(RequestFactory().get("/"), signed, Person.objects.get(id=standing.chentiaojie.id))
    browser.cookies["lx_known"] = signed.cookies["lx_known"].value

    answer = speak(browser, ref, 2, "consent", will="yes")

    assert answer.status_code == 403
    assert "由本人来" in answer.content.decode()


def test_a_copy_holds_what_is_mine_and_no_number_of_anybody(client: Client, standing: Town) -> None:
    ref = in_force(standing)

    answer = client.post(f"/t/{code(ref, 1)}/mine/copy/")

    box = ZipFile(BytesIO(answer.content))
    data, read = json.loads(box.read("data.json")), box.read("read-me.html").decode()
    assert data["me"]["name"] == "王阿姨"
    assert data["others"] == ["赵大爷"]
    assert data["agreement"]["promises"][0]["place"] == 1
    for number in ("13800001111", "13800002222", "4号楼"):
        assert number not in json.dumps(data, ensure_ascii=False).replace("3号楼和4号楼", "")
        assert number not in read.replace("3号楼和4号楼", "")


def test_a_name_is_put_right_and_a_number_only_against_the_old_one(client: Client, standing: Town) -> None:
    ref = taken(standing)
    at = f"/t/{code(ref, 1)}/mine/"

    refused = client.post(f"{at}correct/", {"name": "王秀英", "phone": "13900009999", "was": "13811112222"})
    assert refused.status_code == 422
    assert "要换电话,请先写出原来留的号码" in refused.content.decode()
    told = {"name": "王秀英", "phone": "13900009999", "was": "138 0000 1111"}
    assert client.post(f"{at}correct/", told).status_code == 302
    assert "王秀英" in client.get(at).content.decode()
    assert "…9999" in client.get(at).content.decode()


def test_hiding_and_showing_oneself_are_one_tap_each(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    at = f"/t/{code(ref, 1)}/mine/"
    assert "王阿姨" in page(client, ref, 2)

    client.post(f"{at}hide/", {"hidden": "1"})
    assert "王阿姨" not in page(client, ref, 2)

    client.post(f"{at}hide/", {"hidden": "0"})
    assert "王阿姨" in page(client, ref, 2)


def test_why_there_will_be_no_talks_is_read_by_whoever_applied(client: Client, standing: Town) -> None:
    ref = registered(standing)
    said(standing, Verb.TURN_AWAY, ref, reason="法院已经立案")

    told = page(client, ref, 1)

    assert "这件事不能调解,可以走的路写在下面" in told
    assert "法院已经立案" in told
    assert "别的路,随时可以走" in told


def test_nothing_is_left_of_a_dispute_that_nobody_registered(client: Client, standing: Town) -> None:
    taken(standing)

    for tail in ("", "mine/", "applied/"):
        assert client.get(f"/t/ZZZZZZZZZZ/{tail}").status_code == 404
    assert Dispute.objects.count() == 1


def test_one_code_says_twenty_things_an_hour_and_may_always_leave(client: Client, standing: Town) -> None:
    ref = mediating(standing)
    for number in range(20):
        assert speak(client, ref, 1, "write", note=f"第 {number} 句").status_code == 302
    answer = speak(client, ref, 1, "write", note="再说一句")

    assert answer.status_code == 429
    assert "再说一句" in answer.content.decode(), "what was written is not lost"
    assert speak(client, ref, 1, "quit").status_code == 302
