"""Addresses of matters."""

from django.urls import URLPattern, URLResolver, path, register_converter

from lianxin.matters.lifecycle import TABLE
from lianxin.matters.web import (
    before,
    calling,
    desk,
    mine,
    overseeing,
    photos,
    places,
    publishing,
    resident,
    searching,
)


class VerbConverter:
    """A word of the lifecycle table; any other address does not exist."""

    regex = "|".join(step.verb for step in TABLE.steps)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ErasableConverter(VerbConverter):
    """What a resident may have taken away."""

    regex = "contact|words"


register_converter(VerbConverter, "verb")
register_converter(ErasableConverter, "erasable")
MATTER = "matters/<str:county>/<uuid:matter_id>/"

app_name = "matters"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", resident.say, name="say"),
    path("photos/<str:county>/<str:name>/<str:kind>.jpg", publishing.public_photo, name="public_photo"),
    path("before/", before.before, name="before"),
    path("places/", places.places, name="places"),
    path("places/outlines/", places.outlines, name="outlines"),
    path("p/", resident.find, name="find"),
    path("p/<str:code>/", resident.progress, name="progress"),
    path("p/<str:code>/said/", resident.said, name="said"),
    path("p/<str:code>/photos/<str:name>/remove/", resident.remove_photo, name="resident_photo_remove"),
    path("p/<str:code>/photos/<str:name>/<str:kind>/", photos.resident_photo, name="resident_photo"),
    path("p/<str:code>/mine/", mine.mine, name="mine"),
    path("p/<str:code>/mine/send/", mine.send, name="mine_send"),
    path("p/<str:code>/mine/prove/", mine.prove, name="mine_prove"),
    path("p/<str:code>/mine/copy/", mine.copy, name="mine_copy"),
    path("p/<str:code>/mine/correct/", mine.correct, name="mine_correct"),
    path("p/<str:code>/mine/erase/<erasable:what>/", mine.erase, name="mine_erase"),
    path("p/<str:code>/join/", resident.join, name="join"),
    path("p/<str:code>/<verb:verb>/", resident.speak, name="resident_speak"),
    path("start/", overseeing.start, name="start"),
    path("needle/", desk.needle, name="needle"),
    path("matters/", desk.listed, name="list"),
    path("matters/new/", desk.take_down, name="take_down"),
    path("matters/hints/", before.hints, name="hints"),
    path(MATTER + "another/<uuid:other_id>/", before.another, name="another"),
    path(MATTER, desk.matter, name="matter"),
    path(MATTER + "slip/", desk.slip, name="slip"),
    path(MATTER + "contact/", desk.reveal, name="reveal"),
    path(MATTER + "photos/<str:name>/public/", publishing.cover, name="photo_public"),
    path(MATTER + "photos/<str:name>/<str:kind>/", photos.photo, name="photo"),
    path(MATTER + "<verb:verb>/", desk.speak, name="speak"),
    path("follow-ups/", calling.follow_ups, name="follow_ups"),
    path("search/", searching.search, name="search"),
    path("search/suggestions/", searching.suggestions, name="suggestions"),
    path("oversight/", overseeing.mine, name="oversight"),
    path("oversight/<str:area>/", overseeing.oversight, name="oversight_of"),
]
