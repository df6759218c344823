"""Where every address leads."""

from django.urls import include, path

handler500 = "lianxin.pages.views.broken"
urlpatterns = [
    path("", include("lianxin.pages.urls")),
    path("", include("lianxin.matters.web.urls")),
    path("", include("lianxin.accounts.web.urls")),
    path("", include("lianxin.territory.web.urls")),
    path("", include("lianxin.org.web.urls")),
    path("", include("lianxin.deadlines.web.urls")),
    path("", include("lianxin.notices.web.urls")),
    path("", include("lianxin.commons.web.urls")),
    path("", include("lianxin.tokens.web.urls")),
    path("", include("lianxin.exchange.web.urls")),
    path("", include("lianxin.webhooks.web.urls")),
    path("", include("lianxin.letters.web.urls")),
    path("", include("lianxin.mediation.web.urls")),
    path("", include("lianxin.open311.web.urls")),
    path("", include(("lianxin.shell.api.urls", "document"))),
]
