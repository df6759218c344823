"""Name and password: the same answer for everybody who is wrong, and five tries."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth import hashers

from accounts.cast import NOW, PASSWORD
from lianxin.accounts import signing, tries
from lianxin.accounts.errors import SignInLocked, SignInRefused
from lianxin.accounts.models import Attempt, Person
from lianxin.accounts.public import Reason, lock, register, unlock
from lianxin.accounts.signing import admit
from lianxin.accounts.tries import Origin, mark_of
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def fail(username: str, times: int, now=NOW) -> None:  # type: ignore[no-untyped-def]
    for _ in range(times):
        with pytest.raises(SignInRefused):
            admit(username, "wrong", now=now)


def test_the_right_password_lets_its_owner_in(zhao: Person) -> None:
    assert admit("  ZhaoJing ", PASSWORD, now=NOW).id == zhao.id


def test_an_unknown_name_gets_the_same_answer_after_the_same_hashing(
    zhao: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher, hashed = hashers.MD5PasswordHasher, []
    monkeypatch.setattr(hasher, "encode", _counting(hasher.encode, hashed))
    answers = []
    for username in ("zhaojing", "nobody"):
        before = len(hashed)
        with pytest.raises(SignInRefused) as refused:
            admit(username, "wrong", now=NOW)
        answers.append((refused.value.sentence, refused.value.instead, len(hashed) - before))

    assert answers[0] == answers[1]
    assert answers[0][2] == 1


def _counting(encode, seen):  # type: ignore[no-untyped-def]
    def counted(self, password, salt, *rest, **named):  # type: ignore[no-untyped-def]
        seen.append(1)
        return encode(self, password, salt, *rest, **named)

    return counted


def test_ten_megabytes_of_password_cost_next_to_nothing(zhao: Person) -> None:
    began = time.process_time()
    for username in ("zhaojing", "nobody"):
        with pytest.raises(SignInRefused):
            admit(username, "a" * 10_000_000, now=NOW)

    assert time.process_time() - began < 0.1


@pytest.mark.parametrize("username", ["zhaojing", "nobody", "x" * 5000, "\x00' or 1=1", "𝓝"])
def test_five_failures_lock_a_name_known_or_not_and_say_for_how_long(zhao: Person, username: str) -> None:
    fail(username, 5)

    with pytest.raises(SignInLocked, match="15 分钟") as locked:
        admit(username, PASSWORD, now=NOW + timedelta(seconds=1))

    assert locked.value.until == NOW + timedelta(minutes=15)
    entry = journal.Entry.objects.get(action="accounts.locked_out")
    assert (entry.subject == f"person:{zhao.id}") == (username == "zhaojing")
    assert entry.payload == '{"scope":"place"}'


def test_a_lock_runs_out_after_a_quarter_of_an_hour(zhao: Person) -> None:
    fail("zhaojing", 5)

    later = NOW + timedelta(minutes=15, seconds=1)
    assert admit("zhaojing", PASSWORD, now=later).id == zhao.id
    fail("zhaojing", 4, now=later)


def test_failures_far_apart_do_not_add_up(zhao: Person) -> None:
    fail("zhaojing", 4)
    fail("zhaojing", 4, now=NOW + timedelta(minutes=16))

    assert admit("zhaojing", PASSWORD, now=NOW + timedelta(minutes=17)).id == zhao.id


def test_a_right_password_alone_does_not_wipe_the_failures(zhao: Person) -> None:
    """Else whoever knows the password could try codes without end."""
    fail("zhaojing", 4)
    admit("zhaojing", PASSWORD, now=NOW)
    fail("zhaojing", 1)

    with pytest.raises(SignInLocked):
        admit("zhaojing", PASSWORD, now=NOW)


def test_a_burst_gets_no_more_than_five_hashes(zhao: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sixth try that arrives while the fifth is still being hashed is refused before any work."""
    tried = []

    def slow(password: str, stored: str) -> bool:
        tried.append(password)
        if len(tried) < 20:
            with pytest.raises((SignInRefused, SignInLocked)):
                admit("zhaojing", "wrong", now=NOW)
        return False

    monkeypatch.setattr(signing, "check_password", slow)
    with pytest.raises(SignInRefused):
        admit("zhaojing", "wrong", now=NOW)

    assert len(tried) == 5


def test_a_clock_set_back_locks_nobody_for_long(zhao: Person) -> None:
    fail("zhaojing", 5, now=NOW + timedelta(days=400))

    with pytest.raises(SignInLocked) as locked:
        admit("zhaojing", PASSWORD, now=NOW)
    assert locked.value.until == NOW + timedelta(minutes=15)


def test_a_locked_account_looks_like_a_wrong_password_until_it_is_unlocked(zhao: Person) -> None:
    lock(zhao.id, Reason.LEAVES, by=SYSTEM, now=NOW)
    with pytest.raises(SignInRefused):
        admit("zhaojing", PASSWORD, now=NOW)
    fail("zhaojing", 4)

    unlock(zhao.id, Reason.RETURNS, by=SYSTEM, now=NOW)

    assert admit("zhaojing", PASSWORD, now=NOW).id == zhao.id


