"""Messages that must leave: written in the transaction of the fact they tell."""

from django.db import models

from lianxin.kernel.ids import uuid7


class Message(models.Model):
    """One message by one channel. `key` makes its effect happen once, however often it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    key = models.CharField(max_length=120)
    channel = models.CharField(max_length=20)
    to_person = models.UUIDField(null=True)  # a person who serves; residents by sealed address
    to_unit = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)  # address and words of a resident's message, until it has gone
    words = models.TextField()  # empty where they are sealed
    subject = models.CharField(max_length=80, default="")
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before: quiet hours, or moved on after a failed try
    urgent = models.BooleanField(default=False)  # an emergency: goes out at night too
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "key"], name="notices_message_key")]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notices_message_due",
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                fields=["to_person", "written_at"],
                name="notices_message_person",
                condition=models.Q(to_person__isnull=False),
            ),
            models.Index(
                fields=["to_unit", "written_at"],
                name="notices_message_unit",
                condition=models.Q(to_unit__isnull=False),
            ),
            models.Index(
                fields=["given_up_at"],
                name="notices_message_given_up",
                condition=models.Q(given_up_at__isnull=False),
            ),
            # What is emptied stays given up: the worker, who asks every second, must not walk past all of it.
            models.Index(
                fields=["given_up_at"],
                name="notices_message_forget",
                condition=models.Q(given_up_at__isnull=False, sealed__isnull=False),
            ),
        ]


class Carrier(models.Model):
    """How a channel is set up from a moment on, for the deployment or for one unit; the newest row holds."""

    channel = models.CharField(max_length=20)
    unit = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)  # null: replaced or switched off; the secrets are gone
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["channel", "unit"], name="notices_carrier_channel")]


class QuietTime(models.Model):
    """The hours in which nobody is woken, from a moment on; the newest row holds."""

    begins = models.TimeField()
    ends = models.TimeField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__lt=models.F("begins")), name="notices_quiettime_day"
            )
        ]
