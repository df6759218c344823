"""The dispute itself, who is in it, what was done, what is due, and who looked."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.choices import Sender, Side, Source, Will
from lianxin.mediation.lifecycle import State, Verb


class Dispute(models.Model):
    """矛盾纠纷: one quarrel, from its registration to the filed record. Only mediation.actions writes it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    number = models.CharField(max_length=60, default="")  # (2026)东人调字第12号, once taken on
    sealed = models.BinaryField(null=True)  # the account, the requests, the place in somebody's words
    area = models.CharField(max_length=15)
    category = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=Source.choices)
    sender = models.CharField(max_length=12, choices=Sender.choices)
    reference = models.CharField(max_length=60, default="")  # the sender's own number of it
    sent_by = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    matter = models.UUIDField(null=True)  # of the same county, out of which it was born

    state = models.CharField(max_length=12, choices=State.choices)
    version = models.PositiveIntegerField(default=1)  # = number of steps
    committee = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    mediator = models.UUIDField(null=True)  # the person who leads
    harms = models.JSONField(default=dict)  # answers about the quarrel, by code; of no person
    ties = models.JSONField(default=list)  # which panel members may not sit here, and why; of this one alone
    notified = models.JSONField(default=list)  # codes of the statutory reports that were made
    colour = models.CharField(max_length=8, default="")  # of the quarrel, and gone with it
    reasons = models.JSONField(default=list)  # codes: why this colour

    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # yuan, of the agreement
    kept_until = models.DateField(null=True)  # filed, or left unfiled: the words go after this day
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number"],
                name="mediation_dispute_number",
                condition=~models.Q(number=""),
            ),
            models.UniqueConstraint(
                fields=["county", "matter"],
                name="mediation_dispute_matter",
                condition=models.Q(matter__isnull=False),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="mediation_dispute_state"
            ),
            # A colour is the quarrel's and ends with it: no ended dispute bears one.
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(colour=""),
                name="mediation_dispute_colour",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "area", "received_at"], name="mediation_dispute_area"),
            models.Index(
                fields=["mediator", "moved_at"],
                name="mediation_open_mediator",
                condition=models.Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["committee", "moved_at"],
                name="mediation_open_committee",
                condition=models.Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["committee", "ended_at"],
                name="mediation_ended_committee",
                condition=models.Q(ended_at__isnull=False),
            ),
            models.Index(
                fields=["kept_until"],
                name="mediation_destroyed_by",
                condition=models.Q(kept_until__isnull=False, destroyed_at__isnull=True),
            ),
            models.Index(
                fields=["ended_at"],
                name="mediation_unfiled",
                condition=models.Q(ended_at__isnull=False, kept_until__isnull=True),
            ),
        ]


class Party(models.Model):
    """当事人, sealed. Each has a code of their own: it opens this dispute as this party reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()  # among the parties, from 1
    side = models.CharField(max_length=12, choices=Side.choices)
    sealed = models.BinaryField(null=True)
    code_digest = models.CharField(max_length=64)
    hidden = models.BooleanField(default=False)  # from the other parties: who, where and how to reach
    will = models.CharField(max_length=4, choices=Will.choices, default="", blank=True)
    asked_at = models.DateTimeField(null=True)  # told of the dispute and of their rights
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute", "place"], name="mediation_party_place"),
            models.UniqueConstraint(fields=["county", "code_digest"], name="mediation_party_code"),
        ]
        indexes = [models.Index(fields=["code_digest"], name="mediation_party_by_code")]


class Step(models.Model):
    """One verb that was spoken. Appended, never edited; what was said with it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=12, choices=Verb.choices)
    state_before = models.CharField(max_length=12, default="", blank=True)
    state_after = models.CharField(max_length=12)
    actor_kind = models.CharField(max_length=10)
    actor = models.UUIDField(null=True)  # a person who serves, or a party
    post = models.CharField(max_length=150, default="")
    sealed = models.BinaryField(null=True)
    facts = models.JSONField(default=dict)  # codes, dates and ids, no words
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute", "version"], name="mediation_step_version"),
            models.CheckConstraint(condition=models.Q(verb__in=Verb.values), name="mediation_step_verb"),
        ]


class Due(models.Model):
    """期限: a day by which something of this dispute is to be done. `kind` is a code of the table of limits
    ("mediate", "mediate:2" of the second round of talks) or one promise of the agreement ("promise:3")."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    due_on = models.DateField()
    met_at = models.DateTimeField(null=True)  # done, or no longer owed
    prolonged = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)  # the last day on which somebody was reminded of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute", "kind"], name="mediation_due_kind"),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="mediation_due_open", condition=models.Q(met_at__isnull=True)
            )
        ]


class Series(models.Model):
    """The running number of a committee's files in a year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    committee = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["county", "committee", "year"], name="mediation_series_year"),
        ]


class Look(models.Model):
    """Somebody opened the file: who, in which post, what of it, and why. The parties read this list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField()
    post = models.CharField(max_length=150)
    what = models.CharField(max_length=20)
    sealed = models.BinaryField(null=True)  # why
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["county", "dispute"], name="mediation_look_dispute")]