def test_no_typed_name_is_kept(zhao: Person) -> None:
    fail("my-secret-password", 1)

    assert "secret" not in str(list(Attempt.objects.values_list()))


def test_somebody_without_a_password_cannot_sign_in(zhao: Person) -> None:
    register("chen", "陈调解员", None, by=SYSTEM, now=NOW)

    for password in ("", "!", "None"):
        with pytest.raises(SignInRefused):
            admit("chen", password, now=NOW)


def fail_from(address: str, times: int, username: str = "zhaojing") -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            admit(username, "wrong", origin=Origin(address), now=NOW)


def test_a_stranger_locks_a_name_only_where_the_stranger_is(zhao: Person) -> None:
    fail_from("203.0.113.9", 5)

    with pytest.raises(SignInLocked):
        admit("zhaojing", PASSWORD, origin=Origin("203.0.113.9"), now=NOW)
    assert admit("zhaojing", PASSWORD, origin=Origin("198.51.100.7"), now=NOW).id == zhao.id


def test_ten_places_together_get_no_more_than_fifty_tries(zhao: Person) -> None:
    for place in range(10):
        fail_from(f"203.0.113.{place}", 5)

    with pytest.raises(SignInLocked):
        admit("zhaojing", "wrong", origin=Origin("198.51.100.7"), now=NOW)


@pytest.mark.parametrize("address", ["203.0.113.9", "198.51.100.7"])
def test_nobody_shuts_somebody_out_of_their_own_computer(zhao: Person, address: str) -> None:
    """Not from the same office, nor from everywhere at once."""
    device = "a" * 32
    for place in range(9, 19):
        fail_from(f"203.0.113.{place}", 5)
    at_home = Origin(address, device, frozenset({mark_of(zhao, device)}))

    assert admit("zhaojing", PASSWORD, origin=at_home, now=NOW).id == zhao.id


def test_a_known_computer_has_five_tries_of_its_own(zhao: Person) -> None:
    device = "a" * 32
    mine = Origin("198.51.100.7", device, frozenset({mark_of(zhao, device)}))
    for _ in range(5):
        with pytest.raises(SignInRefused):
            admit("zhaojing", "wrong", origin=mine, now=NOW)

    with pytest.raises(SignInLocked):
        admit("zhaojing", PASSWORD, origin=mine, now=NOW)


@pytest.mark.parametrize("marks", [frozenset(), frozenset({"0" * 32}), "another's", "of before"])
def test_a_made_up_computer_is_worth_nothing(zhao: Person, marks: frozenset[str] | str) -> None:
    device = "a" * 32
    if marks == "another's":
        marks = frozenset({mark_of(register("chen", "陈", None, by=SYSTEM, now=NOW), device)})
    elif marks == "of before":
        marks = frozenset({mark_of(zhao, device)})
        Person.objects.filter(id=zhao.id).update(epoch=1)  # signed out everywhere
    fail_from("203.0.113.9", 5)

    with pytest.raises(SignInLocked):
        admit("zhaojing", PASSWORD, origin=Origin("203.0.113.9", device, frozenset(marks)), now=NOW)


def test_one_address_cannot_try_many_names(zhao: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "ADDRESS_TRIES", 12)
    for name in ("a", "b", "c", "d"):
        fail_from("203.0.113.9", 3, username=name)

    with pytest.raises(SignInLocked, match="这个网络"):
        admit("e", "wrong", origin=Origin("203.0.113.9"), now=NOW)
    with pytest.raises(SignInLocked):
        admit("zhaojing", PASSWORD, origin=Origin("203.0.113.9"), now=NOW)
    assert admit("zhaojing", PASSWORD, origin=Origin("198.51.100.7"), now=NOW).id == zhao.id
    subject = journal.Entry.objects.get(action="accounts.locked_out").subject
    # No address, nor a part of one: "203" alone stands by chance in one digest of a hundred and forty.
    assert re.fullmatch(r"address:[0-9a-f]{32}", subject)
    assert "203.0.113.9" not in subject


def test_an_office_full_of_right_passwords_is_never_locked(
    zhao: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "ADDRESS_TRIES", 3)
    for _ in range(20):
        assert admit("zhaojing", PASSWORD, origin=Origin("203.0.113.9"), now=NOW).id == zhao.id


def test_unlocking_a_name_forgets_what_failed_everywhere(zhao: Person) -> None:
    for place in range(10):
        fail_from(f"203.0.113.{place}", 5)

    unlock(zhao.id, Reason.RETURNS, by=SYSTEM, now=NOW)

    assert admit("zhaojing", PASSWORD, origin=Origin("203.0.113.1"), now=NOW).id == zhao.id


def test_tries_are_forgotten_after_a_day(zhao: Person) -> None:
    fail("zhaojing", 3)

    assert tries.forget(NOW + timedelta(hours=23)) == 0
    assert tries.forget(NOW + timedelta(hours=25)) == 3
