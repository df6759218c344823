"""Sittings, and what one side alone said to the mediator."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.choices import Result
from lianxin.mediation.models.dispute import Dispute, Party


class Sitting(models.Model):
    """调解: one meeting. `version` guards the record: of two who write at once, the second is told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()  # the first, the second …
    begins_at = models.DateTimeField()
    online = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)  # where it is (or the link), what was said, what was found
    present = models.JSONField(default=list)  # ids of parties who were there
    rights_told = models.BooleanField(default=False)
    result = models.CharField(max_length=12, choices=Result.choices, default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)  # the day before, or summoned so late that none was needed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute", "place"], name="mediation_sitting_place"),
        ]
        indexes = [
            models.Index(
                fields=["begins_at"],
                name="mediation_sitting_begins",
                condition=models.Q(ended_at__isnull=True),
            )
        ]


class Aside(models.Model):
    """背靠背: what one party told the mediator alone. Never in the file, never on another party's page."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField()  # the mediator who wrote it, and who alone reads it
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["county", "dispute"], name="mediation_aside_dispute")]
