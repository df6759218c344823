"""Addresses of tokens."""

from django.urls import URLPattern, URLResolver, path

from lianxin.tokens.web import own, partners

PARTNER = "partners/<uuid:partner_id>/"

app_name = "tokens"
urlpatterns: list[URLPattern | URLResolver] = [
    path("partners/", partners.listed, name="partners"),
    path(PARTNER, partners.shown, name="partner"),
    path(PARTNER + "change/", partners.changed, name="change"),
    path(PARTNER + "close/", partners.closed, name="close"),
    path(PARTNER + "tokens/", partners.issued, name="issue"),
    path(PARTNER + "tokens/<uuid:token_id>/revoke/", partners.revoked, name="revoke"),
    path("account/tokens/", own.own, name="own"),
    path("account/tokens/<uuid:token_id>/revoke/", own.revoked, name="own_revoke"),
]
