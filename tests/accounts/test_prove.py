"""The second factor: each code once, half a minute either side, and tries that run out."""

from datetime import timedelta

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.cast import NOW, PASSWORD, code
from lianxin.accounts.enrolling import enrol_now
from lianxin.accounts.errors import CodeRefused, SignInLocked
from lianxin.accounts.models import Attempt, Person
from lianxin.accounts.signing import admit, prove
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_holds_half_a_minute_either_side(zhao: Person, phone: TOTPDevice, steps: int) -> None:
    assert prove(zhao.id, code(phone, NOW, steps), now=NOW).id == phone.id
    assert journal.Entry.objects.filter(action="accounts.sign_in", actor=f"staff:{zhao.id}").exists()


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_an_older_or_later_code_is_refused(zhao: Person, phone: TOTPDevice, steps: int) -> None:
    with pytest.raises(CodeRefused):
        prove(zhao.id, code(phone, NOW, steps), now=NOW)


def test_a_used_code_is_worth_nothing_nor_is_the_one_before(zhao: Person, phone: TOTPDevice) -> None:
    used, before = code(phone, NOW), code(phone, NOW, -1)
    prove(zhao.id, used, now=NOW)

    for typed in (used, before):
        with pytest.raises(CodeRefused, match="用过"):
            prove(zhao.id, typed, now=NOW + timedelta(seconds=5))


def test_a_slow_phone_stays_half_a_minute_slow_at_most(zhao: Person, phone: TOTPDevice) -> None:
    """Following a drift would widen the window by one step at each sign-in."""
    for minute in range(3):
        now = NOW + timedelta(minutes=minute)
        prove(zhao.id, code(phone, now, -1), now=now)

    later = NOW + timedelta(minutes=9)
    with pytest.raises(CodeRefused):
        prove(zhao.id, code(phone, later, -2), now=later)


@pytest.mark.parametrize("typed", ["", "abcdef", "12345", "1234567", "١٢٣٤٥٦", "1e5", "-12345", "0x1234"])
def test_what_is_not_six_digits_is_refused(zhao: Person, phone: TOTPDevice, typed: str) -> None:
    with pytest.raises(CodeRefused):
        prove(zhao.id, typed, now=NOW)


def test_spaces_and_wide_digits_do_no_harm(zhao: Person, phone: TOTPDevice) -> None:
    digits = code(phone, NOW)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)

    assert prove(zhao.id, f" {wide[:3]} {wide[3:]} ", now=NOW).id == phone.id


def test_five_wrong_codes_lock_the_name_for_the_password_too(zhao: Person, phone: TOTPDevice) -> None:
    for _ in range(5):
        admit("zhaojing", PASSWORD, now=NOW)
        with pytest.raises(CodeRefused):
            prove(zhao.id, "000000", now=NOW)

    with pytest.raises(SignInLocked):
        admit("zhaojing", PASSWORD, now=NOW)
    with pytest.raises(SignInLocked):
        prove(zhao.id, code(phone, NOW), now=NOW)


def test_a_complete_sign_in_wipes_the_failures(zhao: Person, phone: TOTPDevice) -> None:
    with pytest.raises(CodeRefused):
        prove(zhao.id, "000000", now=NOW)
    prove(zhao.id, code(phone, NOW), now=NOW)

    assert not Attempt.objects.filter(failures__gt=1).exists()
    assert prove(zhao.id, code(phone, NOW, 1), now=NOW).id == phone.id


def test_the_first_administrator_gets_the_secret_at_once(zhao: Person) -> None:
    address = enrol_now(zhao.id, by=SYSTEM, now=NOW)

    assert address.startswith("otpauth://totp/Lianxin")
    device = TOTPDevice.objects.get(user=zhao)
    assert prove(zhao.id, code(device, NOW), now=NOW).confirmed
