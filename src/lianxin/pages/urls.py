"""Addresses that belong to no room."""

from django.urls import path

from lianxin.pages import views

app_name = "pages"
urlpatterns = [path("preferences/", views.prefer, name="prefer")]
