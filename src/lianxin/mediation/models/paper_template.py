"""How a deployment prints its papers, where it does so otherwise than we. Few rows: every shard keeps all."""

from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.choices import Form
from lianxin.mediation.papers.kinds import Kind


class PaperTemplate(models.Model):
    """文书模板: brought by a keeper, looked at before it was taken. Never edited: another one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    form = models.CharField(max_length=5, choices=Form.choices)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the body
    brought_by = models.UUIDField()  # the keeper, who is told where it fails
    brought_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # the first time that it could not be set for a real file

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "form"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="mediation_papertemplate_one",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values, form__in=Form.values),
                name="mediation_papertemplate_what",
            ),
        ]
