"""Answers that were given once, and are given again to whoever asks the same under the same key."""

from django.db import models


class Once(models.Model):
    """What one Idempotency-Key of one token was answered. No county: it is gone after a day, and `key`, a
    keyed digest over token and key, finds it in one place."""

    key = models.CharField(max_length=64, primary_key=True)
    fingerprint = models.CharField(max_length=64)  # of the method, the address and the body
    sealed = models.BinaryField(null=True)  # the answer; null: not to be given twice
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="api_once_made")]
