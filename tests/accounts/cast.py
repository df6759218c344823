"""What the tests of accounts share: a moment, a password, and a phone's codes."""

from datetime import UTC, datetime

from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts.codes import code_at, step_of

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PASSWORD = "three old locust trees"


def code(device: TOTPDevice, now: datetime, steps: int = 0) -> str:
    return code_at(device, step_of(device, now) + steps)
