"""Addresses of mediation."""

from django.urls import URLPattern, URLResolver, path

from lianxin.mediation.web import desk_urls, panel

app_name = "mediation"
urlpatterns: list[URLPattern | URLResolver] = [
    *desk_urls.urlpatterns,
    path("panel/", panel.members, name="panel"),
    path("panel/new/", panel.new, name="panel-new"),
    path("panel/export.csv", panel.export, name="panel-export"),
    path("panel/import/", panel.take_in, name="panel-import"),
    path("panel/kinds/", panel.kinds, name="panel-kinds"),
    path("panel/kinds/<str:code>/drop/", panel.drop_kind, name="panel-kind-drop"),
    path("panel/<uuid:member_id>/", panel.member, name="panel-member"),
    path("panel/<uuid:member_id>/end/", panel.end, name="panel-end"),
]
