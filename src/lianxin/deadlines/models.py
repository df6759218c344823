"""The working calendar, service times, clocks and the ladder."""

from django.db import models

from lianxin.kernel.ids import uuid7


class CalendarDay(models.Model):
    """A day that is not what its weekday says, or that an administrator has set."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    name = models.CharField(max_length=60, default="")
    source = models.CharField(max_length=60, default="")


class CalendarYear(models.Model):
    """Whether a year's days off have been announced by the State Council, or are only guessed."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    announced = models.BooleanField()
    source = models.CharField(max_length=60)


class ServiceTime(models.Model):
    """How fast a kind of matter is dispatched and answered; dated, so that a change touches only new ones."""

    code = models.CharField(max_length=20)  # emergency, utilities, ordinary, complex, engineering
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, default="", blank=True)
    dispatch_minutes = models.PositiveIntegerField()
    answer_minutes = models.PositiveIntegerField(null=True, blank=True)  # running round the clock
    answer_workdays = models.PositiveSmallIntegerField(null=True, blank=True)  # or whole working days
    planned = models.BooleanField(default=False)  # a dated plan instead of a clock
    basis = models.CharField(max_length=200, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="deadlines_servicetime_code"),
        ]


class LadderStep(models.Model):
    """提醒 → 普通 → 黄 → 红: when a clock reaches `after_percent` of its time, who is told. Cases have
    colours, people never: a step carries no points."""

    code = models.CharField(max_length=10, primary_key=True)  # reminder, ordinary, yellow, red
    rank = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=30)
    name_en = models.CharField(max_length=60, default="")
    after_percent = models.PositiveSmallIntegerField()


class Clock(models.Model):
    """A promise with a time. It starts at receipt and never runs faster; pausing moves its end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    subject = models.CharField(max_length=80)  # "matter:<uuid>"
    kind = models.CharField(max_length=20)  # dispatch, answer
    service = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    counted_from = models.DateTimeField()  # started_at moved on by every pause: what the ladder measures from
    in_workdays = models.BooleanField(default=False)  # its measure: whole working days, or minutes
    due_at = models.DateTimeField(null=True)  # null: a plan is still owed
    paused_at = models.DateTimeField(null=True)
    extended = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)  # a new promise (extended, reopened) climbs anew
    rung = models.PositiveSmallIntegerField(default=0)  # rank of the highest ladder step reached
    next_step_at = models.DateTimeField(null=True)  # when the sweep must look again

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "subject", "kind"], name="deadlines_clock_subject"),
        ]
        indexes = [
            models.Index(
                fields=["next_step_at"],
                name="deadlines_clock_sweep",
                condition=models.Q(stopped_at__isnull=True, paused_at__isnull=True),
            )
        ]
