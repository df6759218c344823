"""What other people's software sends becomes the same matter as by any other door."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.journal import public as journal
from lianxin.matters.models import Contact, Matter, Movement
from lianxin.open311.models import Sent
from open311.asking import tree_of
from open311.partners import Partner, partner
from town import Town


@pytest.fixture
def app(town: Town, at_town_time: None) -> Partner:
    return partner(town)


def test_it_becomes_a_matter_with_a_number_and_a_promise(town: Town, app: Partner) -> None:
    answer = app.send()

    (told,) = answer.json()
    matter = Matter.objects.get()
    assert answer.status_code == 200
    assert told["service_request_id"] == matter.number
    assert "token" not in told
    assert told["account_id"] is None
    assert "给您回话" in told["service_notice"]
    assert (matter.channel, matter.category, matter.state) == ("open311", "facility.manhole", "routed")
    assert (matter.text, matter.area[:12]) == ("城隍庙广场北口井盖坏了", town.chenghuang)
    assert (matter.lon, matter.lat) == (town.point().lon, town.point().lat)


def test_the_answer_is_the_same_in_xml(app: Partner) -> None:
    told = tree_of(app.send("requests.xml").content)

    assert told == app.send("requests.json").json()


def test_it_stands_in_the_journal_and_on_the_timeline_like_any_other(app: Partner) -> None:
    app.sent()

    matter = Matter.objects.get()
    told = list(journal.entries_about(matter.county, f"matter:{matter.id}").values_list("action", flat=True))
    assert told == ["matters.submit", "matters.route"]
    assert Movement.objects.filter(county=matter.county).count() == 2


def test_a_contact_is_sealed_and_the_device_and_account_are_not_kept(app: Partner) -> None:
    app.sent(
        first_name="小明", last_name="王", phone="13877665544", device_id="IMEI-777", account_id="ACC-888"
    )

    contact, matter, sent = Contact.objects.get(), Matter.objects.get(), Sent.objects.get()
    assert contact.sealed_name
    assert contact.sealed_phone
    kept = " ".join(str(value) for row in (contact, matter, sent) for value in vars(row).values())
    for secret in ("IMEI-777", "ACC-888", "13877665544", "小明"):
        assert secret not in kept


def test_a_name_is_written_as_its_people_write_it(app: Partner) -> None:
    from lianxin.open311.reading import _name

    assert _name("小明", "王") == "王小明"
    assert _name("Ann", "Lee") == "Ann Lee"
    assert _name("Ann", "") == "Ann"


def test_words_of_danger_are_answered_with_the_numbers_to_call(app: Partner) -> None:
    notice = app.send(description="楼下着火了,有人被困").json()[0]["service_notice"]

    assert notice.startswith("听起来有危险")
    for number in ("110", "119", "120"):
        assert number in notice


def test_a_mail_address_is_sealed_like_a_number(app: Partner) -> None:
    app.sent(email="resident@example.org")

    contact = Contact.objects.get()
    assert contact.sealed_mail
    assert b"resident@example.org" not in bytes(contact.sealed_mail)


def test_without_words_the_service_speaks_for_itself(app: Partner) -> None:
    app.sent(description=None)

    assert Matter.objects.get().text == "井盖缺失或破损"


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ({"address_string": "北大街与府前街口,城隍庙社区,东街街道"}, "140403001004"),
        ({"address_string": "东街街道某个路口"}, "140403001"),
        ({"address_id": "140403001004"}, "140403001004"),
        ({"address_string": "somewhere in town", "jurisdiction_id": "140403"}, "140403"),
    ],
)
def test_a_place_may_be_told_in_words_or_by_our_own_code(
    app: Partner, words: dict[str, str], area: str
) -> None:
    app.sent(lat=None, long=None, **words)

    matter = Matter.objects.get()
    assert (matter.area, matter.lon) == (area, None)
    assert matter.place == words.get("address_string", "")


def test_an_address_beside_a_point_is_kept_as_the_words_for_the_place(app: Partner) -> None:
    app.sent(address_string="广场北口")

    matter = Matter.objects.get()
    assert matter.place == "广场北口"
    assert matter.lon is not None


def test_the_code_is_given_to_a_client_that_asks_for_it(app: Partner) -> None:
    hers = {"phone": "13877665544"}
    plain, asked = app.send(**hers).json()[0], app.send(extensions="true", **hers).json()[0]

    assert "extended_attributes" not in plain
    more = asked["extended_attributes"]
    assert more["progress_url"] == f"http://testserver/p/{more['code']}/"
    assert asked["service_request_id"] == plain["service_request_id"]


def test_a_request_costs_few_statements(app: Partner, warm: None) -> None:
    app.sent(description="先热一热")

    with CaptureQueriesContext(connection) as told:
        app.sent(description="再来一件", phone="13877665544")

    assert len(told) <= 28, [row["sql"][:90] for row in told]
