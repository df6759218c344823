"""Addresses of notices."""

from django.urls import URLPattern, URLResolver, path

from lianxin.notices.web import views

app_name = "notices"
urlpatterns: list[URLPattern | URLResolver] = [
    path("undelivered/", views.undelivered, name="undelivered"),
    path("undelivered/<str:county>/<uuid:message>/again/", views.again, name="again"),
]
