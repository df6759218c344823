"""The people of the sample town, whose passwords and codes the sign-in page shows on loopback."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts.actions import check_identity, enter
from lianxin.accounts.codes import code_to_show
from lianxin.accounts.models import Person
from lianxin.accounts.names import tidy
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotAllowed
from lianxin.kernel.keyring import keyring

# The page may hand out the codes of the next twenty minutes, each good once as everywhere, so that somebody
# who tries the same person five times in a minute need not wait for the clock.
AHEAD = 40


@dataclass(frozen=True)
class SamplePerson:
    username: str
    name: str
    administrator: str
    password: str
    code: str


def register_sample(username: str, name: str, administrator: str = "", *, now: datetime) -> Person:
    """Somebody of the sample town, ready to sign in with both factors; refused in a real deployment."""
    if not settings.SAMPLE_TOWN:
        raise NotAllowed(_("样板城镇没有打开,不能登记样板人物。"))
    newcomer = Person(
        username=tidy(username), name=name, administrator=administrator, sample=True, created_at=now
    )
    check_identity(newcomer)
    newcomer.password = _sample_hash(sample_password())
    enter(newcomer, by=SYSTEM, now=now)
    TOTPDevice.objects.create(user=newcomer, name="sample", confirmed=True, tolerance=AHEAD)
    return newcomer


def sample_people(*, now: datetime) -> list[SamplePerson]:
    """Who can be signed in as, with password and current code; nobody unless this is the sample town."""
    if not settings.SAMPLE_TOWN:
        return []
    devices = TOTPDevice.objects.filter(user__sample=True, user__is_active=True, confirmed=True)
    return [
        SamplePerson(
            device.user.username,
            device.user.name,
            device.user.administrator,
            sample_password(),
            code_to_show(device, now),
        )
        for device in devices.select_related("user").order_by("id")
    ]


def sample_password() -> str:
    """One for the whole town, another in every deployment: no password stands in the code."""
    return f"town-{keyring().code('accounts.sample', 'password', 8).lower()}"


@cache
def _sample_hash(password: str) -> str:
    """Hashed once for all of them: a quarter of a second each would slow the first start."""
    return make_password(password)
