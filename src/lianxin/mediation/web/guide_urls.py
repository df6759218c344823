"""Addresses of those who guide and oversee mediation, and of units to which disputes go."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from lianxin.mediation.web import claims, counting, offered, overseeing


class Sheet(StringConverter):
    regex = "rows|sums"


class Book(StringConverter):
    regex = "csv|xlsx"


class ClaimVerb(StringConverter):
    regex = "|".join(claims.VERBS)


for name, words in (("sheet", Sheet), ("book", Book), ("claim_verb", ClaimVerb)):
    register_converter(words, name)

urlpatterns: list[URLPattern | URLResolver] = [
    path("disputes/oversight/", overseeing.oversight, name="oversight"),
    path("disputes/statistics/", counting.statistics, name="statistics"),
    path("disputes/statistics/<sheet:sheet>.<book:kind>", counting.export, name="statistics-export"),
    path("disputes/offered/", offered.offered, name="offered"),
    path("disputes/offered/<str:county>/<uuid:hand_over_id>/", offered.answer, name="answer"),
    path("disputes/claims/", claims.claims, name="claims"),
    path("disputes/claims/claim/", claims.claim, name="claim"),
    path("disputes/claims/export.csv", claims.export, name="claims-export"),
    path("disputes/claims/<str:county>/<uuid:claim_id>/<claim_verb:verb>/", claims.decide, name="decide"),
]
