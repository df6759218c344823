"""Matters and what hangs on them. Every table here is heavy: it carries `county`, never changed in place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.ids import uuid7
from lianxin.matters.lifecycle import Level, State, Verb

IS_OPEN = models.Q(ended_at__isnull=True)
HAS_WORDS = models.Q(ended_at__isnull=False, erased_at__isnull=True)
IS_OWED = models.Q(follow_up_by__isnull=False)
IS_PUBLIC = models.Q(public_at__isnull=False)


class Publicity(models.TextChoices):
    """Whether anybody may read of a matter: not yet decided, with its area, with its exact spot, or never,
    because the resident does not want it."""

    UNSAID = "", _("没有公开")
    AREA = "area", _("公开,位置只到社区")
    SPOT = "spot", _("公开,标出准确位置")
    OBJECTED = "objected", _("报事人不愿意公开")


IS_MERGED = models.Q(merged_into__isnull=False)


class Matter(models.Model):
    """事项: something to fix or answer, from the first word to the rating. Only matters.actions writes it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    number = models.CharField(max_length=24)  # 一案一码, public: county, day, seven characters
    code_digest = models.CharField(max_length=64)  # of the resident's own code, which is never stored

    text = models.TextField()
    place = models.CharField(max_length=200, default="")  # in the reporter's words
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    area = models.CharField(max_length=15)  # the smallest area known: a grid, else community … county
    channel = models.CharField(max_length=20)  # web, desk, grid, hotline, replay …
    reporter = models.UUIDField(null=True)  # a person who serves, when one of them reported
    partner = models.UUIDField(null=True)  # the outside system that sent it, and may hear how it goes
    notice = models.CharField(max_length=20, default="")  # version of the privacy notice that was shown

    category = models.CharField(max_length=40, default="")
    suggested = models.JSONField(default=dict)  # what the machine thought and why; a human's word wins
    service = models.CharField(max_length=20, default="ordinary")

    state = models.CharField(max_length=12, choices=State.choices)
    version = models.PositiveIntegerField(default=1)  # = number of movements
    desk = models.CharField(max_length=15)  # the area whose dispatcher has it
    unit = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    handler = models.UUIDField(null=True)  # the person who began
    routed_because = models.JSONField(default=dict)  # why it came to this unit
    bounces = models.PositiveSmallIntegerField(default=0)
    review_on = models.DateField(null=True)  # shelved until somebody looks again
    asked_until = models.DateField(null=True)  # more time was asked for, nobody has answered yet
    merged_into = models.UUIDField(null=True)
    level = models.CharField(max_length=1, choices=Level.choices, default="")
    # A call-back is owed by then: after a bad rating, or to somebody who told it by word of mouth.
    follow_up_by = models.DateTimeField(null=True)
    publicity = models.CharField(max_length=8, choices=Publicity.choices, default="")
    public_words = models.CharField(max_length=200, default="")  # written for anybody to read, approved
    public_at = models.DateTimeField(null=True)  # shown since; empty: nobody outside reads of it

    made_at = models.DateTimeField()  # what the sender claims
    received_at = models.DateTimeField()  # what the server saw; deadlines run from here
    moved_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # when the answer is promised (a copy of the clock's)
    ended_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # the words are gone: asked for, or their time was over

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="matters_matter_number"),
            models.UniqueConstraint(fields=["county", "code_digest"], name="matters_matter_code"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="matters_matter_state"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="matters_matter_version"),
            models.CheckConstraint(
                condition=models.Q(public_at__isnull=True)
                | models.Q(publicity__in=["area", "spot"]) & ~models.Q(public_words=""),
                name="matters_matter_public",
            ),
        ]
        indexes = [
            models.Index(fields=["code_digest"], name="matters_matter_by_code"),
            models.Index(fields=["county", "received_at", "id"], name="matters_matter_newest"),
            models.Index(fields=["received_at", "id"], name="matters_matter_time"),
            models.Index(fields=["area", "received_at"], name="matters_matter_area"),
            models.Index(fields=["unit", "received_at", "id"], name="matters_matter_unit"),
            # What is open is a sliver of what has been: lists and counts of work read only these.
            models.Index(fields=["unit", "due_at"], name="matters_open_unit", condition=IS_OPEN),
            models.Index(fields=["desk", "due_at"], name="matters_open_desk", condition=IS_OPEN),
            models.Index(fields=["desk", "follow_up_by"], name="matters_follow_up", condition=IS_OWED),
            models.Index(fields=["ended_at"], name="matters_words_until", condition=HAS_WORDS),
            # The county first: SQLite takes an equal county before a range of areas, whatever lies there.
            models.Index(fields=["county", "area", "due_at"], name="matters_open_place", condition=IS_OPEN),
            models.Index(
                fields=["county", "received_at", "id"], name="matters_public_newest", condition=IS_PUBLIC
            ),
            models.Index(fields=["county", "moved_at"], name="matters_public_moved", condition=IS_PUBLIC),
            models.Index(fields=["county", "merged_into"], name="matters_merged_into", condition=IS_MERGED),
        ]


class Movement(models.Model):
    """One verb that was spoken: the timeline. Appended, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=12, choices=Verb.choices)
    state_before = models.CharField(max_length=12, default="", blank=True)
    state_after = models.CharField(max_length=12)
    actor_kind = models.CharField(max_length=10)
    actor = models.UUIDField(null=True)
    post = models.CharField(max_length=150, default="")  # "东街派出所 社区民警 赵警官" as it was then
    unit = models.UUIDField(null=True)  # the unit it is about: routed to, sent back towards, asked to help
    note = models.TextField(default="")
    road = models.TextField(default="")  # declined: which lawful way is open instead
    facts = models.JSONField(default=dict)  # until, route, into, level, ladder step: codes, no words
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "matter", "version"], name="matters_movement_version"),
            models.CheckConstraint(condition=models.Q(verb__in=Verb.values), name="matters_movement_verb"),
        ]


class Assist(models.Model):
    """协办: a second unit was asked to help; the first stays responsible."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "matter", "unit"], name="matters_assist_unit"),
        ]


class Apart(models.Model):
    """不是同一件: somebody said of these two that they are not one thing. `one` is the lower id."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    one = models.UUIDField()
    other = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "one", "other"], name="matters_apart_pair"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="matters_apart_order"),
        ]
        indexes = [models.Index(fields=["county", "other"], name="matters_apart_other")]


class Contact(models.Model):
    """How to reach the reporter, sealed. May be absent: nobody must leave a number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    sealed_name = models.BinaryField(null=True)
    sealed_phone = models.BinaryField(null=True)
    sealed_mail = models.BinaryField(null=True)
    kept_until = models.DateField()
    quiet = models.BooleanField(default=False)  # another office answers them: nothing of ours goes there
    # Not with the report, but by whoever held its code: it proves the number, and not who reported.
    left_later = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "matter"], name="matters_contact_matter"),
        ]
        indexes = [models.Index(fields=["kept_until"], name="matters_contact_until")]


class Proof(models.Model):
    """Six digits that were sent to the number a reporter left: whoever has them may see and change it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "matter"], name="matters_proof_matter"),
        ]


class Reveal(models.Model):
    """Somebody looked at a contact: who, in which post, and why. The resident reads this list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField()
    post = models.CharField(max_length=150)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["county", "matter"], name="matters_reveal_matter")]


class Intake(models.Model):
    """The memory that makes a report the same however often it is sent: keyed per credential."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    credential = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    matter = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "credential", "key"], name="matters_intake_key"),
        ]
