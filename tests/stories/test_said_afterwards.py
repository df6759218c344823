"""After a change the page one lands on says that it is done, and where it matters what that means."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.org.exports import duty_list_csv
from lianxin.org.keeping import posts_of
from signin import signed_in
from town import CHENGHUANG, Town

SAID = re.compile(r'<p class="note kept" role="status"[^>]*>([^<]+)</p>')


@pytest.fixture
def town_now(town: Town) -> Town:
    town.now = clock.now()  # pages read the wall clock
    return town


@pytest.fixture
def keeper(town_now: Town) -> Client:
    return signed_in(Client(), accounts.find_person("wuguanli"))


@pytest.fixture
def security(town_now: Town) -> Client:
    return signed_in(Client(), accounts.find_person("anquan"))


def after(client: Client, address: str, told: object = None) -> str:
    """What the page says after this was sent."""
    answer = client.post(address, told or {}, follow=True)
    assert answer.status_code == 200
    found = SAID.findall(answer.content.decode())
    assert len(found) == 1, f"{address} says nothing afterwards, or too much: {found}"
    return str(found[0])


def test_what_is_done_to_a_unit(town_now: Town, keeper: Client) -> None:
    today = clock.local(town_now.now).date()
    unit = town_now.unit("urban_management")
    post = next(post for post in posts_of(unit, today) if post.kind == "handler")
    there = f"/units/{unit}/"

    founded = {"kind": "police_station", "name": "新所", "area": town_now.town, "valid_from": f"{today}"}
    assert "登记好了" in after(keeper, f"/units/new/?area={town_now.town}", founded)
    assert "名称和电话" in after(keeper, f"{there}rename/", {"name": "东街街道执法队"})
    assert "岗位设好了" in after(keeper, f"{there}open-post/", {"title": "内勤", "kind": "handler"})
    told = {"post": post.id, "username": "liwangge", "area": town_now.town, "starts_on": f"{today}"}
    assert "任命已经记下" in after(keeper, f"{there}appoint/", told)
    duty = next(one for row in posts_of(unit, today) for one in row.duties if one.username == "liwangge")
    assert "解除已经记下" in after(keeper, f"{there}relieve/", {"duty": duty.id, "ends_on": f"{today}"})
    assert "撤销已经记下" in after(keeper, f"{there}close/", {"valid_until": f"{today}"})


def test_what_is_done_to_categories_and_the_duty_list(keeper: Client) -> None:
    kept = {"code": "order.drones", "name": "无人机", "family": "event", "service": "ordinary"}
    assert "类别存好了" in after(keeper, "/categories/", kept)
    assert "已经停用" in after(keeper, "/categories/order.drones/retire/")

    table = SimpleUploadedFile("list.csv", duty_list_csv().encode())
    assert "已经导入" in after(keeper, "/duties/import/", {"file": table, "keep": "1"})


def test_what_is_done_to_the_calendar_and_to_times(keeper: Client) -> None:
    assert "这一天改好了" in after(keeper, "/calendar/2027/", {"day": "2027-03-03", "working": "0"})
    assert "改回了原来的样子" in after(keeper, "/calendar/2027/clear/", {"day": "2027-03-03"})
    assert "核对过了" in after(keeper, "/calendar/2031/confirm/")

    time = {"code": "ordinary", "name": "普通", "dispatch": "24", "dispatch_unit": "hours", "answer": "6"}
    time |= {"answer_unit": "days", "valid_from": "2199-01-01", "basis": "本地规定"}
    assert "新的时限记下了" in after(keeper, "/service-times/change/", time)
    assert "四级提醒改好了" in after(keeper, "/service-times/ladder/", _shares(keeper))


def _shares(keeper: Client) -> dict[str, str]:
    page = keeper.get("/service-times/").content.decode()
    codes = re.findall(r'<input[^>]* name="([a-z]+)"', page.split('action="/service-times/ladder/"')[1])
    return {code: str(70 + 40 * step) for step, code in enumerate(codes) if code != "csrfmiddlewaretoken"}


def test_what_is_done_to_grids(keeper: Client) -> None:
    assert "网格存好了" in after(keeper, f"/grids/{CHENGHUANG}/draw/", {"parts": "2"})


def test_what_is_done_to_an_account(security: Client, town_now: Town) -> None:
    person = accounts.find_person("liwangge")
    assert person is not None
    there, why = f"/people/{person.id}/", {"reason": "mistake"}

    assert "登记好了" in after(security, "/people/register/", {"username": "xinlai", "name": "新来的"})
    assert "锁住了" in after(security, f"{there}lock/", why)
    assert "可以登录了" in after(security, f"{there}unlock/", why)
    assert "重置了" in after(security, f"{there}reset/", why)
    assert "所有地方退出" in after(security, f"{there}end/", why)
    assert "新密码已经生效" in after(security, f"{there}password/", why)
    other = accounts.register("bie", "别的", None, "audit", by=SYSTEM, now=town_now.now)
    assert "免去" in after(security, f"/people/{other.id}/relieve/", why)


@pytest.mark.parametrize(
    ("address", "words"),
    [("/sign-out/", "已经退出"), ("/account/sign-out-everywhere/", "在所有地方退出")],
)
def test_who_goes_out_is_told_so_at_the_door(keeper: Client, address: str, words: str) -> None:
    assert words in after(keeper, address)


def test_an_address_cannot_make_the_page_say_what_it_likes(keeper: Client) -> None:
    for words in ("appoint2", "%3Cb%3E您的账号已被冻结", "rename%00"):
        assert not SAID.findall(keeper.get(f"/categories/?done={words}").content.decode())


Begins = Callable[[str, str], str]


@pytest.fixture
def begins(town_now: Town) -> Begins:
    """What a page shows first to one of the cast, before they have chosen a place."""

    def first(username: str, address: str) -> str:
        client = signed_in(Client(), accounts.find_person(username))
        return client.get(address, follow=True).content.decode()

    return first


@pytest.mark.parametrize("address", ["/duties/", "/units/", "/divisions/", "/grids/"])
def test_whoever_keeps_everything_begins_where_the_house_serves(begins: Begins, address: str) -> None:
    page = begins("wuguanli", address)

    assert "潞州区" in page
    assert "东街街道" in page
    assert "太原市" not in page


def test_a_grid_officer_begins_among_the_communities_of_the_town(begins: Begins) -> None:
    page = begins("liwangge", "/grids/")

    assert "东街街道的社区和村" in page
    assert f"/grids/{CHENGHUANG}/" in page


def test_from_where_one_begins_one_comes_to_everywhere(begins: Begins) -> None:
    assert "山西省" in begins("wuguanli", "/divisions/?area=")
    assert "长治市" in begins("wuguanli", "/grids/?area=14")


def test_the_list_of_matters_is_narrowed_by_the_places_of_the_house(begins: Begins) -> None:
    page = begins("wuguanli", "/matters/")

    assert '<option value="140403">潞州区' in page
    assert '<option value="11">' not in page


def test_an_area_is_chosen_by_its_name_where_the_unit_serves(begins: Begins, town_now: Town) -> None:
    committee = begins("wuguanli", f"/units/{town_now.unit('community_committee', CHENGHUANG)}/")
    office = begins("wuguanli", f"/units/{town_now.unit('platform_office', '')}/")

    assert f'<option value="{CHENGHUANG}001">' in committee
    assert '<option value="140403">潞州区</option>' in office
