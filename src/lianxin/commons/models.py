"""The daily sums of a county, small counts already hidden: nothing smaller is kept."""

from django.db import models

from lianxin.kernel.ids import uuid7


class Daycount(models.Model):
    """What may be told of a county on a day. `blocks` hold only counts of five and more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    on = models.DateField()  # everything received before this day in China
    shown = models.CharField(max_length=24, default="")  # what was read one by one then: not told beside else
    blocks = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county"], name="commons_daycount_county")]
