"""Addresses of accounts."""

from django.urls import URLPattern, URLResolver, path

from lianxin.accounts.web import audit, own, people, signing

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-in/second/", signing.second, name="second"),
    path("sign-in/enrol/", signing.enrol, name="enrol"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="password"),
    path("account/sign-out-everywhere/", own.everywhere, name="everywhere"),
    path("people/", people.listed, name="people"),
    path("people/register/", people.registered, name="register"),
    path("people/<uuid:person_id>/", people.shown, name="person"),
    path("people/<uuid:person_id>/password/", people.renewed, name="renew"),
    path("people/<uuid:person_id>/reset/", people.reset, name="reset"),
    path("people/<uuid:person_id>/<slug:change>/", people.changed, name="change"),
    path("journal/", audit.read, name="journal"),
    path("journal/verify/", audit.verified, name="verify"),
]
