"""What the holder of a code reads and does."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref
from town import Town

pytestmark = pytest.mark.django_db


def page(client: Client, ref: Ref) -> str:
    return client.get(f"/p/{matters.resident_code(ref.id)}/").content.decode()


def test_the_page_says_who_has_it_by_when_and_what_can_be_done(client: Client, standing: Town) -> None:
    ref = standing.handling(phone="13800001234")

    told = page(client, ref)

    assert "正在处理,答应" in told
    assert "还有" in told
    assert "单位收下了" in told
    assert all(verb in told for verb in ("补充情况", "催一催", "撤回"))
    assert "重开" not in told
    assert "13800001234" not in told


def test_a_code_is_found_however_it_is_typed(client: Client, standing: Town) -> None:
    code = matters.resident_code(standing.reported().id)

    answer = client.get("/p/", {"code": f" {code[:5].lower()} {code[5:].lower()} "}, follow=True)

    assert "走到哪一步了" in answer.content.decode()


def test_a_wrong_code_says_what_to_compare(client: Client, standing: Town) -> None:
    answer = client.get("/p/", {"code": "WRONGWRONG"})

    assert answer.status_code == 404
    assert "没有查到这个码" in answer.content.decode()


def test_the_resident_rates_and_may_reopen(client: Client, standing: Town) -> None:
    ref = standing.closed()
    code = matters.resident_code(ref.id)

    rated = client.post(f"/p/{code}/rate/", {"level": "1"}, follow=True).content.decode()
    assert "您的评价已经记下" in rated

    reopened = client.post(f"/p/{code}/reopen/", {"reason": "又坏了"}, follow=True).content.decode()
    assert "已经重开" in reopened
    assert Matter.objects.get().state == "routed"


def test_a_verb_without_what_it_needs_comes_back_with_its_words(client: Client, standing: Town) -> None:
    ref = standing.closed()

    answer = client.post(f"/p/{matters.resident_code(ref.id)}/reopen/", {"reason": ""})

    assert answer.status_code == 422
    assert "verb-reopen" in answer.content.decode()
    assert Matter.objects.get().state == "closed"


def test_chasing_twice_a_day_is_refused_with_another_way(client: Client, standing: Town) -> None:
    code = matters.resident_code(standing.accepted().id)
    client.post(f"/p/{code}/chase/")

    again = client.post(f"/p/{code}/chase/")

    assert again.status_code == 409
    assert "可以补充新的情况" in again.content.decode()


@pytest.mark.parametrize("verb", ["accept", "close", "verify", "route", "shelve"])
def test_a_code_does_not_open_the_verbs_of_those_who_serve(client: Client, standing: Town, verb: str) -> None:
    code = matters.resident_code(standing.reported().id)

    answer = client.post(f"/p/{code}/{verb}/", {"note": "x", "reason": "x"})

    assert answer.status_code in {403, 404, 422}
    assert Matter.objects.get().version == 2


def test_who_looked_at_the_number_stands_on_the_page(
    client: Client, standing: Town, as_: Callable[[Actor], Client]
) -> None:
    ref = standing.handling(phone="13800001234")
    desk = f"/matters/{ref.county}/{ref.id}/"
    shown = as_(standing.handler(ref)).post(f"{desk}contact/", {"reason": "约上门时间"})

    assert "13800001234" in shown.content.decode()
    assert "约上门时间" in page(client, ref)


@pytest.mark.usefixtures("warm")
def test_the_page_takes_few_statements(client: Client, standing: Town) -> None:
    ref = standing.handled(phone="13800001234")
    page(client, ref)

    with CaptureQueriesContext(
        connection,
    ) as statements:
        page(client, ref)

    assert len(statements) <= 7


def test_a_nudge_is_not_offered_again_on_the_day_it_was_given(client: Client, standing: Town) -> None:
    ref = standing.accepted()
    client.post(f"/p/{matters.resident_code(ref.id)}/chase/")

    assert 'id="verb-chase"' not in page(client, ref)
    standing.later(days=1, minutes=1)
    assert 'id="verb-chase"' in page(client, ref)


def test_the_path_says_how_it_was_rated(client: Client, standing: Town) -> None:
    ref = standing.closed()
    client.post(f"/p/{matters.resident_code(ref.id)}/rate/", {"level": "2"})

    told = page(client, ref)

    assert "不满意" in told[told.index('class="path"') : told.index("</ol>", told.index('class="path"'))]


def test_whoever_withdrew_may_say_another_thing(client: Client, standing: Town) -> None:
    ref = standing.accepted()
    assert "再说一件事" not in page(client, ref)

    client.post(f"/p/{matters.resident_code(ref.id)}/withdraw/")

    assert "再说一件事" in page(client, ref)
