"""A resident says it: words and a place, one page, no account."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.matters.models import Contact, Matter
from signin import signed_in
from town import Town

pytestmark = pytest.mark.django_db


def words(town: Town, **more: str) -> dict[str, str]:
    told = {"id": str(uuid4()), "text": "城隍庙广场北口井盖坏了", "area": town.chenghuang, "place": "北口"}
    return {**told, **more}


def test_words_and_a_place_are_enough(client: Client, standing: Town) -> None:
    answer = client.post("/", words(standing), follow=True)

    page = answer.content.decode()
    matter = Matter.objects.get()
    assert answer.status_code == 200
    assert matter.number in page
    assert re.search(r'class="code big" id="code">[0-9A-Z]{10}<', page)
    assert not Contact.objects.exists()


def test_a_point_alone_is_a_place(client: Client, standing: Town) -> None:
    point = standing.point()

    client.post("/", words(standing, area="", point=f"{point.lon},{point.lat}"))

    assert Matter.objects.get().area.startswith(standing.chenghuang)


def test_the_name_of_a_community_is_enough_where_no_script_runs(client: Client, standing: Town) -> None:
    client.post("/", words(standing, area="", area_words="城隍庙"))

    assert Matter.objects.get().area == standing.chenghuang


@pytest.mark.parametrize(
    ("language", "needed", "left"),
    [("zh-hans", "社区或村", "具体地点 (可不填)"), ("en", "Community or village", "Exact place (optional)")],
)
def test_no_field_for_the_place_says_that_it_may_be_left_empty_but_the_exact_one(
    client: Client, standing: Town, language: str, needed: str, left: str
) -> None:
    client.cookies["lx_language"] = language
    desk = signed_in(Client(), Person.objects.get(id=standing.liwangge.id))
    desk.cookies["lx_language"] = language
    for page in (client.get("/").content.decode(), desk.get("/matters/new/").content.decode()):
        assert _label(page, "id_area_words") == needed
        assert _label(page, "id_place") == left


def _label(page: str, field: str) -> str:
    label = re.search(rf'<label for="{field}">(.*?)</label>', page)
    assert label
    return re.sub("<[^>]*>", "", label[1])


def test_a_name_that_several_places_bear_offers_them(client: Client, standing: Town) -> None:
    answer = client.post("/", words(standing, area="", area_words="东街"))

    assert answer.status_code == 422
    assert answer.content.decode().count('type="radio" name="area"') > 1
    assert not Matter.objects.exists()


def test_pressing_twice_gives_the_same_code(client: Client, standing: Town) -> None:
    told = words(standing)
    first = client.post("/", told)["Location"]
    again = client.post("/", told)["Location"]

    assert again == f"{first}?again=1"
    assert Matter.objects.count() == 1
    assert "还是同一个码" in client.get(again).content.decode()


def test_changed_words_on_the_same_form_can_be_sent_as_another(client: Client, standing: Town) -> None:
    told = words(standing)
    client.post("/", told)
    answer = client.post("/", {**told, "text": "还有一件:路灯不亮"})

    page = answer.content.decode()
    assert answer.status_code == 422
    new = re.search(r'name="as_new" value="([0-9a-f-]{36})"', page)
    assert new
    assert "还有一件:路灯不亮" in page
    client.post("/", {**told, "text": "还有一件:路灯不亮", "as_new": new[1]})
    assert Matter.objects.count() == 2


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"text": ""}, "一句话就行"),
        ({"area": "", "place": ""}, "请告诉我们在哪里"),
        ({"area": "999999999999"}, "没有找到这个地方"),
        ({"phone": "call me"}, "这个电话好像不对"),
        ({"area": "", "point": "north"}, "读不出来"),
        ({"area": "", "point": "0.5,0.5"}, "不在我们负责的地方"),
        ({"text": "长" * 4001}, "4000"),
    ],
)
def test_what_is_wrong_is_said_and_no_word_is_lost(
    client: Client, standing: Town, fault: dict[str, str], sentence: str
) -> None:
    told = words(standing, **fault)
    answer = client.post("/", told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert told["text"] in page
    assert not Matter.objects.exists()


def test_places_are_found_by_name_and_by_point(client: Client, standing: Town) -> None:
    point = standing.point()

    by_name = client.get("/places/", {"q": "城隍庙"}).json()["places"]
    by_point = client.get("/places/", {"at": f"{point.lon},{point.lat}"}).json()["places"]

    assert by_name[0]["code"] == standing.chenghuang
    assert by_point[0]["name"].startswith("长治市潞州区东街街道城隍庙社区")
    assert client.get("/places/", {"at": "x"}).status_code == 422


def test_the_map_shows_our_own_boundaries(client: Client, standing: Town) -> None:
    features = client.get("/places/outlines/").json()["features"]

    assert "城隍庙社区" in {feature["properties"]["name"] for feature in features}


def test_without_a_place_the_field_that_can_name_one_is_marked_and_told_once(
    client: Client, standing: Town
) -> None:
    page = client.post("/", words(standing, area="", place="北口")).content.decode()

    assert page.count("请告诉我们在哪里") == 1
    assert re.search(r'name="area_words"[^>]*aria-invalid="true"', page)
    assert not re.search(r'name="place"[^>]*aria-invalid', page)


def test_the_receipt_and_the_progress_page_say_where_it_was_filed(client: Client, standing: Town) -> None:
    point = standing.point()
    told = words(standing, area="", point=f"{point.lon},{point.lat}", place="王记面馆门口")

    receipt = client.post("/", told, follow=True)
    progress = client.get(receipt.request["PATH_INFO"].removesuffix("said/"))

    for page in (receipt, progress):
        assert re.search(r"潞州区东街街道城隍庙社区第\d+网格 王记面馆门口", page.content.decode())
