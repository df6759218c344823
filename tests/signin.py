"""Sign a test client in as somebody, with the second factor brought, without the slow password hash."""

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts import sessions
from lianxin.accounts.models import Person
from lianxin.kernel import clock


def signed_in(client: Client, person: Person) -> Client:
    """The same client, now signed in with both factors."""
    device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=True, defaults={"name": "test"})
    client.force_login(person)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    sessions.begin(session, clock.now())
    session.save()
    return client


def half_signed_in(client: Client, person: Person) -> Client:
    """The password was right, the second factor is still owed."""
    client.force_login(person)
    session = client.session
    sessions.begin(session, clock.now())
    session.save()
    return client
