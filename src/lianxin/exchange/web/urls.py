"""Addresses of exchange."""

from django.urls import URLPattern, URLResolver, path

from lianxin.exchange.web import batches, exports, sources

SOURCE = "exchange/<slug:code>/"
BATCH = SOURCE + "<uuid:batch_id>/"

app_name = "exchange"
urlpatterns: list[URLPattern | URLResolver] = [
    path("matters/export/", exports.listed, name="export"),
    path("exchange/", sources.home, name="home"),
    path(SOURCE, sources.source, name="source"),
    path(SOURCE + "settings/", sources.settings, name="settings"),
    path(SOURCE + "answers/", exports.answered, name="answers"),
    path(BATCH, batches.batch, name="batch"),
    path(BATCH + "match/", batches.match, name="match"),
    path(BATCH + "confirm/", batches.confirm, name="confirm"),
    path(BATCH + "go-on/", batches.go_on, name="go_on"),
    path(BATCH + "drop/", batches.drop, name="drop"),
    path(BATCH + "progress/", batches.progress, name="progress"),
    path(BATCH + "to-mend/", batches.to_mend, name="to_mend"),
]
