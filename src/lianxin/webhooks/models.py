"""Where news goes, what has gone there, and whose submissions a matter was."""

from django.db import models

from lianxin.kernel.ids import uuid7

OPEN = models.Q(sent_at__isnull=True, given_up_at__isnull=True)


class Standing(models.TextChoices):
    """Whether news goes there now."""

    ACTIVE = "active", "active"
    PAUSED = "paused", "paused"
    CLOSED = "closed", "closed"


class Hook(models.Model):
    """推送地址: one address of an outside system, for some news. Few rows: every shard keeps them all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey("tokens.Partner", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    url = models.CharField(max_length=2000)
    kinds = models.JSONField(default=list)  # of news
    areas = models.JSONField(default=list)  # what is public there too; none: only its own submissions
    sealed = models.BinaryField()  # the signing secrets, newest first, each with its last moment
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    because = models.CharField(max_length=10, default="")  # paused: hand, failing, gone
    failing_since = models.DateTimeField(null=True)  # no delivery has arrived since
    rest_until = models.DateTimeField(null=True)  # it did not answer: nobody waits for it again before
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values), name="webhooks_hook_standing"
            ),
        ]


class Delivery(models.Model):
    """One piece of news for one hook. `body` is what is sent, the same at every try: ids and codes only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    hook = models.ForeignKey(Hook, on_delete=models.PROTECT, related_name="+")
    news = models.CharField(max_length=60)  # "<matter>:<version>" or "ping:<id>"
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=24, default="")
    body = models.TextField()
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    fault = models.CharField(max_length=20, default="")  # the kind of what went wrong: never words
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "hook", "news"], name="webhooks_delivery_news"),
        ]
        indexes = [
            models.Index(fields=["hook", "due_at"], name="webhooks_delivery_due", condition=OPEN),
            models.Index(fields=["hook", "id"], name="webhooks_delivery_log"),
            models.Index(fields=["written_at"], name="webhooks_delivery_age"),
        ]
