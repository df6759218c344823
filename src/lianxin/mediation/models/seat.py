"""Who sits beside the mediator of one dispute (联调班子)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.ids import uuid7
from lianxin.mediation.models.dispute import Dispute
from lianxin.mediation.models.panel import PanelMember


class Role(models.TextChoices):
    SECOND = "second", _("一起调解")
    ADVISER = "adviser", _("帮着出主意")


class Seat(models.Model):
    """Somebody was asked to sit in; `merits` are codes of what spoke for them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices)
    merits = models.JSONField(default=list)
    seated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "dispute", "member"],
                name="mediation_seat_member",
                condition=models.Q(left_at__isnull=True),
            ),
        ]
