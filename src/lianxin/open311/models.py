"""What a kind of matter asks besides, and which partner sent what."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.open311.datatypes import Datatype


class Question(models.Model):
    """An attribute of a service definition: reference data, dated, kept by the keeper."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    category = models.ForeignKey("org.Category", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    datatype = models.CharField(max_length=20, choices=Datatype.choices)
    words = models.CharField(max_length=400)
    words_en = models.CharField(max_length=400, default="", blank=True)
    hint = models.CharField(max_length=400, default="", blank=True)
    hint_en = models.CharField(max_length=400, default="", blank=True)
    required = models.BooleanField(default=False)
    variable = models.BooleanField(default=True)  # no: it only tells something
    order = models.PositiveSmallIntegerField(default=0)
    choices = models.JSONField(default=list)  # [key, name, English name]
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # the first day on which it is asked no more

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "code", "valid_from"], name="open311_question_code"),
            models.CheckConstraint(
                condition=models.Q(datatype__in=Datatype.values), name="open311_question_datatype"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Sent(models.Model):
    """A matter that a partner sent: that it may read its own words again, and that the same words sent again
    within minutes are the same matter. Appended, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    partner = models.UUIDField()
    digest = models.CharField(max_length=64)  # keyed, of everything that was sent
    report = models.UUIDField()  # the sender's id of the report, made by us
    matter = models.UUIDField()
    number = models.CharField(max_length=24, default="")  # the matter's, under which its partner asks for it
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "matter"], name="open311_sent_matter"),
        ]
        indexes = [
            models.Index(fields=["county", "partner", "digest", "at"], name="open311_sent_again"),
            models.Index(fields=["county", "partner", "at"], name="open311_sent_partner"),
            models.Index(fields=["county", "number"], name="open311_sent_number"),
        ]
