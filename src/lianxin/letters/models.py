"""Letters that came in, and how far the mailbox has been read. Few rows: every shard keeps them all."""

from django.db import models

from lianxin.kernel.ids import uuid7


class Fate(models.TextChoices):
    """What became of a letter."""

    WAITING = "waiting", "waiting"
    MATTER = "matter", "matter"
    ADDED = "added", "added"
    IGNORED = "ignored", "ignored"
    DROPPED = "dropped", "dropped"


class Letter(models.Model):
    """来信: one mail. Its words and its sender are here, sealed, only while somebody must read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, unique=True)  # keyed, of its Message-ID: taken once
    sender = models.CharField(max_length=64, default="")  # keyed digest, for a day: to bound a flood
    area = models.CharField(max_length=15)  # whose mailbox it came to
    fate = models.CharField(max_length=10, choices=Fate.choices)
    why = models.CharField(max_length=12, default="")
    sealed = models.BinaryField(null=True)
    of_county = models.CharField(max_length=6, default="")
    matter = models.UUIDField(null=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(fate__in=Fate.values), name="letters_letter_fate"),
        ]
        indexes = [
            models.Index(fields=["area", "id"], name="letters_waiting", condition=models.Q(fate="waiting")),
            models.Index(
                fields=["sender", "received_at"], name="letters_sender", condition=~models.Q(sender="")
            ),
        ]


class Bookmark(models.Model):
    """How far a mailbox has been read. A new UIDVALIDITY begins anew: known letters are passed over."""

    box = models.CharField(max_length=64, unique=True)  # digest of host, user and folder
    validity = models.BigIntegerField(default=0)
    uid = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, default="")
