"""Addresses of notices."""

from django.urls import URLPattern, URLResolver, path

from lianxin.notices.web import carriers, views

app_name = "notices"
urlpatterns: list[URLPattern | URLResolver] = [
    path("undelivered/", views.undelivered, name="undelivered"),
    path("undelivered/<str:county>/<uuid:message>/again/", views.again, name="again"),
    path("channels/", carriers.overview, name="carriers"),
    path("channels/quiet/", carriers.change_hours, name="quiet"),
    path("channels/<slug:name>/", carriers.one, name="carrier"),
    path("channels/<slug:name>/off/", carriers.off, name="carrier_off"),
    path("channels/<slug:name>/trial/", carriers.trial, name="carrier_trial"),
    path("channels/<slug:name>/<uuid:unit>/", carriers.one, name="unit_carrier"),
    path("channels/<slug:name>/<uuid:unit>/off/", carriers.off, name="unit_carrier_off"),
    path("channels/<slug:name>/<uuid:unit>/trial/", carriers.trial, name="unit_carrier_trial"),
]
