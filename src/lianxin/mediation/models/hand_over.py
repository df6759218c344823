"""What was handed over, or offered for mediating together."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.choices import Answer, Joining, Sender
from lianxin.mediation.models.dispute import Dispute


class HandOver(models.Model):
    """移送、联调: to which body, with which papers, by when we ask again, and what it said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()  # of the step by which it was offered
    joining = models.CharField(max_length=8, choices=Joining.choices)
    body = models.CharField(max_length=12, choices=Sender.choices)
    unit = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    papers = models.JSONField(default=list)  # codes of the kinds that go along
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.OFFERED)
    sealed = models.BinaryField(null=True)  # why it came back
    offered_at = models.DateTimeField()
    answer_on = models.DateField()  # by then it is asked again
    answered_at = models.DateTimeField(null=True)
    theirs_on = models.DateField(null=True)  # by when the law has them done, from the day they took it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "dispute", "version"], name="mediation_handover_version"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="offered", answered_at__isnull=True)
                | ~models.Q(answer="offered") & models.Q(answered_at__isnull=False),
                name="mediation_handover_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "offered_at"],
                name="mediation_handover_open",
                condition=models.Q(answer="offered"),
            )
        ]
