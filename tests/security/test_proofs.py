"""Digits to a telephone: nobody has a neighbour's ring all night by leaving its number again and again."""

import pytest
from django.test import Client

from lianxin.matters.models import Proof
from lianxin.notices.models import Message
from town import Town

pytestmark = pytest.mark.django_db
WAYS = ("13800001234", "138 0000 1234", "138-0000-1234", "+8613800001234")


@pytest.fixture
def codes(standing: Town, settings: object) -> list[str]:
    """Of eight matters that a stranger made up, all with one number."""
    settings.PHONES_REACHED = True  # type: ignore[attr-defined]  # pytest's own
    for number in range(8):
        standing.reported(f"路灯不亮 {number}", phone=WAYS[number % len(WAYS)])
    return [told.code for told in standing.told]


def sent() -> int:
    return Message.objects.filter(key__contains=":proof:").count()


def asks(code: str, *, network: int = 0) -> int:
    return Client(REMOTE_ADDR=f"198.51.100.{network}").post(f"/p/{code}/mine/send/").status_code


def test_one_code_uses_up_two_of_the_five_and_leaves_the_owner_theirs(
    codes: list[str], standing: Town
) -> None:
    answers = []
    for number in range(5):
        standing.later(seconds=1)
        answers.append(asks(codes[0], network=number))

    assert answers == [302, 302, 429, 429, 429]

    assert asks(codes[1], network=9) == 302
    assert sent() == 3


def test_one_network_uses_up_three_of_the_five_by_however_many_codes(codes: list[str]) -> None:
    assert [asks(code, network=7) for code in codes] == [302] * 3 + [429] * 5

    assert asks(codes[-1], network=9) == 302
    assert sent() == 4


def test_another_number_from_the_same_network_has_its_own(codes: list[str], standing: Town) -> None:
    for code in codes:
        asks(code)

    standing.reported(phone="13900005678")

    assert asks(standing.told[-1].code) == 302


def test_five_an_hour_go_to_one_number_from_however_many_matters(codes: list[str], standing: Town) -> None:
    answers = []
    for number, code in enumerate(codes * 2):
        standing.later(seconds=1)
        answers.append(asks(code, network=number))

    assert sent() == 5
    assert answers.count(302) == 5
    assert answers.count(429) == 11
    standing.later(hours=1)
    assert Client().post(f"/p/{codes[0]}/mine/send/").status_code == 302


def test_what_was_refused_leaves_the_digits_that_were_sent_before(codes: list[str]) -> None:
    for number, code in enumerate(codes):
        asks(code, network=number)

    assert Proof.objects.count() == 5
