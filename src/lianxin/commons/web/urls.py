"""Addresses of the public board."""

from django.urls import URLPattern, URLResolver, path, re_path

from lianxin.commons.web import views

app_name = "commons"
urlpatterns: list[URLPattern | URLResolver] = [
    path("commons/", views.board, name="board"),
    path("commons/map/", views.dots, name="map"),
    path("commons/sign/", views.sign, name="sign"),
    re_path(r"^commons/feed\.(?P<form>atom|geojson|csv)$", views.feed, name="feed"),
]
