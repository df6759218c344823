"""Who may be asked onto a panel (联调班子), and the kinds they are of. Few rows: every shard keeps all."""

from django.conf import settings
from django.db import models

from lianxin.kernel.ids import uuid7
from lianxin.mediation.proposing import Group


class PanelKind(models.Model):
    """村(社区)长, 老教师 …: kinds are configuration, since every place counts its 四长 and 五老 otherwise."""

    code = models.CharField(max_length=40, primary_key=True)
    group = models.CharField(max_length=8, choices=Group.choices)
    name = models.CharField(max_length=30)
    name_en = models.CharField(max_length=60, default="", blank=True)
    mediates = models.BooleanField(default=True)  # else only advises
    note = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(group__in=Group.values), name="mediation_panelkind_group"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PanelMember(models.Model):
    """Somebody who may be asked. With an account they are reached through it; without one, through whoever
    named them: no number is kept. Being here opens nothing: a duty does (`org.Duty`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=30, default="", blank=True)  # of who has no account
    kinds = models.JSONField(default=list)  # codes of PanelKind; one person may be of several
    area = models.CharField(max_length=15)  # which they serve, with all below
    categories = models.JSONField(default=list)  # codes of the quarrels they know well
    languages = models.JSONField(default=list)  # as people call them: 普通话, 长治话, 手语
    gender = models.CharField(
        max_length=1, choices=[("f", "女"), ("m", "男")], default="", blank=True
    )  # told by themselves, for who wishes for a woman or a man
    employer = models.CharField(max_length=80, default="", blank=True)
    home = models.CharField(max_length=40, default="", blank=True)  # code of their grid or building
    cap = models.PositiveSmallIntegerField(default=5)  # open disputes at once
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day on which they no longer are
    away_until = models.DateField(null=True, blank=True)  # the first day on which they can again

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(name=""),
                name="mediation_panelmember_who",
            ),
            models.UniqueConstraint(
                fields=["person", "area"],
                condition=models.Q(ends_on__isnull=True, person__isnull=False),
                name="mediation_panelmember_person",
            ),
            models.UniqueConstraint(
                fields=["name", "area"],
                condition=models.Q(ends_on__isnull=True) & ~models.Q(name=""),
                name="mediation_panelmember_name",
            ),
        ]
        indexes = [models.Index(fields=["area"], name="mediation_panelmember_area")]
