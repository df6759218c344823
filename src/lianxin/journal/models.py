"""The chain's heads, its entries, and the announcements that leave with them."""

from django.db import models

from lianxin.journal.chain import GENESIS
from lianxin.kernel.ids import uuid7


class Head(models.Model):
    """Where a county's chain stands: locked, read and moved on by every append."""

    county = models.CharField(max_length=6, primary_key=True)
    position = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64, default=GENESIS)


class Entry(models.Model):
    """One fact. `link` = SM3(previous link, canonical text of everything else)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    position = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=45)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    payload = models.TextField()  # canonical JSON: the very text that was hashed
    link = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "position"], name="journal_entry_position"),
        ]
        indexes = [models.Index(fields=["county", "subject", "position"], name="journal_entry_subject")]


class Announcement(models.Model):
    """News on its way up, written in the transaction of the fact it tells."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    topic = models.CharField(max_length=60)
    payload = models.JSONField()
    announced_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before: moved on after each failed try
    tries = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField(null=True)
    fault = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="journal_announcement_due", condition=models.Q(heard_at__isnull=True)
            ),
            models.Index(
                fields=["heard_at"],
                name="journal_announcement_heard",
                condition=models.Q(heard_at__isnull=False),
            ),
        ]


class Version(models.Model):
    """Counts the changes of one body of reference data (the map, the duty list, the calendar), so that
    each process can tell in one cheap look whether its own copy still holds."""

    name = models.CharField(max_length=30, primary_key=True)
    number = models.BigIntegerField(default=0)
