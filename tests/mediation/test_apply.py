"""申请调解 by a phone and no account; and finding one's way by a code."""

import logging
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.journal.public import deliver
from lianxin.matters import public as matters
from lianxin.mediation import vault
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import Dispute, Party
from lianxin.mediation.public import Ref, Verb
from lianxin.notices.models import Message
from lianxin.pages.models import Tally
from quarrel import CALM, parties, said, taken
from signin import signed_in
from town import Town

WORDS = "楼上漏水,泡了我家的墙,说了两次没有修"


def form(town: Town, **more: object) -> dict[str, object]:
    return {"id": str(uuid4()), "account": WORDS, "area": town.chenghuang, "name": "周大姐", **more}


def given(client: Client, town: Town, **more: object) -> str:
    answer = client.post("/t/apply/", form(town, **more))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).split("/")[2]


def test_who_applies_gets_a_code_that_opens_their_mediation(client: Client, standing: Town) -> None:
    code = given(client, standing, other="楼上李先生", other_phone="502 室", phone="13800001234")

    assert code in client.get(f"/t/{code}/applied/").content.decode()
    assert WORDS in client.get(f"/t/{code}/").content.decode()
    dispute = Dispute.objects.get()
    assert (dispute.sender, dispute.source, dispute.state) == ("party", "applied", "registered")
    told = [vault.opened(one.sealed, one)["person"] for one in Party.objects.order_by("place")]
    assert told == [
        {"name": "周大姐", "phone": "13800001234"},
        {"name": "楼上李先生", "address": "502 室"},
    ]


def test_nothing_but_words_a_place_and_a_name_is_asked(client: Client, standing: Town) -> None:
    given(client, standing)

    assert Party.objects.count() == 1
    bare = client.post("/t/apply/", {"id": str(uuid4())}).content.decode()
    for sentence in ("请写几句:谁和谁", "请写是哪个社区或村", "请写您的姓名"):
        assert sentence in bare


def test_the_kind_is_suggested_among_quarrels_alone(client: Client, standing: Town) -> None:
    given(client, standing, account="老板拖欠工资三个月,一直不给")
    given(client, standing, account="路灯不亮了")

    assert [d.category for d in Dispute.objects.order_by("id")].count("dispute.other") == 1
    assert Dispute.objects.filter(category__startswith="dispute.labour").exists()


def test_a_place_is_named_in_words_and_offered_where_several_bear_it(client: Client, standing: Town) -> None:
    told = form(standing, area="", area_words="城隍庙社区")
    assert client.post("/t/apply/", told).status_code == 302

    asked = client.post("/t/apply/", form(standing, area="", area_words="社区"))
    assert asked.status_code == 422
    assert 'type="radio" name="area"' in asked.content.decode()


def test_words_of_danger_lead_to_the_police_first_and_lose_nothing(client: Client, standing: Town) -> None:
    told = form(standing, account="他拿刀威胁我,说要打死我")

    first = client.post("/t/apply/", told)
    assert not Dispute.objects.exists()
    assert 'href="tel:110"' in first.content.decode()
    assert "他拿刀威胁我" in first.content.decode()
    assert client.post("/t/apply/", {**told, "safe": "1"}).status_code == 302
    assert Dispute.objects.count() == 1


