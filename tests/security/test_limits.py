"""B11: whoever guesses codes or floods the desk is slowed down, a neighbourhood behind one address is not."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from lianxin.kernel import clock
from lianxin.kernel.keyring import keyring
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.pages import limits
from lianxin.pages.models import Tally
from lianxin.shell import work
from town import Town

WRONG = "/p/ZZZZZZZZZZ/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The clock of the edges; move `noon[0]`."""
    times = [datetime(2026, 11, 23, 4, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: times[0])
    return times


def words(town: Town) -> dict[str, str]:
    return {"id": str(uuid4()), "text": "井盖坏了", "area": town.chenghuang}


def code_of(town: Town) -> str:
    return matters.resident_code(town.reported().id)


def guess(client: Client, times: int, **more: Any) -> list[int]:
    return [client.get(WRONG, **more).status_code for _ in range(times)]


def test_thirty_guesses_are_answered_and_then_right_and_wrong_are_alike(
    client: Client, town: Town, noon: list[datetime]
) -> None:
    code = code_of(town)

    assert set(guess(client, 30)) == {404}

    wrong, right = client.get(WRONG), client.get(f"/p/{code}/")
    assert wrong.status_code == right.status_code == 429
    assert wrong.content.replace(WRONG.encode(), b"") == right.content.replace(f"/p/{code}/".encode(), b"")
    assert int(wrong["Retry-After"]) == 600
    assert "请过 10 分钟再查" in wrong.content.decode()


@pytest.mark.parametrize("path", ["/p/{}/", "/p/{}/said/", "/p/?code={}"])
def test_no_other_page_goes_on_guessing(client: Client, town: Town, noon: list[datetime], path: str) -> None:
    code = code_of(town)
    guess(client, 30)

    answer = client.get(path.format(code))

    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "井盖" not in answer.content.decode()


def test_no_verb_goes_on_guessing(client: Client, town: Town, noon: list[datetime]) -> None:
    code = code_of(town)
    guess(client, 30)

    assert client.post(f"/p/{code}/withdraw/").status_code == 429
    assert Matter.objects.get().state != "withdrawn"


def test_the_next_span_begins_anew(client: Client, town: Town, noon: list[datetime]) -> None:
    guess(client, 31)
    noon[0] += timedelta(minutes=10)

    assert guess(client, 1) == [404]


def test_other_addresses_go_on(client: Client, town: Town, noon: list[datetime]) -> None:
    guess(client, 31)

    assert guess(client, 1, REMOTE_ADDR="203.0.113.9") == [404]


def test_a_restart_forgives_nothing(client: Client, town: Town, noon: list[datetime]) -> None:
    guess(client, 31)
    keyring.cache_clear()

    assert guess(Client(), 1) == [429]


def test_whoever_was_just_given_a_code_reads_it_though_a_neighbour_guesses(
    client: Client, town: Town, noon: list[datetime]
) -> None:
    guess(Client(), 31)

    answer = client.post("/", words(town), follow=True)

    assert answer.status_code == 200
    assert matters.resident_code(Matter.objects.get().id) in answer.content.decode()
    assert client.get(WRONG).status_code == 429


def test_the_sixty_first_report_of_an_hour_waits_with_its_words(
    client: Client, town: Town, noon: list[datetime], settings: LazySettings
) -> None:
    settings.REPORTS_PER_HOUR = 3
    assert [client.post("/", words(town)).status_code for _ in range(3)] == [302] * 3

    refused = client.post("/", words(town))

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "井盖坏了" in refused.content.decode()
    assert "12345" in refused.content.decode()
    assert Matter.objects.count() == 3


def test_a_neighbourhood_behind_one_address_reports_sixty_times_an_hour(settings: LazySettings) -> None:
    assert settings.REPORTS_PER_HOUR == 60
    assert settings.WRONG_CODES == 30


def test_a_forged_forwarding_header_makes_no_new_address(
    client: Client, town: Town, noon: list[datetime]
) -> None:
    for number in range(30):
        client.get(WRONG, headers={"x-forwarded-for": f"198.51.100.{number}"})

    assert client.get(WRONG, headers={"x-forwarded-for": "198.51.100.99"}).status_code == 429


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("1.2.3.4, 198.51.100.7", "198.51.100.7"),
        ("nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8::1", "20010db800000000/64"),
        ("2001:db8::ffff:1", "20010db800000000/64"),
    ],
)
def test_behind_our_proxy_only_its_own_word_counts(
    rf: RequestFactory, settings: LazySettings, told: str, address: str
) -> None:
    request = rf.get("/", headers={"x-forwarded-for": told})
    assert limits.address_of(request) == "127.0.0.1"

    settings.BEHIND_HTTPS = True

    assert limits.address_of(request) == address


def test_no_address_is_kept_and_two_spans_cannot_be_joined(
    client: Client, town: Town, noon: list[datetime]
) -> None:
    guess(client, 1, REMOTE_ADDR="203.0.113.9")
    noon[0] += timedelta(minutes=10)
    guess(client, 1, REMOTE_ADDR="203.0.113.9")

    kept = list(Tally.objects.values_list("key", "count"))
    assert len({key for key, _count in kept}) == 2
    assert "203.0.113.9" not in str(kept)


def test_the_rows_are_gone_a_day_later(client: Client, town: Town, noon: list[datetime]) -> None:
    guess(client, 1)

    assert work.work_once(noon[0] + timedelta(hours=23))["forget"] == 0
    assert work.work_once(noon[0] + timedelta(hours=25))["forget"] == 1
    assert not Tally.objects.exists()


@pytest.mark.usefixtures("warm")
def test_a_report_with_its_bound_takes_few_statements(
    client: Client, town: Town, noon: list[datetime]
) -> None:
    client.post("/", words(town))  # warms what is kept in memory
    with CaptureQueriesContext(connection) as usual:
        client.post("/", words(town))
    with CaptureQueriesContext(connection) as first:
        client.post("/", words(town), REMOTE_ADDR="203.0.113.9")

    usual_ones, first_ones = (
        [row for row in ran.captured_queries if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        for ran in (usual, first)
    )
    assert len(usual_ones) == len(first_ones) <= 12
