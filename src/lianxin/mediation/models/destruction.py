"""That the words of a dispute were destroyed: the record that outlives them."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.models.dispute import Dispute


class Destruction(models.Model):
    """销毁记录: which file, of what kind, on which day, what was taken away, by which rule. No word of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, default="", blank=True)
    category = models.CharField(max_length=40)
    papers = models.JSONField(default=dict)  # kind of paper → how many of them
    rule = models.CharField(max_length=60)
    destroyed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute"], name="mediation_destroyed_once"),
        ]
