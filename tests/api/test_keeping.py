"""What the keeper keeps, by token: the pages' own actions, refused to everybody else by the matrix."""

from datetime import timedelta

import pytest

from calling import Caller, person_calls, told
from lianxin.deadlines import public as deadlines
from lianxin.kernel.clock import local
from lianxin.org import public as org
from lianxin.territory import public as territory
from town import Town


@pytest.fixture
def keeper(town: Town) -> Caller:
    return person_calls(town, town.wuguanli)


def day(town: Town, later: int = 0) -> str:
    return (local(town.now).date() + timedelta(days=later)).isoformat()


def test_a_unit_is_founded_gets_a_post_and_somebody_in_it(town: Town, keeper: Caller) -> None:
    unit = {"kind": "police_station", "name": "南街派出所", "area": town.town, "valid_from": day(town)}
    made = keeper.post("/units", unit)
    id_ = told(made)["id"]
    post = told(keeper.post(f"/units/{id_}/posts", {"title": "社区民警", "kind": "handler"}))["id"]
    term = {"post": post, "username": "liwangge", "area": town.town, "starts_on": day(town)}

    appointed = keeper.post(f"/units/{id_}/appoint", term)

    assert (made.status_code, appointed.status_code) == (201, 200)
    assert "handler" in {held.kind for held in org.held(town.liwangge, on=local(town.now).date())}
    shown = told(keeper.get(f"/units/{id_}"))
    assert shown["posts"][0]["duties"][0]["username"] == "liwangge"
    assert "南街派出所" in {one["name"] for one in told(keeper.get(f"/units?area={town.town}"))["units"]}
    duty = shown["posts"][0]["duties"][0]["id"]
    assert keeper.post(f"/units/{id_}/relieve", {"duty": duty, "ends_on": day(town)}).status_code == 200
    assert keeper.post(f"/units/{id_}/rename", {"name": "南街所"}).status_code == 200
    assert keeper.post(f"/units/{id_}/close", {"valid_until": day(town, 9)}).status_code == 200


def test_sent_again_under_its_key_a_unit_is_founded_once(town: Town, keeper: Caller) -> None:
    unit = {"kind": "police_station", "name": "南街派出所", "area": town.town, "valid_from": day(town)}

    answers = [keeper.post("/units", unit, Idempotency_Key="found-1") for _time in range(2)]

    assert answers[0].content == answers[1].content
    assert keeper.post("/units", unit).status_code == 409


def test_nobody_appoints_themselves(town: Town, keeper: Caller) -> None:
    unit = town.unit("police_station")
    post = told(keeper.post(f"/units/{unit}/posts", {"title": "民警", "kind": "handler"}))["id"]
    term = {"post": post, "username": "wuguanli", "area": town.town, "starts_on": day(town)}

    assert keeper.post(f"/units/{unit}/appoint", term).status_code == 403


def test_the_catalogue_grows_and_shrinks(town: Town, keeper: Caller) -> None:
    kind = {"code": "facility.sign", "name": "路牌", "name_en": "Street sign", "service": "ordinary"}

    assert keeper.post("/categories", kind).status_code == 200
    assert "facility.sign" in {one["code"] for one in told(keeper.get("/categories"))["categories"]}
    assert keeper.post("/categories/facility.sign/retire", {}).status_code == 200
    assert "facility.sign" not in {one["code"] for one in told(keeper.get("/categories"))["categories"]}
    assert keeper.post("/categories/facility.sign/retire", {}).status_code == 409
    assert keeper.post("/categories", {**kind, "code": "Bad Code"}).status_code == 422


def test_a_new_name_leaves_a_kind_of_public_space_as_it_is(keeper: Caller) -> None:
    def public() -> bool:
        listed = told(keeper.get("/categories"))["categories"]
        return next(bool(one["public"]) for one in listed if one["code"] == "facility.manhole")

    kind = {"code": "facility.manhole", "name": "井盖和井圈", "service": "emergency"}
    assert public()

    assert keeper.post("/categories", kind).status_code == 200
    assert public(), "everything of this kind vanished from the public board"
    assert keeper.post("/categories", {**kind, "public": False}).status_code == 200
    assert not public()


