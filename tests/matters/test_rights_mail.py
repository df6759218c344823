"""A mail address is held, proved, corrected and taken away like a number."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.matters import public as matters
from lianxin.matters.models import Contact, Proof
from lianxin.matters.public import Ref, Verb, rights
from lianxin.matters.queries.held import copy_of, held_about
from lianxin.notices import carriers
from lianxin.notices.models import Message
from matters.test_rights import PHONE, me
from notices.setups import MAIL, set_up
from town import Town

OLD, NEW = "wang@mail.example.org", "Wang.New@mail.example.org"


def waiting(ref: Ref) -> list[tuple[str, str]]:
    """(address, words) of what has not gone yet to this resident."""
    rows = Message.objects.filter(county=ref.county, subject=f"matter:{ref.id}", sealed__isnull=False)
    opened = [keyring().open(bytes(row.sealed or b""), bound_to=f"notice:{row.id}") for row in rows]
    return [(told[0], told[1]) for told in map(json.loads, opened)]


def by_mail(town: Town, **more: str) -> Ref:
    set_up("email", MAIL)
    return town.closed("我家门口井盖坏了", mail=OLD, name="王阿姨", **more)


def test_it_is_in_the_copy_and_hidden_before_the_proof(town: Town) -> None:
    ref = by_mail(town)

    assert copy_of(ref, now=town.now)["mail"] == OLD
    assert (held_about(ref, proved=False).mail, held_about(ref, proved=False).has_phone) == ("", True)


def test_digits_go_to_the_address_and_open_once(town: Town) -> None:
    ref = by_mail(town)
    assert rights.asked(ref) == rights.BY_MAIL

    rights.send_proof(ref, now=town.now)
    (digits,) = [
        re.findall("[0-9]{6}", words)[0] for to, words in waiting(ref) if "验证码" in words and to == OLD
    ]

    with pytest.raises(Invalid):
        rights.prove(ref, f"{(int(digits) + 1) % 10**6:06d}", now=town.now)
    rights.prove(ref, digits, now=town.now)
    with pytest.raises(Invalid):
        rights.prove(ref, digits, now=town.now)


def test_where_nothing_carries_a_letter_any_more_the_address_itself_is_the_proof(town: Town) -> None:
    """Else whoever left only an address would be locked out of their own for good."""
    ref = by_mail(town)
    carriers.switch_off("email", None, by=SYSTEM, now=town.now)
    assert rights.asked(ref) == rights.BY_ADDRESS

    with pytest.raises(NotNow):
        rights.send_proof(ref, now=town.now)
    for wrong in ("", "wang@", "li@mail.example.org"):
        with pytest.raises(Invalid):
            rights.prove(ref, wrong, now=town.now)
    rights.prove(ref, f" {OLD.upper()} ", now=town.now)


def test_of_whom_another_office_answers_the_number_itself_is_asked(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PHONES_REACHED", True)
    ref = town.closed(phone=PHONE)
    Contact.objects.filter(county=ref.county).update(quiet=True)

    assert rights.asked(ref) == rights.BY_NUMBER
    rights.prove(ref, PHONE, now=town.now)


def test_a_wrong_address_is_put_right_and_what_waits_goes_to_the_new_one(town: Town) -> None:
    """It holds the code: to a stranger it must not go."""
    ref = by_mail(town, phone=PHONE)
    town.speak(Verb.RATE, ref, me(ref), level="2")
    assert {to for to, _words in waiting(ref)} == {OLD, PHONE}
    before = sorted(words for to, words in waiting(ref) if to == OLD)

    rights.correct(ref, "王阿姨", PHONE, NEW, by=me(ref), now=town.now)

    assert matters.reveal(ref, "回访", by=town.qianpaiqian, now=town.now).mail == NEW
    assert sorted(words for to, words in waiting(ref) if to == NEW) == before
    assert {to for to, _words in waiting(ref)} == {NEW, PHONE}


def test_without_a_new_one_what_waits_for_the_old_one_stays(town: Town) -> None:
    ref = by_mail(town, phone=PHONE)

    rights.correct(ref, "王阿姨", PHONE, "", by=me(ref), now=town.now)

    assert {to for to, _words in waiting(ref)} == {PHONE}
    assert copy_of(ref, now=town.now)["mail"] == ""


def test_the_name_alone_is_changed_and_the_address_stays(town: Town) -> None:
    ref = by_mail(town)

    rights.correct(ref, "王大妈", "", OLD, by=me(ref), now=town.now)

    held = held_about(ref, proved=True)
    assert (held.name, held.phone, held.mail) == ("王大妈", "", OLD)


def test_what_is_no_address_is_refused_and_nothing_changes(town: Town) -> None:
    ref = by_mail(town)

    with pytest.raises(Invalid) as refused:
        rights.correct(ref, "", "", "wang@", by=me(ref), now=town.now)

    assert set(refused.value.fields) == {"mail"}
    assert held_about(ref, proved=True).mail == OLD


def test_digits_that_went_to_the_old_one_open_nothing_after_it_was_changed(town: Town) -> None:
    ref = by_mail(town)
    rights.send_proof(ref, now=town.now)

    rights.correct(ref, "", "", NEW, by=me(ref), now=town.now)

    assert not Proof.objects.exists()


def test_digits_nobody_used_are_forgotten(town: Town) -> None:
    rights.send_proof(by_mail(town), now=town.now)

    assert rights.forget(town.later(minutes=11).now) == 1
    assert not Proof.objects.exists()


def test_the_page_asks_for_the_digits_of_a_mail_and_changes_the_address(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    ref = by_mail(town)
    mine = f"/p/{matters.resident_code(ref.id)}/mine/"
    page = client.get(mine).content.decode()
    assert "先验证是您的邮箱" in page
    assert OLD not in page

    assert "发到您留的邮箱里" in client.post(f"{mine}send/", follow=True).content.decode()
    (digits,) = [re.findall("[0-9]{6}", words)[0] for _to, words in waiting(ref) if "验证码" in words]
    assert client.post(f"{mine}correct/", {"mail": NEW}).status_code == 403
    page = client.post(f"{mine}prove/", {"proof": digits}, follow=True).content.decode()
    assert OLD in page
    page = client.post(f"{mine}correct/", {"name": "王大妈", "mail": NEW}, follow=True).content.decode()

    assert "已经改好" in page
    assert NEW in page
    assert OLD not in page
