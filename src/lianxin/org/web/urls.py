"""Addresses of org."""

from django.urls import URLPattern, URLResolver, path

from lianxin.org.web import duties, units

app_name = "org"
urlpatterns: list[URLPattern | URLResolver] = [
    path("duties/", duties.duties, name="duties"),
    path("duties/import/", duties.take_in, name="duties-import"),
    path("duties/export.csv", duties.export, name="duties-export"),
    path("units/", units.units, name="units"),
    path("units/new/", units.new, name="unit-new"),
    path("units/<uuid:unit_id>/", units.one, name="unit"),
    path("units/<uuid:unit_id>/<str:verb>/", units.change, name="unit-change"),
]
