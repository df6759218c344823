"""The agreement, who signed it, and the keeping of each promise."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.choices import Hand, Signer
from lianxin.mediation.models.dispute import Dispute, Party


class Agreement(models.Model):
    """调解协议: one draft after another; the last one counts. A new draft has no signatures."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="+")
    draft = models.PositiveSmallIntegerField()
    oral = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)  # facts, points at issue, the terms
    drafted_at = models.DateTimeField()
    effective_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "dispute", "draft"], name="mediation_agreement_draft"),
        ]


class Signature(models.Model):
    """That somebody signed a draft: the paper bears the hand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    signer = models.CharField(max_length=10, choices=Signer.choices)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    hand = models.CharField(max_length=8, choices=Hand.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "agreement", "party"],
                name="mediation_signature_party",
                condition=models.Q(party__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["county", "agreement", "signer"],
                name="mediation_signature_signer",
                condition=models.Q(party__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(signer="party", party__isnull=False)
                | ~models.Q(signer="party") & models.Q(party__isnull=True),
                name="mediation_signature_whose",
            ),
        ]


class Fulfilment(models.Model):
    """履行: one promise of an agreement in force, or one instalment of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    sealed = models.BinaryField(null=True)  # who does what for whom
    due_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # yuan
    done_on = models.DateField(null=True)
    proof = models.BinaryField(null=True)  # sealed: by which paper it is known
    confirmed_at = models.DateTimeField(null=True)  # by whoever it was owed to

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "agreement", "place"], name="mediation_fulfilment_place"
            ),
        ]
