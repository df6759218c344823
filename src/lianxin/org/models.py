"""Units, posts, duties, the catalogue of categories, and the duty list (权责清单)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop

from lianxin.kernel.ids import uuid7


class UnitKind(models.Model):
    """村居委会, 派出所, 综治中心 …: kinds are data."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, default="", blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A body that serves an area."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    area = models.CharField(max_length=15)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=40, default="", blank=True)  # the office's, published
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "kind"], name="org_unit_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "name"],
                condition=models.Q(valid_until__isnull=True),
                name="org_unit_standing",
            )
        ]

    def __str__(self) -> str:
        return self.name


class DutyKind(models.TextChoices):
    """What a post may do. The lifecycle table names these; a person holds them over an area."""

    GRID_OFFICER = "grid_officer", "网格员"
    DISPATCHER = "dispatcher", "派遣员"
    HANDLER = "handler", "经办人"
    UNIT_HEAD = "unit_head", "单位负责人"
    OVERSEER = "overseer", "督办员"
    MEDIATOR = "mediator", "调解员"
    MEDIATION_GUIDE = "mediation_guide", "调解指导员"  # the judicial office: 人民调解法 5
    KEEPER = "keeper", "业务管理员"  # keeps divisions, grids, posts, duty list, calendar, service times


class Post(models.Model):
    """A place in a unit, and the kind of duty that comes with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=DutyKind.choices)

    def __str__(self) -> str:
        return self.title


class Duty(models.Model):
    """A person in a post, over an area, from one day until another (exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "duties"
        indexes = [
            models.Index(fields=["person", "starts_on"], name="org_duty_person"),
            models.Index(fields=["area", "post"], name="org_duty_area"),
        ]


class Category(models.Model):
    """A kind of matter. `family` tells a quarrel from a thing to fix; `service` names its service time."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, default="", blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(
        max_length=10, choices=[("event", "事项"), ("dispute", "纠纷")], default="event"
    )
    service = models.CharField(max_length=20, default="ordinary")
    public = models.BooleanField(default=False)  # of public space: may be shown to anybody once approved
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "categories"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(family="event"), name="org_category_public"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DutyItem(models.Model):
    """One line of the duty list: this category, in this area, is led by that kind of unit at that tier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=40)  # the list's own numbering
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=15, default="", blank=True)  # "" holds everywhere; longest match wins
    tier = models.PositiveSmallIntegerField()  # code length of the leading tier: 12 community … 4 city
    lead = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    helpers = models.JSONField(default=list)  # codes of unit kinds
    part = models.CharField(
        max_length=10,
        choices=[("basic", "基本履职"), ("shared", "配合履职"), ("taken_back", "上级收回")],
        default="basic",
    )
    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=400)  # legal basis, as written in the list
    service = models.CharField(max_length=20, default="", blank=True)  # overrides the category's
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "area", "valid_from"], name="org_dutyitem_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class RoadKind(models.TextChoices):
    """The lawful ways out of a quarrel, in the order in which a map shows them: safety first."""

    POLICE = "police", gettext_noop("报警")
    TALK = "talk", gettext_noop("自行协商")
    PEOPLES = "peoples", gettext_noop("人民调解")
    ADMINISTRATIVE = "administrative", gettext_noop("行政调解")
    ARBITRATION = "arbitration", gettext_noop("仲裁")
    DECISION = "decision", gettext_noop("行政处理")
    REVIEW = "review", gettext_noop("行政复议")
    COURT = "court", gettext_noop("诉讼")
    PETITION = "petition", gettext_noop("信访")
    AID = "aid", gettext_noop("法律援助")


class Road(models.Model):
    """One way on the road map (路线图) of a kind of quarrel; what stands at the parent is open to every kind
    that has no way of this sort of its own. Dated: a change of the law is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RoadKind.choices)
    body = models.CharField(max_length=120)  # whom to go to
    within = models.CharField(max_length=200)  # limits, the person's and the body's
    brings = models.CharField(max_length=200)  # papers
    cost = models.CharField(max_length=120)
    onward = models.CharField(max_length=200)  # what it leads to, and what is open after it
    basis = models.CharField(max_length=400)  # as in the duty list: law and articles
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "kind", "valid_from"], name="org_road_kind")
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.kind}"
