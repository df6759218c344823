"""The second factor: time-based codes (TOTP, RFC 6238), each good once, for its half minute and one either
side."""

import hmac
import re
import unicodedata
from datetime import datetime

from django_otp.oath import hotp
from django_otp.plugins.otp_totp.models import TOTPDevice

_DIGITS = re.compile(r"[0-9]{6}")
BEHIND = 1  # steps: how old a code may be; how far ahead it may be is the device's `tolerance`


def step_of(device: TOTPDevice, now: datetime) -> int:
    return (int(now.timestamp()) - int(device.t0)) // int(device.step)


def code_at(device: TOTPDevice, step: int) -> str:
    return f"{hotp(device.bin_key, step, digits=device.digits):0{device.digits}d}"


def step_matched(device: TOTPDevice, typed: str, now: datetime) -> int | None:
    """The step whose code was typed, or None. A step at or before the last one used never matches, so
    that a code seen over a shoulder is worth nothing afterwards."""
    code = "".join(unicodedata.normalize("NFKC", typed[:20]).split())
    if not _DIGITS.fullmatch(code):
        return None
    here = step_of(device, now)
    for step in range(max(here - BEHIND, device.last_t + 1), here + device.tolerance + 1):
        if hmac.compare_digest(code_at(device, step), code):
            return step
    return None


def code_to_show(device: TOTPDevice, now: datetime) -> str:
    """The next code that would be accepted: what the authenticator of a sample person would say."""
    return code_at(device, max(step_of(device, now), device.last_t + 1))