def test_the_calendar_the_times_and_the_ladder(town: Town, keeper: Caller) -> None:
    assert keeper.post("/calendar/days", {"day": "2026-12-05", "working": True}).status_code == 200
    year = told(keeper.get("/calendar/2026"))
    changed = next(one for one in year["days"] if one["day"] == "2026-12-05")
    assert (changed["working"], changed["special"]) == (True, True)
    assert keeper.post("/calendar/days/clear", {"day": "2026-12-05"}).status_code == 200
    assert keeper.post("/calendar/days/clear", {"day": "2026-12-05"}).status_code == 409
    assert keeper.post("/calendar/2027/confirm", {}).status_code == 200
    assert keeper.get("/calendar/1850").status_code == 422

    new = {
        "code": "ordinary",
        "name": "普通",
        "dispatch_minutes": 30,
        "basis": "试",
        "valid_from": "2027-01-01",
    }
    assert keeper.post("/service-times", {**new, "answer_workdays": 3}).status_code == 200
    assert keeper.post("/service-times", new).status_code == 422
    assert "2027-01-01" in {row["valid_from"] for row in told(keeper.get("/service-times"))["history"]}

    top = told(keeper.get("/ladder"))["steps"][-1]
    assert keeper.post("/ladder", {"shares": {top["code"]: top["after_percent"] + 1}}).status_code == 200
    assert deadlines.ladder()[-1].after_percent == top["after_percent"] + 1
    assert keeper.post("/ladder", {"shares": {"none": 5}}).status_code == 422


def test_grids_are_drawn_and_read(town: Town, keeper: Caller) -> None:
    drawn = told(keeper.post(f"/grids/{town.chenghuang}/draw", {"parts": 3}))

    assert [grid["code"] for grid in drawn["grids"]] == [
        grid.code for grid in territory.grids_of(town.chenghuang)
    ]
    assert told(keeper.get(f"/grids/{town.chenghuang}")) == drawn
    assert keeper.get("/grids/140403999999").status_code == 404


def test_places_divisions_maps_and_the_duty_list_are_read(
    town: Town, keeper: Caller, hotline: Caller
) -> None:
    assert told(hotline.get("/places?q=城隍庙"))["places"][0]["code"] == town.chenghuang
    point = town.point()
    at = f"/places?at={point.lon},{point.lat}"
    assert len(told(hotline.get(at))["places"][0]["code"]) == 12
    assert len(told(keeper.get(at))["places"][0]["code"]) == 15
    assert hotline.get("/places?at=here").status_code == 422
    assert {row["tier"] for row in told(hotline.get("/divisions?area=140403"))["divisions"]} == {9}
    assert told(hotline.get("/divisions/140403001"))["full_name"] == "长治市潞州区东街街道"
    assert hotline.get("/divisions/999999").status_code == 404
    county = hotline.get("/maps/140403")
    assert county["Content-Type"] == "application/geo+json"
    assert hotline.get("/maps/140403", If_None_Match=county["ETag"]).status_code == 304
    asked = f"/duty-list/lead?category=facility.manhole&area={town.chenghuang}"
    assert told(hotline.get(asked))["unit_name"]
    assert told(hotline.get("/duty-list/lead?category=none&area=140403"))["reason"]
    rows = told(hotline.get(f"/duty-list?area={town.county}"))["rows"]
    assert {row["category"] for row in rows} >= {"facility", "facility.manhole"}


def test_messages_reach_whoever_serves_in_the_unit(town: Town) -> None:
    ref = town.reported()
    caller = person_calls(town, town.handler(ref))

    (message,) = told(caller.get("/messages"))["messages"]

    assert message["subject"] == f"matter:{ref.id}"
    assert "井盖坏了" not in message["words"]


def test_what_could_not_be_sent_is_the_keepers_to_send_again(town: Town, keeper: Caller) -> None:
    from lianxin.notices.models import Message

    town.reported(phone="13800001234")
    row = Message.objects.get(channel="file")
    Message.objects.filter(county=row.county, id=row.id).update(given_up_at=town.now, tries=9, fault="gone")

    lost = told(keeper.get("/messages/undelivered"))["messages"]

    assert [one["id"] for one in lost] == [str(row.id)]
    assert "13800001234" not in str(lost)
    path = f"/messages/{row.county}/{row.id}/again"
    assert keeper.post(path, {}).status_code == 200
    assert keeper.post(path, {}).status_code == 404


def test_one_learns_who_one_is(town: Town, hotline: Caller) -> None:
    officer = told(person_calls(town, town.liwangge, "matters:read").get("/me"))

    assert (officer["partner"], officer["scopes"]) == (False, ["matters:read"])
    assert officer["duties"][0]["kind"] == "grid_officer"
    system = told(hotline.get("/me"))
    assert (system["name"], system["partner"], system["areas"]) == ("市热线", True, [town.county])
