"""A phone is bound with the password and a word from the security administrator; never with one alone."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.cast import NOW, PASSWORD, code
from lianxin.accounts.actions import invite, lock, reset_second_factor, unlock
from lianxin.accounts.enrolling import bring_word, finish_enrolment
from lianxin.accounts.errors import CodeRefused, SignInLocked, WordRefused
from lianxin.accounts.models import Invitation, Person
from lianxin.accounts.public import Reason, find_person, register
from lianxin.accounts.signing import prove
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotAllowed, NotNow
from signin import half_signed_in, signed_in

pytestmark = pytest.mark.django_db


def word_for(zhao: Person, now: datetime = NOW) -> str:
    return invite(zhao.id, by=SYSTEM, now=now)


def test_the_word_opens_the_secret_and_a_code_from_the_phone_confirms_it(zhao: Person) -> None:
    device = bring_word(zhao.id, word_for(zhao), now=NOW)
    with pytest.raises(CodeRefused):
        prove(zhao.id, code(device, NOW), now=NOW)
    with pytest.raises(CodeRefused):
        finish_enrolment(zhao.id, device.pk, "000000", now=NOW)

    finish_enrolment(zhao.id, device.pk, code(device, NOW), now=NOW)

    with pytest.raises(CodeRefused):
        prove(zhao.id, code(device, NOW), now=NOW)
    assert prove(zhao.id, code(device, NOW, 1), now=NOW).confirmed


def test_a_password_alone_shows_no_secret_and_binds_nothing(door: Client, zhao: Person) -> None:
    word_for(zhao)
    door.post("/sign-in/", {"username": "zhaojing", "password": PASSWORD})

    page = door.get("/sign-in/enrol/").content.decode()

    assert 'name="word"' in page
    assert "data:image/svg" not in page
    assert not TOTPDevice.objects.exists()
    assert door.post("/sign-in/enrol/", {"code": "000000"}).status_code == 200
    assert not TOTPDevice.objects.exists()


def test_somebody_new_brings_the_word_and_sees_a_picture(door: Client, zhao: Person) -> None:
    word = word_for(zhao)
    assert door.post("/sign-in/", {"username": "zhaojing", "password": PASSWORD})["Location"].endswith(
        "enrol/"
    )
    assert door.post("/sign-in/enrol/", {"word": "wrong-word"}).status_code == 403
    assert door.post("/sign-in/enrol/", {"word": f" {word.upper()} "}).status_code == 302

    page = door.get("/sign-in/enrol/").content.decode()
    device = TOTPDevice.objects.get(user=zhao)

    assert 'src="data:image/svg+xml' in page
    assert door.get("/work/").status_code == 302
    assert door.post("/sign-in/enrol/", {"code": "000000"}).status_code == 403
    door.post("/sign-in/enrol/", {"code": code(device, NOW)})
    assert door.get("/work/").status_code == 200


def test_a_second_session_with_the_password_sees_nothing_of_the_first_ones_phone(
    door: Client, zhao: Person
) -> None:
    half_signed_in(door, zhao)
    door.post("/sign-in/enrol/", {"word": word_for(zhao)})
    thief = half_signed_in(Client(), zhao)

    page = thief.get("/sign-in/enrol/").content.decode()

    assert 'name="word"' in page
    assert "data:image/svg" not in page
    device = TOTPDevice.objects.get(user=zhao)
    thief.post("/sign-in/enrol/", {"code": code(device, NOW)})
    assert thief.get("/work/").status_code == 302


@pytest.mark.parametrize("days", [-1, 3, 30])
def test_a_word_holds_three_days(zhao: Person, days: int) -> None:
    word = word_for(zhao)
    if days < 0:
        assert bring_word(zhao.id, word, now=NOW + timedelta(days=2, hours=23))
        return
    with pytest.raises(WordRefused):
        bring_word(zhao.id, word, now=NOW + timedelta(days=days))


def test_a_word_runs_out_under_a_phone_that_was_begun(zhao: Person) -> None:
    """Peer failure 4: an expired invitation through a side path."""
    device = bring_word(zhao.id, word_for(zhao), now=NOW)
    late = NOW + timedelta(days=3)

    with pytest.raises(CodeRefused):
        finish_enrolment(zhao.id, device.pk, code(device, late), now=late)


def test_a_word_is_good_once_for_one_person_and_until_the_next_one(zhao: Person) -> None:
    chen = register("chen", "陈调解员", PASSWORD, by=SYSTEM, now=NOW)
    old, word, other = word_for(zhao), word_for(zhao), word_for(chen)
    for wrong in (old, other, "", "-", word[:-1]):
        with pytest.raises(WordRefused):
            bring_word(zhao.id, wrong, now=NOW)
        unlock(zhao.id, Reason.MISTAKE, by=SYSTEM, now=NOW)
    device = bring_word(zhao.id, word, now=NOW)
    finish_enrolment(zhao.id, device.pk, code(device, NOW), now=NOW)

    reset_second_factor(zhao.id, Reason.LOST_PHONE, by=SYSTEM, now=NOW)

    with pytest.raises(WordRefused):
        bring_word(zhao.id, word, now=NOW)


def test_five_wrong_words_are_enough(zhao: Person) -> None:
    word = word_for(zhao)
    for _ in range(5):
        with pytest.raises(WordRefused):
            bring_word(zhao.id, "wrong", now=NOW)

    with pytest.raises(SignInLocked):
        bring_word(zhao.id, word, now=NOW)


def test_bringing_the_word_again_takes_the_phone_from_whoever_began(zhao: Person) -> None:
    word = word_for(zhao)
    first = bring_word(zhao.id, word, now=NOW)
    second = bring_word(zhao.id, word, now=NOW)

    assert first.key != second.key
    with pytest.raises(CodeRefused):
        finish_enrolment(zhao.id, first.pk, code(first, NOW), now=NOW)
    finish_enrolment(zhao.id, second.pk, code(second, NOW), now=NOW)


def test_nobody_enrols_a_second_phone_over_the_first(zhao: Person, phone: TOTPDevice) -> None:
    word = word_for(zhao)
    with pytest.raises(NotNow, match="已经绑定"):
        bring_word(zhao.id, word, now=NOW)
    with pytest.raises(NotNow):
        finish_enrolment(zhao.id, phone.pk, code(phone, NOW), now=NOW)

    word = reset_second_factor(zhao.id, Reason.LOST_PHONE, by=SYSTEM, now=NOW)

    assert bring_word(zhao.id, word, now=NOW).key != phone.key


def test_a_locked_account_has_no_word(zhao: Person) -> None:
    word = word_for(zhao)
    lock(zhao.id, Reason.LEAVES, by=SYSTEM, now=NOW)
    unlock(zhao.id, Reason.RETURNS, by=SYSTEM, now=NOW)

    with pytest.raises(WordRefused):
        bring_word(zhao.id, word, now=NOW)


def test_the_word_itself_is_kept_nowhere(zhao: Person) -> None:
    word = word_for(zhao)

    assert word.replace("-", "") not in str(list(Invitation.objects.values_list()))


def test_only_another_security_administrator_gives_a_word(zhao: Person) -> None:
    keeper = register("anquan", "安全", None, "security", by=SYSTEM, now=NOW)
    for nobody in (Actor.staff(zhao.id), Actor.resident(), Actor.staff(keeper.id)):
        with pytest.raises(NotAllowed):
            invite(keeper.id, by=nobody, now=NOW)


def test_the_pages_show_the_word_once(door: Client, zhao: Person) -> None:
    signed_in(door, register("anquan", "安全", None, "security", by=SYSTEM, now=NOW))

    made = door.post("/people/register/", {"username": "chen", "name": "陈调解员"}).content.decode()
    renewed = door.post(f"/people/{zhao.id}/reset/", {"reason": "lost_phone"}).content.decode()
    chen = find_person("chen")

    assert chen is not None
    for page, owner in ((made, chen), (renewed, zhao)):
        word = re.findall(r"<code>([a-z0-9-]{14})</code>", page)[-1]
        assert word not in door.get(f"/people/{owner.id}/").content.decode()
        assert bring_word(owner.id, word, now=NOW)
    assert door.post(f"/people/{zhao.id}/reset/", {}).status_code == 422
