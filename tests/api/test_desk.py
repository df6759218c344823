"""Those who serve, by their own token: the needle, lists, a matter, its verbs, a contact, oversight."""

from typing import Any

import pytest
from django.conf import LazySettings

from calling import Caller, partner_calls, person_calls, told
from lianxin.kernel.clock import local
from lianxin.matters import public as matters
from lianxin.matters.models import Movement, Reveal
from lianxin.matters.public import Ref
from lianxin.matters.web.api.shapes import BroughtGiven
from town import Town


def at(ref: Ref, tail: str = "") -> str:
    return f"/matters/{ref.county}/{ref.id}{tail}"


def test_the_needle_and_the_list_are_those_of_the_pages(town: Town) -> None:
    ref = town.reported()
    by = town.handler(ref)
    caller = person_calls(town, by)

    needle, listed = told(caller.get("/needle")), told(caller.get("/matters"))

    ours = matters.needle(by, now=town.now)
    groups = ("late", "today", "week", "to_verify", "later")
    assert needle["count"] == ours.count == 1
    assert [len(needle[name]) for name in groups] == [len(getattr(ours, name)) for name in groups]
    (card,) = listed["matters"]
    assert (card["id"], card["version"], card["verbs"][0]) == (str(ref.id), 2, "accept")


def test_every_filter_narrows_and_pages_follow_one_another(town: Town) -> None:
    for number in range(53):
        town.later(minutes=1).reported(f"第{number}个井盖坏了", category="facility.manhole")
    town.reported("路灯不亮", category="facility.streetlight")
    caller = person_calls(town, town.qianpaiqian)

    first = told(caller.get("/matters"))
    second = told(caller.get(f"/matters?after={first['next_after']}"))
    lights = told(caller.get("/matters?category=facility.streetlight"))["matters"]

    assert (len(first["matters"]), len(second["matters"]), second["next_after"]) == (50, 4, "")
    assert not {one["id"] for one in first["matters"]} & {one["id"] for one in second["matters"]}
    assert [one["text"] for one in lights] == ["路灯不亮"]
    assert told(caller.get("/matters?state=closed"))["matters"] == []
    assert len(told(caller.get(f"/matters?area={town.chenghuang}"))["matters"]) == 50
    for wrong in ("state=lost", "category=none", "after=torn", "area=x", "colour=red"):
        assert caller.get(f"/matters?{wrong}").status_code == 422, wrong


def test_a_matter_is_worked_from_the_first_step_to_the_last(town: Town) -> None:
    ref = town.reported()
    handler, officer = person_calls(town, town.handler(ref)), person_calls(town, town.liwangge)
    dispatcher = person_calls(town, town.qianpaiqian)
    course: list[tuple[Caller, str, dict[str, str]]] = [
        (handler, "accept", {}),
        (handler, "begin", {}),
        (handler, "finish", {"note": "换了新井盖"}),
        (officer, "verify", {"note": "去看过,好了"}),
        (dispatcher, "close", {}),
    ]
    for caller, verb, body in course:
        seen = caller.get(at(ref))
        answer = caller.post(at(ref, f"/verbs/{verb}"), body, If_Match=seen["ETag"])
        assert answer.status_code == 200, (verb, answer.content.decode())
        assert told(answer)["version"] == told(seen)["matter"]["version"] + 1

    assert matters.whereabouts(ref).state == "closed"


def test_whatever_a_verb_needs_can_be_brought(town: Town) -> None:
    needed = {need for step in matters.TABLE.steps for need in step.needs}

    assert needed <= BroughtGiven.model_fields.keys(), needed - BroughtGiven.model_fields.keys()


def test_a_dispatcher_shows_a_matter_to_anybody_and_says_a_second_yes_to_a_doubt(town: Town) -> None:
    ref, dispatcher = town.reported(), person_calls(town, town.qianpaiqian)
    body = {"words": "东街 12 号楼前井盖破损,正在换", "spot": True}

    doubted = dispatcher.post(at(ref, "/verbs/publish"), body, If_Match="*")
    shown = dispatcher.post(at(ref, "/verbs/publish"), {**body, "sure": ["house"]}, If_Match="*")

    assert (doubted.status_code, list(told(doubted)["errors"])) == (422, ["sure"])
    assert shown.status_code == 200, shown.content.decode()
    (row,) = matters.publicity.rows(matters.publicity.Sought())[0]
    assert row.words == body["words"]


def test_whoever_has_seen_an_older_state_is_told_so_and_nothing_moves(town: Town) -> None:
    ref = town.reported()
    caller = person_calls(town, town.handler(ref))
    seen = caller.get(at(ref))["ETag"]
    caller.post(at(ref, "/verbs/accept"), {}, If_Match=seen)

    late = caller.post(at(ref, "/verbs/begin"), {}, If_Match=seen)

    assert (late.status_code, told(late)["type"]) == (412, "urn:lianxin:moved_on")
    assert matters.whereabouts(ref).state == "accepted"
    assert caller.post(at(ref, "/verbs/begin"), {}).status_code == 428
    assert caller.post(at(ref, "/verbs/begin"), {}, If_Match="7").status_code == 422
    assert caller.post(at(ref, "/verbs/begin"), {}, If_Match='"v3"').status_code == 200
    assert caller.post(at(ref, "/verbs/finish"), {"note": "好了"}, If_Match="*").status_code == 200


