"""「附近已有 3 人说过同一件事」: shown while one writes, joined by choice, and telling nothing of who."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.models import Apart, Matter
from lianxin.matters.public import Ref, Verb
from lianxin.notices.models import Message
from town import Town

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]
AGAIN = "广场北边那个窨井盖裂了,踩上去直晃"


def asked(client: Client, town: Town, text: str = AGAIN, **more: str) -> str:
    told = {"text": text, "area": town.chenghuang, **more}
    return client.post("/before/", told).content.decode()


def token(page: str) -> str:
    return re.findall(r'name="join" value="([^"]+)"', page)[0]


def words(town: Town, **more: str) -> dict[str, str]:
    return {"id": str(uuid4()), "text": AGAIN, "area": town.chenghuang, **more}


def test_a_resident_reads_that_it_was_said_and_no_word_of_it(client: Client, standing: Town) -> None:
    standing.reported("城隍庙广场北口井盖坏了,王阿姨差点摔着", place="广场北口", phone="13800001234")
    standing.later(hours=2)

    page = asked(client, standing)

    assert "附近已有 1 人说过同一件事" in page
    assert "井盖缺失或破损" in page
    assert "2 小时前" in page
    for secret in ("王阿姨", "北口", "1380", standing.told[0].number, str(standing.told[0].ref.id)):
        assert secret not in page


def test_of_several_it_asks_which_and_counts_no_one_twice(client: Client, standing: Town) -> None:
    standing.reported()
    standing.reported()

    page = asked(client, standing)

    assert "附近有 2 件差不多的事" in page
    assert "人说过同一件事" not in page


def test_joining_keeps_an_own_report_with_an_own_code(client: Client, standing: Town) -> None:
    lead = standing.reported()

    answer = client.post("/", words(standing, join=token(asked(client, standing))), follow=True)

    mine = Matter.objects.exclude(id=lead.id).get()
    assert (mine.state, mine.merged_into, mine.text) == ("merged", lead.id, AGAIN)
    assert "已经并在一起办" in answer.content.decode()
    assert matters.resident_code(mine.id) in answer.content.decode()
    assert not Message.objects.filter(key__contains=str(mine.id), channel="desk").exists()


def test_sent_twice_it_is_joined_once(client: Client, standing: Town) -> None:
    standing.reported()
    told = words(standing, join=token(asked(client, standing)))

    first, second = (client.post("/", told)["Location"] for _ in range(2))

    assert second == f"{first}?again=1"
    assert Matter.objects.count() == 2


def test_what_ended_meanwhile_is_not_joined_and_the_report_stands(client: Client, standing: Town) -> None:
    lead = standing.reported()
    told = words(standing, join=token(asked(client, standing)))
    standing.speak(Verb.WITHDRAW, lead, standing.resident(lead))

    answer = client.post("/", told, follow=True)

    mine = Matter.objects.exclude(id=lead.id).get()
    assert mine.state == "routed"
    assert "您这一件照常单独办" in answer.content.decode()
    assert Message.objects.filter(key__contains=str(mine.id), channel="desk").exists()


@pytest.mark.parametrize("forged", ["x", "A" * 120, "", "é", "a" * 5000])
def test_a_forged_word_joins_nothing_and_loses_nothing(client: Client, standing: Town, forged: str) -> None:
    lead = standing.reported()

    client.post("/", words(standing, join=forged))

    assert Matter.objects.exclude(id=lead.id).get().state == "routed"


def test_an_old_suggestion_joins_nothing(client: Client, standing: Town) -> None:
    standing.reported()
    told = words(standing, join=token(asked(client, standing)))
    standing.later(hours=2)

    assert "照常单独办" in client.post("/", told, follow=True).content.decode()


def test_without_a_script_the_next_page_offers_it(client: Client, standing: Town) -> None:
    lead = standing.reported()
    page = client.post("/", words(standing), follow=True)
    mine = Matter.objects.exclude(id=lead.id).get()

    code = matters.resident_code(mine.id)
    answer = client.post(f"/p/{code}/join/", {"join": token(page.content.decode())}, follow=True)

    assert "已经并在一起办" in answer.content.decode()


def test_saying_that_it_is_another_leaves_it_alone(client: Client, standing: Town) -> None:
    standing.reported()
    client.post("/", words(standing))
    code = matters.resident_code(Matter.objects.order_by("received_at", "id").last().id)

    client.post(f"/p/{code}/join/", {"join": ""})

    assert not Matter.objects.filter(state="merged").exists()


@pytest.mark.parametrize(
    "text", ["隔壁两口子又在打架吵闹", "楼上邻居漏水不肯赔钱", "物业收费不合理不给开票", "坏了", ""]
)
def test_of_persons_homes_and_quarrels_nothing_is_told(client: Client, standing: Town, text: str) -> None:
    for _ in range(3):
        standing.reported(text or "井盖坏了")

    assert asked(client, standing, text).strip() == ""


def test_nobody_joins_by_a_number(client: Client, standing: Town) -> None:
    standing.reported()
    mine = standing.reported(AGAIN)
    number = standing.told[0].number

    answer = client.post(f"/p/{matters.resident_code(mine.id)}/merge/", {"into": number, "reason": "同一件"})

    assert answer.status_code == 403
    assert Matter.objects.get(id=mine.id).state == "routed"


def test_who_asks_too_often_waits_and_can_still_say_it(
    client: Client, standing: Town, settings: LazySettings
) -> None:
    settings.ASKED_BEFORE_PER_HOUR = 3
    standing.reported()
    told = [
        client.post("/before/", {"text": AGAIN, "area": standing.chenghuang}).status_code for _ in range(4)
    ]

    assert told == [200, 200, 200, 429]
    assert client.post("/", words(standing)).status_code == 302


def test_a_dispatcher_sees_both_side_by_side_and_merges_with_one_tap(standing: Town, as_: As) -> None:
    lead = standing.reported()
    mine = standing.later(minutes=20).reported(AGAIN)
    desk = as_(standing.qianpaiqian)

    page = desk.get(at_(mine)).content.decode()
    assert "像是同一件" in page
    assert "前后差 20 分钟" in page
    into = re.findall(r'name="into" value="([0-9A-Z-]+)"', page)[0]
    desk.post(f"{at_(mine)}merge/", {"into": into, "reason": "同一个社区 · 说的是同一类"})

    assert Matter.objects.get(id=mine.id).merged_into == lead.id
    told = as_(standing.handler(lead)).get(at_(lead)).content.decode()
    assert "2 人报过" in told
    assert AGAIN in told


def at_(ref: Ref) -> str:
    return f"/matters/{ref.county}/{ref.id}/"


def test_another_is_said_once_and_not_suggested_again(standing: Town, as_: As) -> None:
    lead = standing.reported()
    mine = standing.reported(AGAIN)
    desk = as_(standing.qianpaiqian)

    answer = desk.post(f"{at_(mine)}another/{lead.id}/", follow=True)

    assert "这两件不再提示" in answer.content.decode()
    assert ">并到那一件<" not in answer.content.decode()
    assert ">并到那一件<" not in desk.get(at_(lead)).content.decode()
    assert Apart.objects.count() == 1


def test_only_a_dispatcher_says_so_and_an_outsider_finds_nothing(standing: Town, as_: As) -> None:
    lead, mine = standing.reported(), standing.reported(AGAIN)
    path = f"{at_(mine)}another/{lead.id}/"

    assert as_(standing.wailai).post(path).status_code == 404
    assert as_(standing.qianpaiqian).post(f"{at_(mine)}another/{uuid4()}/").status_code == 404
    assert as_(standing.liwangge).post(path).status_code == 403
    assert not Apart.objects.exists()


def test_a_grid_officer_is_shown_nothing_to_merge(standing: Town, as_: As) -> None:
    standing.reported()
    mine = standing.reported(AGAIN)

    assert ">并到那一件<" not in as_(standing.liwangge).get(at_(mine)).content.decode()
