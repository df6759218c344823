"""The pages of those who serve."""

import re
from collections.abc import Callable
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.matters import public as matters
from lianxin.matters.lifecycle import OF_ITSELF
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb
from lianxin.matters.web.units import Offer
from lianxin.matters.web.verbforms import forms_for
from lianxin.matters.web.wording import AFTER, HAPPENED
from lianxin.org import public as org
from town import Town

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


def at(ref: Ref) -> str:
    return f"/matters/{ref.county}/{ref.id}/"


def test_three_taps_finish_an_ordinary_case(standing: Town, as_: As) -> None:
    ref = standing.reported()
    handler = as_(standing.handler(ref))
    assert "签收并开始" in handler.get("/needle/").content.decode()

    handler.post(f"{at(ref)}accept/", {"begin": "1", "next": "/needle/"})
    # The second tap opens the row; the third is one of its ready sentences.
    row = handler.get("/needle/").content.decode()
    assert 'name="quick" value="已修好,可以正常使用。"' in row
    answer = handler.post(f"{at(ref)}finish/", {"quick": "已修好,可以正常使用。", "next": "/needle/"})

    assert answer["Location"] == "/needle/?done=finish"
    assert Matter.objects.get().state == "handled"


def test_an_empty_needle_says_what_would_be_here(standing: Town, as_: As) -> None:
    assert "现在没有等您办的事" in as_(standing.zhaojing).get("/needle/").content.decode()


def test_the_matter_says_why_it_came_and_what_each_button_does(standing: Town, as_: As) -> None:
    ref = standing.reported()

    page = as_(standing.handler(ref)).get(at(ref)).content.decode()

    assert "责任清单第" in page
    assert "时限从收到那天算起" in page
    assert "退回派遣员" in page
    assert "verb-close" not in page


def test_an_outsider_finds_nothing_in_the_same_words_as_for_what_is_not(standing: Town, as_: As) -> None:
    ref = standing.reported()
    outsider = as_(standing.wailai)

    real, unreal = outsider.get(at(ref)), outsider.get(at(Ref(ref.county, uuid4())))

    assert (real.status_code, unreal.status_code) == (404, 404)
    assert "没有这件事,或者它不归您看。" in real.content.decode()
    assert _bare(real) == _bare(unreal)


