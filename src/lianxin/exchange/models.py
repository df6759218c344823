"""Where rows come from, how they are read, and which of them is which matter."""

from django.conf import settings
from django.db import models

from lianxin.kernel.ids import uuid7


class Channel(models.TextChoices):
    HOTLINE = "hotline", "12345 热线"
    IMPORT = "import", "别的平台"


class Step(models.TextChoices):
    """`ASKING` waits for somebody to say what the columns mean, `CHECKED` for the word to go on."""

    ASKING = "asking", "等着对照"
    READING = "reading", "正在读"
    CHECKING = "checking", "正在试"
    CHECKED = "checked", "等您确认"
    TAKING = "taking", "正在导入"
    DONE = "done", "导入完了"
    FAILED = "failed", "停下了"


RUNNING = (Step.READING, Step.CHECKING, Step.TAKING)


class Source(models.Model):
    """来源: an office whose rows come here. `area`: where all of them lie. `tells`: whether the callers hear
    from us; else that office answers its own callers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    area = models.CharField(max_length=15)
    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.HOTLINE)
    tells = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="exchange_source_channel"
            ),
        ]


class Mapping(models.Model):
    """对照: what a source's columns and words mean here. Never changed: a new version takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    kept = models.BooleanField(default=True)  # for the next file; of one said for a file: once a row was good
    columns = models.JSONField(default=dict)  # their heading, in their order → our field; "" is left out
    categories = models.JSONField(default=dict)  # their word → our category
    areas = models.JSONField(default=dict)  # their word → our area
    constants = models.JSONField(default=dict)  # where a row says nothing; how dates and points are written
    answers = models.JSONField(default=dict)  # our answer → what their sheet calls it
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "version"], name="exchange_mapping_version"),
        ]


class Batch(models.Model):
    """一次导入: one file, from its upload to its result. Only whoever sent it sees it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    mapping = models.ForeignKey(Mapping, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # none: the command line
    step = models.CharField(max_length=10, choices=Step.choices)
    language = models.CharField(max_length=10, default="zh-hans")
    headings = models.JSONField(default=list)
    unread = models.JSONField(default=list)  # other sheets of the book, which nobody read
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)  # of the step that runs
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    danger = models.PositiveIntegerField(default=0)
    unmapped = models.JSONField(default=dict)  # their words for a category that nobody has matched: how many
    units = models.JSONField(default=dict)  # who got how many: told in one sentence at the end
    fault = models.TextField(default="")
    stopped_at = models.CharField(max_length=10, default="")  # the step that failed, where it can go on
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    forget_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(step__in=Step.values), name="exchange_batch_step"),
        ]
        indexes = [
            models.Index(
                fields=["moved_at"], name="exchange_batch_runs", condition=models.Q(step__in=RUNNING)
            ),
            models.Index(fields=["person", "made_at"], name="exchange_batch_person"),
            models.Index(fields=["forget_at"], name="exchange_batch_forget"),
        ]


class Piece(models.Model):
    """A part of what was sent, sealed: the file until it is read, then its rows, ten to a piece. A piece of
    rows that all went in is deleted in the transaction that took them in."""

    FILE, ROWS, TWICE = "file", "rows", "twice"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    waits = models.BooleanField(default=True)  # for the step that runs
    bad = models.PositiveSmallIntegerField(default=0)
    shown = models.PositiveSmallIntegerField(default=0)  # rows that changed over there, or speak of danger
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "number"], name="exchange_piece_number"),
        ]
        indexes = [models.Index(fields=["batch", "kind", "waits", "number"], name="exchange_piece_next")]


class Arrival(models.Model):
    """来件: their number is this matter, for good. `county` is where the source is at home, so that a
    number is one of its kind whichever county the matter lies in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)  # keyed, of the row as it last came: tells that it has changed
    matter_county = models.CharField(max_length=6, default="")
    matter = models.UUIDField(null=True)
    batch = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "source", "number"], name="exchange_arrival_number"),
        ]
        indexes = [models.Index(fields=["county", "matter"], name="exchange_arrival_matter")]
