"""What can be found. Heavy: it carries `county`, and is rebuilt from what it speaks of at any time."""

from django.db import models

from lianxin.kernel.ids import uuid7


class Row(models.Model):
    """One entry of the index: whose words these are, and who may find them. The engine's own index hangs on
    this table (migration 0001): on SQLite a full-text table kept by triggers, on PostgreSQL a column that
    the database makes of these three texts, with a GIN index."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    family = models.CharField(max_length=12)  # matter …
    subject = models.UUIDField()
    seat = models.BigIntegerField()  # its place among all, by the moment it was received (seats.py)
    marks = models.TextField()  # areas, units, kind, state, numbers: ASCII tokens, sorted
    helpers = models.TextField(default="")  # units that were asked to help, as marks
    words = models.TextField()  # what was said, as tokens
    fades_at = models.DateTimeField(null=True)  # from then on those who helped no longer find it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "family", "subject"], name="search_row_subject"),
            models.UniqueConstraint(fields=["county", "seat"], name="search_row_seat_in_county"),
        ]


class Owed(models.Model):
    """A family whose entries are being laid anew, and how far that has come. No row: the index is whole."""

    family = models.CharField(max_length=12, primary_key=True)
    after = models.CharField(max_length=120, default="")  # the mark behind the last that was laid
    began = models.UUIDField()  # rows with an earlier id are from before


class Scrub(models.Model):
    """One row: whether words were erased whose old places the engine may still keep (scrubbing.py)."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    owed = models.BooleanField(default=False)
    is_running = models.BooleanField(default=False)  # SQLite: begun, and goes on step by step
    began_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_scrub_is_one_row")]
