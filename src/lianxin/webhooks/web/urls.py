"""Addresses of webhooks."""

from django.urls import URLPattern, URLResolver, path

from lianxin.webhooks.web import views

HOOK = "hooks/<uuid:hook_id>/"

app_name = "webhooks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hooks/", views.listed, name="hooks"),
    path("hooks/new/<uuid:partner_id>/", views.added, name="add"),
    path(HOOK, views.shown, name="hook"),
    path(HOOK + "change/", views.changed, name="change"),
    path(HOOK + "secret/", views.renewed, name="secret"),
    path(HOOK + "<slug:verb>/", views.told, name="tell"),
    path("deliveries/<str:county>/<uuid:delivery_id>/", views.delivery, name="delivery"),
    path("deliveries/<str:county>/<uuid:delivery_id>/again/", views.again, name="again"),
]
