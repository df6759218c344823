"""An outside system says a thing for a resident, and the resident's code does the rest."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings

from calling import Caller, partner_calls, person_calls, told
from lianxin.matters import public as matters
from lianxin.matters.models import Contact, Intake, Matter
from town import Town


def report(town: Town, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "text": "广场北口井盖坏了", "area": town.chenghuang, **more}


def test_a_report_by_the_api_is_the_same_matter_as_by_the_page(town: Town, hotline: Caller) -> None:
    sent = report(town, place="北口", phone="13800001234", name="王阿姨")

    answer = hotline.post("/reports", sent)

    found = told(answer)
    assert answer.status_code == 201
    matter = Matter.objects.get()
    assert (found["number"], found["again"], found["matter"]) == (matter.number, False, None)
    assert (matter.channel, matter.place, matter.reporter) == ("api", "北口", None)
    assert Contact.objects.get().sealed_phone
    assert matters.progress(found["code"], now=town.now).number == matter.number


def test_sent_again_it_is_the_same_and_with_other_words_it_is_refused(town: Town, hotline: Caller) -> None:
    sent = report(town)
    first, second = hotline.post("/reports", sent), hotline.post("/reports", sent)
    other = hotline.post("/reports", {**sent, "text": "是另一件"})

    assert told(second) == {**told(first), "again": True}
    assert (other.status_code, told(other)["type"]) == (422, "urn:lianxin:mismatch")
    assert Matter.objects.count() == 1


def test_an_id_that_another_system_used_is_refused_and_tells_nothing(town: Town, hotline: Caller) -> None:
    sent, other = report(town), partner_calls(town, name="城管平台")
    hotline.post("/reports", sent)

    answer = other.post("/reports", sent)

    assert (answer.status_code, told(answer)["type"]) == (422, "urn:lianxin:mismatch")
    assert "code" not in told(answer)


def test_a_place_elsewhere_is_refused_and_nothing_is_kept(town: Town) -> None:
    next_door = partner_calls(town, areas=["140404"])

    answer = next_door.post("/reports", report(town))

    assert answer.status_code == 403
    assert not Intake.objects.exists()


def test_what_is_sent_for_tests_is_judged_and_answered_and_not_kept(town: Town) -> None:
    trial = partner_calls(town, test=True)

    answer, wrong = trial.post("/reports", report(town)), trial.post("/reports", report(town, text=""))

    assert (answer.status_code, answer["Lianxin-Test"]) == (201, "true")
    assert told(answer)["number"].startswith(town.county)
    assert wrong.status_code == 422
    assert not Matter.objects.exists()


def test_it_reads_how_its_own_goes_on_and_nobody_elses(town: Town, hotline: Caller) -> None:
    sent, other = report(town), partner_calls(town, name="城管平台")
    hotline.post("/reports", sent)

    mine = hotline.get(f"/reports/{town.county}/{sent['id']}")
    theirs = other.get(f"/reports/{town.county}/{sent['id']}")
    nobodys = other.get(f"/reports/{town.county}/{uuid4()}")

    assert told(mine)["state"] == "routed"
    assert "looks" not in told(mine)
    assert theirs.status_code == 404
    assert theirs.content == nobodys.content


def test_the_holder_of_a_code_reads_and_has_the_last_word(town: Town, hotline: Caller) -> None:
    code = matters.resident_code(town.closed().id)

    assert told(hotline.get(f"/progress/{code}"))["state"] == "closed"
    rated = hotline.post(f"/progress/{code}/rate", {"level": "5"})
    assert (rated.status_code, told(rated)["state"], told(rated)["level"]) == (200, "rated", "5")
    again = hotline.post(f"/progress/{code}/rate", {"level": "1"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [
        ("supplement", {"note": "又陷下去一点"}, 200),
        ("supplement", {}, 422),
        ("chase", {}, 200),
        ("withdraw", {"reason": "修好了"}, 200),
        ("rate", {"level": "9"}, 422),
        ("accept", {}, 422),
        ("reopen", {"reason": "没好"}, 409),
    ],
)
def test_every_verb_of_residents(
    town: Town, hotline: Caller, verb: str, body: dict[str, str], status: int
) -> None:
    code = matters.resident_code(town.reported().id)

    assert hotline.post(f"/progress/{code}/{verb}", body).status_code == status


def test_nobody_who_serves_speaks_for_a_resident(town: Town) -> None:
    code = matters.resident_code(town.reported().id)
    officer = person_calls(town, town.liwangge)

    assert officer.get(f"/progress/{code}").status_code == 200
    assert officer.post(f"/progress/{code}/supplement", {"note": "不是我"}).status_code == 403


def test_whoever_serves_takes_down_and_is_not_told_the_code(town: Town) -> None:
    officer = person_calls(town, town.liwangge)

    answer = told(officer.post("/reports", report(town, channel="visit")))

    assert answer["code"] is None
    slip = officer.get(f"/matters/{town.county}/{answer['matter']}/slip")
    assert told(slip)["goes"] == "read_out"
    assert told(slip)["code"]  # now, to be read out to whoever stands there
    assert officer.get(f"/reports/{town.county}/{answer['id']}").status_code == 404


def test_wrong_codes_are_counted_by_token_also_behind_an_idempotency_key(
    town: Town, hotline: Caller, settings: LazySettings
) -> None:
    settings.WRONG_CODES = 3
    code = matters.resident_code(town.reported().id)
    for number in range(3):
        wrong = hotline.post("/progress/ZZZZZZZZZZ/chase", {}, Idempotency_Key=f"k{number}")
        assert wrong.status_code == 404

    right = hotline.get(f"/progress/{code}")
    other = partner_calls(town, name="城管平台").get(f"/progress/{code}")

    assert (right.status_code, other.status_code) == (429, 200)
    assert int(right["Retry-After"]) > 0
