"""The deployment's own way to keep a password, at a price that a test can pay.

The real price (tens of megabytes, a tenth of a second) is asked in tests/accounts/test_register.py and by
everybody who signs in through the browser.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings


class QuickArgon2(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.QuickArgon2"]):
        yield
