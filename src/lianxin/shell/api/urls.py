"""Addresses of the API."""

from django.urls import URLPattern, URLResolver, path

from lianxin.shell.api import views
from lianxin.shell.api.house import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", views.readable, name="readable"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/", api.urls),
]
