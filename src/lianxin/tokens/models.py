"""Outside systems, and the tokens of theirs and of people who serve. Few rows: every shard keeps them all."""

from django.conf import settings
from django.db import models

from lianxin.kernel.ids import uuid7

OF_ONE = models.Q(partner__isnull=False, person__isnull=True) | models.Q(
    partner__isnull=True, person__isnull=False
)


class Partner(models.Model):
    """对接方: an outside system that comes in by itself, for a unit that answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=60, unique=True)
    contact = models.CharField(max_length=120)  # the unit that runs it, and its office's number
    areas = models.JSONField(default=list)  # codes of the areas it may act for, never none
    test = models.BooleanField(default=False)  # what it sends is judged and answered, and not kept
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Token(models.Model):
    """A secret that was shown once. Only its keyed digest is here; `prefix` is how people know it again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    epoch = models.PositiveIntegerField(default=0)  # the person's when it was made: one more ends it
    name = models.CharField(max_length=60)  # what it is for
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField()  # the first day on which it no longer holds
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)  # the day alone: enough to see that nobody needs it any more
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OF_ONE, name="tokens_token_of_one"),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="tokens_token_days"
            ),
            models.CheckConstraint(condition=models.Q(per_minute__gte=1), name="tokens_token_bound"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"
