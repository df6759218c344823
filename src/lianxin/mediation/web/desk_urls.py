"""Addresses of those who mediate."""

from django.urls import URLPattern, URLResolver, path, register_converter

from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.web import after, desk, seating, sitting
from lianxin.mediation.web.verbforms import ELSEWHERE

NOT_THEIRS = {Verb.REGISTER, Verb.LAPSE, Verb.KEEP, Verb.QUIT, Verb.WRITE, Verb.RECUSE, Verb.COMPLAIN}


class SpokenVerb:
    """What a mediator says by a form of its own; everything else is no address at all."""

    regex = "|".join(sorted(set(Verb.values) - ELSEWHERE - NOT_THEIRS))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(SpokenVerb, "dispute_verb")
ONE = "disputes/<str:county>/<uuid:dispute_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("disputes/", desk.today, name="today"),
    path("disputes/signs/", after.signs, name="signs"),
    path("disputes/new/", desk.new, name="new"),
    path(ONE, desk.file, name="file"),
    path(f"{ONE}open-file/", desk.open_file, name="open_file"),
    path(f"{ONE}aside/", desk.aside, name="aside"),
    path(f"{ONE}after/", after.after, name="after"),
    path(f"{ONE}panel/", seating.panel, name="panel_of"),
    path(f"{ONE}agreement/", sitting.agreement, name="agreement"),
    path(f"{ONE}settle/", sitting.settle, name="settle"),
    path(f"{ONE}sittings/<int:place>/", sitting.sitting, name="sitting"),
    path(f"{ONE}<dispute_verb:verb>/", desk.speak_verb, name="speak"),
]
