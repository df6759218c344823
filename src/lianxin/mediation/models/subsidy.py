"""What is claimed for a mediated case."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.choices import ClaimState
from lianxin.mediation.models.dispute import Dispute
from lianxin.mediation.subsidy import Grade


class SubsidyClaim(models.Model):
    """以案定补: one case, one claim, ever. Whoever mediated gets it; who guides looks at it and pays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    mediator = models.UUIDField()  # the person who led it
    month = models.DateField()  # its first day
    grade = models.CharField(max_length=8, choices=Grade.choices)
    grounds = models.JSONField(default=list)  # codes: what lifted it to this tier
    amount = models.DecimalField(max_digits=8, decimal_places=2)  # yuan
    state = models.CharField(max_length=8, choices=ClaimState.choices)
    sealed = models.BinaryField(null=True)  # why it was returned
    claimed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute"], name="mediation_claim_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ClaimState.values), name="mediation_claim_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state="paid", paid_at__isnull=False)
                | ~models.Q(state="paid") & models.Q(paid_at__isnull=True),
                name="mediation_claim_paid",
            ),
        ]
        indexes = [models.Index(fields=["committee", "month"], name="mediation_claim_month")]
