"""A person with a password and a phone, and a clock that stands still."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.cast import NOW, PASSWORD
from lianxin.accounts.models import Person
from lianxin.accounts.public import register
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM


@pytest.fixture
def _quick_hash(settings) -> None:  # type: ignore[no-untyped-def]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def zhao(db: None, _quick_hash: None) -> Person:
    return register("zhaojing", "赵警官", PASSWORD, by=SYSTEM, now=NOW)


@pytest.fixture
def phone(zhao: Person) -> TOTPDevice:
    return TOTPDevice.objects.create(user=zhao, name="phone", confirmed=True)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock that the edges read."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(NOW)
    return set_clock


@pytest.fixture
def door(settings, client: Client, at: None) -> Client:  # type: ignore[no-untyped-def]
    """A client in a house that has only this room, its frame, and one page of somebody else's."""
    settings.ROOT_URLCONF = "accounts.house"
    return client
