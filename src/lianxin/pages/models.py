"""How often one network address did one thing lately, or one telephone was sent what it did not ask for:
what keeps guessing and flooding within bounds."""

from django.db import models


class Tally(models.Model):
    """One address, one thing, one span of time. `key` is a keyed digest that changes with every span, so that
    two rows of the same address cannot be joined: it bounds, it does not watch. No county: it is nobody's
    data, belongs to no area, and is gone a day after its span."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="pages_tally_ends")]