def _bare(answer: HttpResponse) -> str:
    """The page without what differs between any two: its own address and its tokens."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_a_stranger_is_led_to_the_door_and_back(client: Client, standing: Town) -> None:
    ref = standing.reported()

    assert unquote(client.get(at(ref))["Location"]) == f"/sign-in/?next={at(ref)}"


def test_sending_back_without_a_unit_keeps_the_words(standing: Town, as_: As) -> None:
    ref = standing.accepted()

    answer = as_(standing.handler(ref)).post(f"{at(ref)}send_back/", {"reason": "这是燃气的井盖"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这是燃气的井盖" in page
    assert "<option value=" in page
    assert Matter.objects.get().state == "accepted"


def test_sending_back_with_a_unit_goes_through(standing: Town, as_: As) -> None:
    ref = standing.accepted()
    right = standing.unit("police_station")

    as_(standing.handler(ref)).post(f"{at(ref)}send_back/", {"reason": "不是我们的", "unit": str(right)})

    assert Matter.objects.get().bounces == 1


def test_a_contact_is_shown_only_with_a_reason(standing: Town, as_: As) -> None:
    ref = standing.handling(phone="13800001234")
    handler = as_(standing.handler(ref))

    assert "13800001234" not in handler.get(at(ref)).content.decode()
    refused = handler.post(f"{at(ref)}contact/", {"reason": ""})
    assert refused.status_code == 422
    assert "13800001234" not in refused.content.decode()


def test_a_grid_officer_takes_one_down_for_a_resident(standing: Town, as_: As) -> None:
    told = {
        "id": str(uuid4()),
        "text": "楼道灯坏了",
        "area": standing.chenghuang,
        "channel": "visit",
        "category": "facility.streetlight",
    }

    page = as_(standing.liwangge).post("/matters/new/", told, follow=True).content.decode()

    matter = Matter.objects.get()
    assert (matter.channel, matter.category) == ("visit", "facility.streetlight")
    assert matter.reporter == standing.liwangge.id
    assert "给居民的查询码" in page
    assert matters.resident_code(matter.id) in page


def test_the_list_shows_what_one_may_see_and_narrows_it(standing: Town, as_: As) -> None:
    accepted, reported = standing.accepted(), standing.reported("楼道灯坏了")
    overseer = as_(standing.zhouzhuren)

    everything = overseer.get("/matters/").content.decode()
    some = overseer.get("/matters/", {"state": "accepted", "area": standing.town}).content.decode()

    assert all(str(ref.id) in everything for ref in (accepted, reported))
    assert str(accepted.id) in some
    assert str(reported.id) not in some
    assert str(accepted.id) not in as_(standing.wailai).get("/matters/").content.decode()


def test_a_list_of_what_does_not_exist_is_refused_in_words(standing: Town, as_: As) -> None:
    answer = as_(standing.zhouzhuren).get("/matters/", {"state": "lost"})

    assert answer.status_code == 422
    assert "没有这一种状态" in answer.content.decode()


def test_oversight_goes_by_cause_and_unit_and_never_by_person(standing: Town, as_: As) -> None:
    ref = standing.handling()
    standing.later(days=30)

    page = as_(standing.zhouzhuren).get("/oversight/140403/").content.decode()

    assert "超时:按单位(共 1 件)" in page
    assert "郑队员" not in page
    assert str(ref.id) in page


def test_oversight_leads_to_the_widest_area_that_is_mine(standing: Town, as_: As) -> None:
    assert as_(standing.zhouzhuren).get("/oversight/")["Location"] == "/oversight/140403/"
    assert as_(standing.zhaojing).get("/oversight/").status_code == 403


@pytest.mark.usefixtures("warm")
def test_a_dispatcher_compares_in_a_bounded_number_of_statements(standing: Town, as_: As) -> None:
    standing.reported()
    address, desk = at(standing.reported("北口的窨井盖裂了")), as_(standing.qianpaiqian)
    desk.get(address)

    with CaptureQueriesContext(connection) as statements:
        assert "并到那一件" in desk.get(address).content.decode()

    assert len(statements) <= 18


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    "address", ["/needle/", "matter", "/oversight/140403/", "/matters/new/", "/matters/"]
)
def test_no_page_takes_more_than_twelve_statements(standing: Town, as_: As, address: str) -> None:
    refs = [standing.handled(), standing.accepted(), standing.reported()]
    viewer = as_(standing.zhouzhuren if "oversight" in address else standing.liwangge)
    address = at(refs[0]) if address == "matter" else address
    viewer.get(address)

    with CaptureQueriesContext(connection) as statements:
        assert viewer.get(address).status_code == 200

    assert len(statements) <= 12, [statement["sql"].split(" FROM ")[-1][:60] for statement in statements]


def offered(page: str, verb: str) -> list[str]:
    """The units in the list of one verb's form, in order."""
    chosen = re.search(rf'<select name="unit"[^>]*id="{verb}_unit".*?</select>', page, re.DOTALL)
    assert chosen, f"no list of units for {verb}"
    return re.findall(r'<option value="[0-9a-f-]{36}"[^>]*>([^<]+)<', chosen[0])


def test_a_unit_is_offered_where_it_could_be_chosen_and_first_where_the_list_names_it(
    standing: Town, as_: As
) -> None:
    ref = standing.reported()
    unit = matters.whereabouts(ref).unit
    mine = next(card.name for card in org.units_in(standing.county[:4]) if card.id == unit)

    back = offered(as_(standing.handler(ref)).get(at(ref)).content.decode(), "send_back")
    desk = as_(standing.qianpaiqian).get(at(ref)).content.decode()

    today, manhole = standing.now.date(), "facility.manhole"
    found = [org.leads_at(manhole, standing.chenghuang, tier, on=today) for tier in (12, 9, 6)]
    leads = [lead.unit_name for leads in found for lead in leads]
    assert mine in leads
    assert mine not in back
    assert back[: len(leads) - 1] == [name for name in leads if name != mine]
    assert 'id="hand_down_unit"' not in desk, "the only one that leads has it: there is nobody below"