def test_who_may_not_see_it_learns_nothing_also_by_a_wrong_version(town: Town) -> None:
    ref = town.reported()
    outsider = person_calls(town, town.wailai)
    nobodys = Ref(ref.county, town.liwangge.id)  # type: ignore[arg-type]

    for tail, body, heads in (
        ("/verbs/accept", {}, {"If_Match": '"v1"'}),
        ("/verbs/accept", {}, {"If_Match": "*"}),
        ("/contact", {"reason": "想看看"}, {}),
    ):
        there, absent = (outsider.post(at(one, tail), body, **heads) for one in (ref, nobodys))
        assert there.status_code == absent.status_code == 404
        assert there.content == absent.content
    there, absent = outsider.get(at(ref)), outsider.get(at(nobodys))
    assert (there.status_code, there.content) == (404, absent.content)


def test_a_look_at_a_contact_is_written_down_and_never_kept_for_a_resend(town: Town) -> None:
    ref = town.reported(phone="13800001234")
    caller = person_calls(town, town.handler(ref))

    first = caller.post(at(ref, "/contact"), {"reason": "约上门时间"}, Idempotency_Key="look-1")
    again = caller.post(at(ref, "/contact"), {"reason": "约上门时间"}, Idempotency_Key="look-1")

    assert told(first) == {"name": "", "phone": "13800001234"}
    assert (again.status_code, told(again)["type"]) == (409, "urn:lianxin:not_now")
    assert Reveal.objects.count() == 1
    assert told(caller.get(at(ref)))["looks"][0]["reason"] == "约上门时间"
    assert told(caller.get(at(ref)))["contact"] == ["phone"]


def test_looks_are_bounded_as_on_the_page(town: Town, settings: LazySettings) -> None:
    settings.LOOKS_PER_HOUR = 1
    ref = town.reported(phone="13800001234")
    caller = person_calls(town, town.handler(ref))
    caller.post(at(ref, "/contact"), {"reason": "约上门时间"})

    answer = caller.post(at(ref, "/contact"), {"reason": "再看一次"})

    assert answer.status_code == 429
    assert Reveal.objects.count() == 1


def test_oversight_counts_by_cause_and_never_by_person(town: Town) -> None:
    town.reported()
    town.later(days=30)
    caller = person_calls(town, town.zhouzhuren)

    found = told(caller.get(f"/oversight/{town.county}"))

    late = next(cause for cause in found["causes"] if cause["code"] == "late")
    assert (found["open"], late["count"], len(found["matters"])) == (1, 1, 1)
    assert caller.get(f"/oversight/{town.county}?cause=none").status_code == 422
    assert person_calls(town, town.zhaojing).get(f"/oversight/{town.county}").status_code == 403


def test_an_outside_system_is_not_somebody_who_serves(town: Town, hotline: Caller) -> None:
    ref = town.reported()

    for path in ("/needle", "/matters", at(ref), f"/oversight/{town.county}", "/messages"):
        assert hotline.get(path).status_code == 403, path


def test_a_token_acts_as_its_owner_and_ends_with_their_duty(town: Town) -> None:
    ref = town.reported()
    by = town.handler(ref)
    caller = person_calls(town, by)
    assert caller.get(at(ref)).status_code == 200

    town.later(days=1)
    end_duties(by.id, town)

    assert caller.get(at(ref)).status_code == 404
    assert told(caller.get("/needle"))["count"] == 0


def end_duties(person: Any, town: Town) -> None:
    from lianxin.org.models import Duty

    Duty.objects.filter(person_id=person).update(ends_on=local(town.now).date())


@pytest.mark.parametrize(
    "body",
    [{"unit": "not-an-id"}, {"until": "2026-13-45"}, {"note": "x" * 2001}, {"step": "red"}, {"into": 5}],
)
def test_what_cannot_be_read_is_named(town: Town, body: dict[str, Any]) -> None:
    ref = town.handling()
    caller = person_calls(town, town.handler(ref))

    answer = caller.post(at(ref, "/verbs/finish"), body, If_Match="*")

    assert answer.status_code == 422
    assert set(told(answer)["errors"]) == set(body)
    assert Movement.objects.filter(verb="finish").count() == 0


def test_a_token_with_few_scopes_does_little(town: Town) -> None:
    ref = town.reported(phone="13800001234")
    caller = person_calls(town, town.handler(ref), "matters:read")

    assert caller.get(at(ref)).status_code == 200
    for tail, body in (("/verbs/accept", {}), ("/contact", {"reason": "约时间"})):
        answer = caller.post(at(ref, tail), body, If_Match="*")
        assert (answer.status_code, told(answer)["type"]) == (403, "urn:lianxin:scope_missing")
    assert partner_calls(town, "commons:read").post("/reports", {}).status_code == 403
