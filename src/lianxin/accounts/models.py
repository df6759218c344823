"""People who serve, and what is remembered about their attempts to sign in."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.ids import uuid7


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Administrator(models.TextChoices):
    """The three administrators (三员分立, GB/T 22239-2019 8.1.4.2): one column, so nobody can be two."""

    NONE = "", "—"
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDIT = "audit", _("审计管理员")


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their duties (org), never from a group."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    administrator = models.CharField(
        max_length=10, choices=Administrator.choices, default=Administrator.NONE, blank=True
    )
    # Every session carries a digest over this number: one more, and all of them end at their next request.
    epoch = models.PositiveIntegerField(default=0)
    sample = models.BooleanField(default=False)  # of the sample town: signs in nowhere else
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(administrator__in=Administrator.values),
                name="accounts_person_administrator",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return self._hash_of(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._hash_of(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _hash_of(self, secret: str | bytes) -> str:
        told = f"{self.password}\0{self.epoch}"
        return salted_hmac("lianxin.accounts.session", told, secret=secret, algorithm="sha256").hexdigest()


class Attempt(models.Model):
    """Failed sign-ins against one bound (accounts/tries.py), kept in the database so that a lock survives a
    restart. Neither the name nor the address is kept: people type passwords into the wrong field."""

    key = models.CharField(max_length=64, primary_key=True)
    name_digest = models.CharField(max_length=64, default="")  # to unlock by; "" counts an address
    failures = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["name_digest"], name="accounts_attempt_name")]


class Invitation(models.Model):
    """A word that lets one person enrol a second factor, once, until it runs out. Only its keyed digest is
    kept: the word itself is shown to the security administrator, who hands it over."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
