"""One request: for anybody who holds its number, and with more for whoever sent it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb
from open311.asking import Ask, tree_of
from open311.partners import Partner, partner
from open311.showing import publish
from town import Town

SECRET = "张三家门口3号楼"


@pytest.fixture
def app(town: Town, at_town_time: None) -> Partner:
    return partner(town)


def test_who_holds_the_number_reads_how_it_goes_and_none_of_the_words(ask: Ask, app: Partner) -> None:
    number = app.sent(description=SECRET, address_string=SECRET, first_name="张三")

    (told,) = ask(f"requests/{number}.json").json()
    assert (told["status"], told["description"]) == ("open", None)
    assert told["agency_responsible"]
    assert SECRET not in ask(f"requests/{number}.xml").content.decode()
    assert "张三" not in ask(f"requests/{number}.json", extensions="true").content.decode()


def test_whoever_sent_it_reads_their_own_words_again(ask: Ask, app: Partner) -> None:
    number = app.sent(description=SECRET, phone="13877665544")

    answer = ask(f"requests/{number}.json", api_key=app.key)

    (told,) = answer.json()
    assert told["description"] == SECRET
    assert told["expected_datetime"]
    assert "13877665544" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-cache"
    assert (
        ask(f"requests/{number}.json", headers={"Authorization": f"Bearer {app.key}"}).json() == answer.json()
    )


def test_another_partner_reads_no_more_than_anybody(ask: Ask, town: Town, app: Partner) -> None:
    number = app.sent(description=SECRET)
    other = partner(town, "别人的应用")

    assert ask(f"requests/{number}.json", api_key=other.key).json() == ask(f"requests/{number}.json").json()


def test_what_is_not_of_public_space_is_there_for_its_sender_alone(ask: Ask, app: Partner) -> None:
    number = app.sent(service_code="dispute.neighbour", description=SECRET)

    absent, hidden = ask("requests/140403-261123-XXXXXXX.json"), ask(f"requests/{number}.json")
    assert absent.status_code == hidden.status_code == 404
    assert absent.content == hidden.content
    assert ask(f"requests/{number}.json", api_key=app.key).json()[0]["description"] == SECRET


def test_the_list_of_a_partner_holds_its_own(ask: Ask, town: Town, app: Partner) -> None:
    first = app.sent()
    town.later(minutes=1)
    mine = app.sent(service_code="dispute.neighbour", description=SECRET)

    rows = ask("requests.json", api_key=app.key).json()

    assert [row["service_request_id"] for row in rows] == [mine, first]
    assert ask("requests.json").json() == []
    assert ask("requests.json", api_key=app.key, page_size=1, page=2).json() == rows[1:]
    assert ask("requests.json", api_key=app.key, status="closed").json() == []
    assert ask("requests.json", api_key=app.key, service_code="other,dispute.neighbour").json() == rows[:1]
    assert ask("requests.json", api_key=app.key, service_request_id=mine).json() == rows[:1]
    assert ask("requests.json", api_key=app.key, jurisdiction_id="140404").json() == []


def test_beside_its_own_a_partner_reads_what_anybody_reads(ask: Ask, town: Town, app: Partner) -> None:
    publish(town, town.reported(category="appearance.garbage"), "东街垃圾没清")
    town.later(minutes=61)
    mine = app.sent(service_code="dispute.neighbour", description=SECRET)

    rows = ask("requests.json", api_key=app.key).json()

    assert [row["service_code"] for row in rows] == ["dispute.neighbour", "appearance.garbage"]
    assert rows[0]["service_request_id"] == mine
    assert ask("requests.json").json() == rows[1:]


def test_one_costs_one_statement_for_anybody(ask: Ask, app: Partner, warm: None) -> None:
    number = app.sent()
    ask(f"requests/{number}.json")

    with CaptureQueriesContext(connection) as anybody:
        ask(f"requests/{number}.json")

    assert len(anybody) == 1


def test_its_sender_sees_it_taken_back(ask: Ask, town: Town, app: Partner) -> None:
    number = app.sent()
    matter = Matter.objects.get()
    ref = Ref(matter.county, matter.id)
    town.speak(Verb.WITHDRAW, ref, town.resident(ref))

    assert ask(f"requests/{number}.json").status_code == 404
    (told,) = ask(f"requests/{number}.json", api_key=app.key).json()
    assert (told["status"], told["status_notes"]) == ("closed", "报事人已经撤回了")


def test_a_wrong_key_is_said_to_be_wrong_where_none_is_needed(ask: Ask) -> None:
    assert ask("requests.json", api_key="xyz").status_code == 403


def test_a_number_of_another_county_is_absent(ask: Ask, app: Partner) -> None:
    number = app.sent()

    def asked(county: str) -> int:
        return ask(f"requests/{number}.json", api_key=app.key, jurisdiction_id=county).status_code

    assert (asked("140403"), asked("140404")) == (200, 404)


def test_to_a_client_that_goes_by_tokens_the_number_is_its_own_token(ask: Ask, app: Partner) -> None:
    number = app.sent()

    told = [{"service_request_id": number, "token": number}]
    assert ask(f"tokens/{number}.json", api_key=app.key).json() == told
    assert tree_of(ask(f"tokens/{number}.xml", api_key=app.key).content) == told
    assert ask("tokens/12345.json").status_code == 404


def test_the_extended_form_says_more_in_a_place_of_its_own(ask: Ask, app: Partner) -> None:
    number = app.sent()

    (plain,) = ask(f"requests/{number}.json", api_key=app.key).json()
    (more,) = ask(f"requests/{number}.json", api_key=app.key, extensions="true").json()

    assert more.pop("extended_attributes") == {
        "state": "hand", "jurisdiction_id": "140403", "exact_location": True, "own": True, "photos": [],
    }  # fmt: skip
    assert more == plain
    assert ask(f"requests/{number}.json", api_key=app.key, extended="true").json() != [plain]


def test_one_costs_few_statements(ask: Ask, app: Partner, warm: None) -> None:
    number = app.sent()
    ask(f"requests/{number}.json", api_key=app.key)

    with CaptureQueriesContext(connection) as sender:
        ask(f"requests/{number}.json", api_key=app.key)

    assert len(sender) <= 6
