"""Addresses of org."""

from django.urls import URLPattern, URLResolver, path

from lianxin.org.web import catalogue, duties, roads, units

app_name = "org"
urlpatterns: list[URLPattern | URLResolver] = [
    path("categories.json", catalogue.as_json, name="catalogue"),
    path("categories/", catalogue.categories, name="categories"),
    path("categories/<str:code>/retire/", catalogue.retire, name="category-retire"),
    path("duties/", duties.duties, name="duties"),
    path("duties/import/", duties.take_in, name="duties-import"),
    path("duties/export.csv", duties.export, name="duties-export"),
    path("roads/", roads.roads, name="roads"),
    path("roads/export.csv", roads.export, name="roads-export"),
    path("roads/import/", roads.take_in, name="roads-import"),
    path("roads/<str:code>/", roads.road, name="road"),
    path("units/", units.units, name="units"),
    path("units/new/", units.new, name="unit-new"),
    path("units/<uuid:unit_id>/", units.one, name="unit"),
    path("units/<uuid:unit_id>/<str:verb>/", units.change, name="unit-change"),
]
