"""A dispatcher of the mailbox's area says where a letter belongs, or puts it down; nobody else reads it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from letters.conftest import WANG, Post, mail
from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.letters.forgetting import forget_letters
from lianxin.letters.models import Letter
from lianxin.letters.queries import something_waits
from lianxin.matters.models import Matter
from lianxin.matters.public import rights
from lianxin.notices import carriers
from lianxin.notices.threads import mark_of
from signin import signed_in


def client(actor: Actor) -> Client:
    return signed_in(Client(), Person.objects.get(id=actor.id))


@pytest.fixture
def waiting(post: Post, monkeypatch: pytest.MonkeyPatch) -> Letter:
    monkeypatch.setattr(clock, "now", lambda: post.now)
    post.take(mail("路灯不亮,晚上看不见路", "路灯"))
    return Letter.objects.get()


def test_a_clerk_picks_the_place_and_the_resident_is_answered(post: Post, waiting: Letter) -> None:
    desk = client(post.town.luxianpai)
    page = desk.get("/letters/").content.decode()
    assert "路灯" in page
    assert "没说清是哪个社区" in page
    page = desk.get(f"/letters/{waiting.id}/").content.decode()
    assert "晚上看不见路" in page
    assert WANG not in page

    answer = desk.post(f"/letters/{waiting.id}/place/", {"area": post.town.chenghuang}, follow=True)
    assert "成了一件事" in answer.content.decode()
    assert Matter.objects.get().reporter is None, "the resident said it, not the clerk"
    assert post.send() == 1
    assert post.office.tos == [WANG]
    assert Letter.objects.get().sealed is None
    assert desk.get(f"/letters/{waiting.id}/").status_code == 409


def in_the_menu(actor: Actor) -> bool:
    return b'href="/letters/"' in client(actor).get("/").content


def test_a_letter_that_waits_is_in_the_menu_though_no_mailbox_is_read_any_more(
    post: Post, waiting: Letter
) -> None:
    carriers.switch_off("imap", None, by=SYSTEM, now=post.now)

    assert in_the_menu(post.town.luxianpai)
    assert not in_the_menu(post.town.liwangge)
    assert not in_the_menu(post.town.qianpaiqian), "who dispatches in one township of it"

    client(post.town.luxianpai).post(f"/letters/{waiting.id}/drop/", {"reason": "advert"})
    assert not in_the_menu(post.town.luxianpai)


def test_where_a_mailbox_is_read_the_empty_basket_is_in_the_menu(post: Post) -> None:
    assert in_the_menu(post.town.luxianpai)
    assert not in_the_menu(post.town.liwangge)


def test_a_letter_is_put_down_with_a_reason_and_its_words_go(post: Post, waiting: Letter) -> None:
    desk = client(post.town.luxianpai)
    assert desk.post(f"/letters/{waiting.id}/drop/", {"reason": ""}).status_code == 422
    desk.post(f"/letters/{waiting.id}/drop/", {"reason": "advert"})

    letter = Letter.objects.get()
    assert (letter.fate, letter.why, letter.sealed) == ("dropped", "advert", None)
    assert not Matter.objects.exists()


def test_a_place_outside_the_mailboxs_area_is_refused(post: Post, waiting: Letter) -> None:
    answer = client(post.town.luxianpai).post(f"/letters/{waiting.id}/place/", {"area": "140404001001"})
    assert answer.status_code == 422
    assert Letter.objects.get().fate == "waiting"


def test_for_everybody_else_there_is_no_such_letter(post: Post, waiting: Letter) -> None:
    town = post.town
    for actor in (
        town.liwangge,
        town.zhaojing,
        town.wuguanli,
        town.wailai,
        town.qianpaiqian,
        town.zhouzhuren,
    ):
        other = client(actor)
        gone = other.get("/letters/00000000-0000-0000-0000-000000000000/")
        mine = other.get(f"/letters/{waiting.id}/")
        assert (mine.status_code, gone.status_code) == (404, 404)
        assert "路灯" not in other.get("/letters/").content.decode()
        assert other.post(f"/letters/{waiting.id}/place/", {"area": town.chenghuang}).status_code == 404
    assert Client().get("/letters/").status_code == 302


def test_two_clerks_make_one_matter(post: Post, waiting: Letter) -> None:
    desk = client(post.town.luxianpai)
    at = f"/letters/{waiting.id}/place/"
    assert desk.post(at, {"area": post.town.chenghuang}).status_code == 302
    assert desk.post(at, {"area": post.town.chenghuang}).status_code == 409
    assert Matter.objects.count() == 1


def test_what_is_settled_forgets_its_sender_and_then_itself(post: Post, waiting: Letter) -> None:
    assert waiting.sender
    forget_letters(post.now + timedelta(days=2))
    assert Letter.objects.get().sender == ""
    client(post.town.luxianpai).post(f"/letters/{waiting.id}/drop/", {"reason": "advert"})
    forget_letters(post.now + timedelta(days=360))
    assert Letter.objects.exists()
    forget_letters(post.now + timedelta(days=370))
    assert not Letter.objects.exists()


def test_the_basket_takes_few_statements(
    post: Post, waiting: Letter, warm: None, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        post.take(mail(f"第{number}盏路灯不亮", f"灯{number}"))
    desk = client(post.town.luxianpai)
    desk.get("/letters/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert desk.get("/letters/").status_code == 200


@pytest.mark.usefixtures("warm")
def test_the_menu_hears_of_a_letter_at_once_and_asks_the_database_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(clock, "now", lambda: post.now)
    carriers.switch_off("imap", None, by=SYSTEM, now=post.now)
    assert not something_waits([post.town.county])

    post.take(mail("路灯不亮,晚上看不见路", "路灯"))

    assert something_waits([post.town.county])
    assert not something_waits([post.town.chenghuang])
    with django_assert_num_queries(0):
        something_waits([post.town.county])


def test_a_letter_that_goes_with_the_words_of_its_report_waits_no_longer(post: Post) -> None:
    ref = post.town.closed(mail=WANG)
    post.take(mail("谢谢", "Re", References=f"<{mark_of(ref.county, f'matter:{ref.id}')}.1@x>"))
    assert something_waits([post.town.county])

    rights.erase_words(ref, by=Actor.resident(ref.id), now=post.now)

    assert not something_waits([post.town.county])
