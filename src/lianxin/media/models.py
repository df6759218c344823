"""Photos, and those to be fetched. Heavy: every row carries `county`, and names its subject as words."""

from django.db import models

from lianxin.kernel.ids import uuid7


class Picture(models.Model):
    """A photo that is kept: two files under `name`, and two more under `public_name` once a person has
    covered what must be covered and said that everybody may see it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    subject = models.CharField(max_length=80)  # "matter:<uuid>"
    part = models.PositiveIntegerField(default=0)  # which step of the subject it came with
    digest = models.CharField(max_length=64)  # keyed, of the bytes that arrived: the same photo is kept once
    name = models.CharField(max_length=32)  # random; the files and the address are called by it
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()  # bytes of the two files together
    kept_at = models.DateTimeField()
    kept_until = models.DateField()
    public_name = models.CharField(
        max_length=32, default=""
    )  # of the covered one; "" while nobody may see it
    public_width = models.PositiveIntegerField(default=0)
    public_height = models.PositiveIntegerField(default=0)
    public_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "subject", "digest"], name="media_picture_once"),
            models.UniqueConstraint(fields=["county", "name"], name="media_picture_name"),
            models.CheckConstraint(
                condition=models.Q(public_name="", public_at__isnull=True)
                | (~models.Q(public_name="") & models.Q(public_at__isnull=False)),
                name="media_picture_public",
            ),
        ]
        indexes = [
            models.Index(fields=["kept_until"], name="media_picture_until"),
            # By the name alone: a file on the shelf bears no county.
            models.Index(fields=["name"], name="media_picture_file"),
            models.Index(
                fields=["public_name"], name="media_picture_shown", condition=~models.Q(public_name="")
            ),
        ]


class Errand(models.Model):
    """A photo that somebody named by its address: fetched later, by the background work."""

    class State(models.TextChoices):
        WAITING = "waiting"
        KEPT = "kept"
        REFUSED = "refused"  # what came is no photo we keep
        GIVEN_UP = "given_up"  # nothing came

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    subject = models.CharField(max_length=80)
    part = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)  # keyed, of the address: the same one is fetched once
    url = models.TextField()  # emptied as soon as nothing is to be fetched from it any more
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=20, default="")  # a word of errors.WHY
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "subject", "digest"], name="media_errand_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "kept", "refused", "given_up"]),
                name="media_errand_state",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="media_errand_due", condition=models.Q(state="waiting")),
        ]
