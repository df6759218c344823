"""The mailbox is read every minute, once by one worker; a server that is away or dies loses no letter."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from letters.conftest import Post, mail
from lianxin.kernel.actor import SYSTEM
from lianxin.letters.fetching import fetch
from lianxin.letters.models import Bookmark, Letter
from lianxin.letters.opening import MOST
from lianxin.matters.models import Matter
from lianxin.notices import carriers
from notices.test_crashes import Killed, Reaper


def test_it_looks_once_a_minute(post: Post) -> None:
    post.arrives()
    assert fetch(post.now) == 1
    post.arrives("城隍庙社区井盖坏了", "井盖")
    assert fetch(post.now + timedelta(seconds=30)) == 0
    assert fetch(post.now + timedelta(seconds=61)) == 1
    assert post.office.seen == {1, 2}


def test_without_a_mailbox_nobody_is_asked(post: Post, django_assert_max_num_queries: Any) -> None:
    carriers.switch_off("imap", None, by=SYSTEM, now=post.now)
    with django_assert_max_num_queries(2):
        assert fetch(post.now) == 0
    assert post.away.dialled == []


@pytest.mark.parametrize("word", ["LOGIN", "SELECT", "UID SEARCH", "RFC822.SIZE", "BODY.PEEK", "UID STORE"])
def test_a_server_that_hangs_up_at_any_word_is_asked_again(post: Post, word: str) -> None:
    post.arrives()
    post.office.breaks.append(word)
    post.look()
    post.look()

    assert Matter.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_wrong_password_is_told_and_loses_nothing(post: Post) -> None:
    post.arrives()
    post.office.password = "changed"
    assert post.look() == 0
    assert Bookmark.objects.get().fault == "refused"


def test_a_mailbox_inside_is_read_only_where_the_deployment_says_so(post: Post) -> None:
    canary = post.away.canary()
    post.away.names["imap.example.org"] = ["127.0.0.1"]
    assert post.look() == 0
    assert canary.hits == 0


def test_of_a_huge_letter_only_the_head_is_read(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lianxin.letters.fetching.MOST", 200)
    assert MOST > 1_000_000
    post.arrives("城隍庙社区" + "长" * 500)
    post.look()

    assert post.letters() == [("waiting", "large")]
    assert "BODY.PEEK[]" not in " ".join(post.office.said)


@pytest.mark.crash
@pytest.mark.parametrize("step", range(1, 80, 3))
def test_killed_at_any_step_it_takes_each_letter_once(post: Post, step: int) -> None:
    post.arrives()
    try:
        with connection.execute_wrapper(Reaper(step)):
            post.look()
    except Killed:
        pass
    post.look()

    assert Matter.objects.count() == Letter.objects.count() == 1


def test_of_letters_with_pictures_a_few_are_read_at_once_since_messages_wait_behind_them(post: Post) -> None:
    for number in range(5):
        post.office.arrives(
            mail(f"城隍庙社区北门的路灯不亮 {number}").replace(b"\r\n\r\n", b"\r\nX: image/png\r\n\r\n", 1)
        )
    post.arrives()

    assert [post.look() for _round in range(3)] == [3, 3, 0]
