"""Addresses for the tests of accounts: this room, the frame, and one page that needs somebody signed in."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from lianxin.pages.public import signed_in


@signed_in
def needle(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"work for {request.user.name}")  # type: ignore[union-attr]


urlpatterns = [
    path("", include("lianxin.pages.urls")),
    path("", include("lianxin.accounts.web.urls")),
    path("work/", needle),
]
