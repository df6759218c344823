"""Divisions of the five tiers, their outlines, and grids.

An area is known by its code without trailing zeros: 14 · 1404 · 140403 · 140403001 · 140403001004 ·
140403001004001. A code is thus its own materialised path of fixed width: what lies inside an area is a
range of codes, and an area's tier is the length of its code.
"""

from django.db import models


class Division(models.Model):
    """A province, city, county, township or community for as long as its code was in force."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # the first day on which it is no longer in force
    replaced_by = models.CharField(max_length=12, default="", blank=True)
    source = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="territory_division_code"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="territory_division_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """The published or drawn boundary of a division (never published below the county)."""

    code = models.CharField(max_length=12, unique=True)
    wkb = models.BinaryField()  # WGS-84 / CGCS2000 polygon or multipolygon
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=80, default="")


class Grid(models.Model):
    """The smallest area; every point of a community that has grids lies in exactly one."""

    code = models.CharField(max_length=15)  # community + three digits, one piece of land's for good
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[("general", "综合网格"), ("special", "专属网格")])
    wkb = models.BinaryField()
    households = models.PositiveIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="territory_grid_code")]

    def __str__(self) -> str:
        return self.name