def test_pressing_twice_is_one_application_and_one_code(client: Client, standing: Town) -> None:
    told = form(standing)

    first, second = (client.post("/t/apply/", told) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Dispute.objects.count() == Party.objects.count() == 1


def test_other_words_under_the_same_form_are_refused_with_a_way_on(client: Client, standing: Town) -> None:
    told = form(standing)
    client.post("/t/apply/", told)

    answer = client.post("/t/apply/", {**told, "account": "另一件事"})

    assert answer.status_code == 422
    assert "内容和上次不一样" in answer.content.decode()
    assert Dispute.objects.count() == 1


def test_the_forms_id_is_not_the_disputes_own(client: Client, standing: Town) -> None:
    """Whoever serves reads a dispute's id: sent as a form's, it must give them no party's code."""
    code = given(client, standing)
    dispute = Dispute.objects.get()

    again = client.post("/t/apply/", form(standing, id=str(dispute.id)))

    assert again["Location"].split("/")[2] != code
    assert Dispute.objects.count() == 2


def test_a_street_that_applies_too_often_waits_and_keeps_its_words(
    client: Client, standing: Town, settings: LazySettings
) -> None:
    settings.REPORTS_PER_HOUR = 1
    given(client, standing)

    answer = client.post("/t/apply/", form(standing))

    assert answer.status_code == 429
    assert WORDS in answer.content.decode()
    assert Dispute.objects.count() == 1


def test_whoever_serves_applies_for_nobody_from_that_session(standing: Town) -> None:
    staff = signed_in(Client(), Person.objects.get(id=standing.liwangge.id))

    assert staff.post("/t/apply/", form(standing)).status_code == 403
    assert not Dispute.objects.exists()


def test_a_partys_code_entered_at_the_residents_door_leads_on_and_counts_as_no_guess(
    client: Client, standing: Town
) -> None:
    code = party_code(parties(taken(standing))[0].id)

    answer = client.get("/p/", {"code": code.lower()})

    assert answer["Location"] == f"/t/{code}/"
    assert not Tally.objects.exists()


def test_a_matters_code_entered_at_the_parties_door_leads_to_the_matter(
    client: Client, standing: Town
) -> None:
    code = matters.resident_code(standing.reported().id)

    assert client.get("/t/", {"code": code})["Location"] == f"/p/{code}/"
    assert not Tally.objects.filter(count__gt=0).exists()


@pytest.mark.parametrize("door", ["/p/", "/t/"])
def test_a_wrong_code_is_one_guess_at_either_door(client: Client, standing: Town, door: str) -> None:
    answer = client.get(door, {"code": "ZZZZZZZZZZ"})

    assert answer.status_code == 404
    assert [tally.count for tally in Tally.objects.all()] == [1]


@pytest.mark.parametrize("path", ["/t/{}/", "/t/{}/mine/", "/t/{}/applied/", "/t/?code={}"])
def test_after_thirty_guesses_a_right_code_waits_like_a_wrong_one(
    client: Client, standing: Town, path: str
) -> None:
    code = party_code(parties(taken(standing))[0].id)
    for _ in range(30):
        client.get("/t/ZZZZZZZZZZ/")

    answer = client.get(path.format(code))

    assert answer.status_code == 429
    assert "院墙" not in answer.content.decode()


def test_whoever_was_just_given_a_code_reads_it_though_a_neighbour_guesses(
    client: Client, standing: Town
) -> None:
    code = given(client, standing)
    for _ in range(31):
        Client().get("/t/ZZZZZZZZZZ/")

    assert client.get(f"/t/{code}/").status_code == 200
    assert Client().get(f"/t/{code}/").status_code == 429


def test_no_log_holds_a_partys_code(client: Client, standing: Town, caplog: pytest.LogCaptureFixture) -> None:
    code = party_code(parties(taken(standing))[0].id)

    with caplog.at_level(logging.DEBUG, "django.request"):
        client.post(f"/t/{code}/consent/", {"will": "yes"})

    assert "/t/…/consent/" in caplog.text
    assert code not in caplog.text


def test_the_page_of_a_matter_says_that_it_went_to_mediation_and_where_to_get_on(
    client: Client, standing: Town
) -> None:
    ref = standing.reported("邻居把院墙推倒了,说好各修一半,现在不认账", category="dispute.neighbour")
    address = f"/p/{matters.resident_code(ref.id)}/"
    assert "转到了人民调解" not in client.get(address).content.decode()

    deliver(now=standing.now)

    told = client.get(address).content.decode()
    assert "转到了人民调解" in told
    assert 'href="/t/"' in told
    assert party_code(Party.objects.get().id) not in told  # whoever took it down may hold the matter's code


def test_the_code_comes_by_message_when_a_mediator_takes_it_on(client: Client, standing: Town) -> None:
    given(client, standing, phone="13800001234")
    dispute = Dispute.objects.get()
    before = set(Message.objects.values_list("id", flat=True))

    said(standing, Verb.TAKE, Ref(dispute.county, dispute.id), harms=CALM)

    assert Message.objects.exclude(id__in=before).filter(to_person__isnull=True).count() == 1
