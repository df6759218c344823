"""Addresses of letters."""

from django.urls import URLPattern, URLResolver, path

from lianxin.letters.web import views

app_name = "letters"
urlpatterns: list[URLPattern | URLResolver] = [
    path("letters/", views.basket, name="basket"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("letters/<uuid:letter_id>/place/", views.place, name="place"),
    path("letters/<uuid:letter_id>/drop/", views.drop, name="drop"),
]