def test_what_was_done_says_who_is_next_and_by_when(standing: Town, as_: As) -> None:
    ref = standing.reported()

    page = as_(standing.handler(ref)).post(f"{at(ref)}accept/", follow=True).content.decode()

    assert "已经签收。接着由本单位的经办人开始处理。" in page
    assert re.search(r"答应给报事人回话的时间:\d+月\d+日", page)


def test_every_verb_has_its_sentence_and_its_past(standing: Town) -> None:
    theirs = {Verb.APPEAL, *OF_ITSELF}  # spoken by residents, or by nobody's button

    assert set(AFTER) == set(Verb) - theirs
    assert set(HAPPENED) == set(Verb)


def test_the_record_tells_history_in_english_too(standing: Town, as_: As) -> None:
    ref = standing.accepted()
    client = as_(standing.handler(ref))
    client.cookies["lx_language"] = "en"

    page = client.get(at(ref)).content.decode()

    path = page[page.index('class="path"') :]
    assert all(f">{word}<" in path for word in ("Reported", "Routed", "Accepted"))
    assert ">Route<" not in path


def test_the_list_says_when_each_was_received(standing: Town, as_: As) -> None:
    standing.reported()

    page = as_(standing.zhouzhuren).get("/matters/").content.decode()

    assert f"{local(standing.now):%Y-%m-%d} 收到" in page


def test_who_takes_it_down_is_asked_what_was_seen(standing: Town, as_: As) -> None:
    page = as_(standing.liwangge).get("/matters/new/").content.decode()

    assert "看到、听到了什么?" in page
    assert "您想说什么?" not in page


def test_whom_to_ring_stands_on_a_page_and_the_call_is_written_down(standing: Town, as_: As) -> None:
    ref = standing.closed(phone="13800001234")
    standing.speak(Verb.RATE, ref, standing.resident(ref), level="1", reason="又翘起来了")
    dispatcher = as_(standing.qianpaiqian)

    page = dispatcher.get("/follow-ups/").content.decode()
    assert "又翘起来了" in page
    assert "非常不满意" in page
    path, call = f"/matters/{ref.county}/{ref.id}/", {"result": "agreed", "reason": "说清了"}
    refused = dispatcher.post(f"{path}follow_up/", call)
    assert refused.status_code == 403
    assert "写明原因看电话" in refused.content.decode()
    dispatcher.post(f"{path}contact/", {"reason": "回访"})
    spoken = dispatcher.post(f"{path}follow_up/", call)

    assert spoken.status_code == 302
    assert "又翘起来了" not in dispatcher.get("/follow-ups/").content.decode()
    assert as_(standing.liwangge).get("/follow-ups/").status_code == 403


def test_a_visit_is_ticked_where_nobody_was_rung(standing: Town, as_: As) -> None:
    ref = standing.closed(phone="13800001234")
    standing.speak(Verb.RATE, ref, standing.resident(ref), level="1")
    dispatcher, path = as_(standing.qianpaiqian), f"/matters/{ref.county}/{ref.id}/"
    assert "报事人自己来过或打来过" in dispatcher.get(path).content.decode()

    dispatcher.post(f"{path}follow_up/", {"result": "agreed", "reason": "说清了", "came": "on"})

    assert "报事人自己来的、打来的" in dispatcher.get(path).content.decode()
    assert "您自己来的、打来的" in Client().get(f"/p/{standing.told[-1].code}/").content.decode()


def test_a_verb_with_nobody_to_go_to_is_no_form() -> None:
    verbs = [Verb.HAND_DOWN, Verb.DECLINE]

    assert [form.verb for form in forms_for(verbs, offers={})] == [Verb.DECLINE]
    offers = {Verb.HAND_DOWN: Offer(others=((uuid4(), "城隍庙社区居委会"),))}
    assert [form.verb for form in forms_for(verbs, offers=offers)] == verbs
