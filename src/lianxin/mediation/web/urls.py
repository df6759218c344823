"""Addresses of mediation. What belongs to a party stands under /t/, and opens by their code."""

from django.urls import URLPattern, URLResolver, path, register_converter

from lianxin.mediation.web import desk_urls, guide_urls, own, panel, papers_urls
from lianxin.mediation.web.own_forms import OWN_VERBS


class OwnVerbConverter:
    """What a party may do; any other address does not exist."""

    regex = "|".join(OWN_VERBS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(OwnVerbConverter, "ownverb")

app_name = "mediation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("t/", own.find, name="find"),
    path("t/apply/", own.apply, name="apply"),
    path("t/<str:code>/", own.own, name="own"),
    path("t/<str:code>/applied/", own.applied, name="applied"),
    path("t/<str:code>/mine/", own.mine, name="mine"),
    path("t/<str:code>/mine/copy/", own.copy, name="mine_copy"),
    path("t/<str:code>/mine/correct/", own.correct, name="mine_correct"),
    path("t/<str:code>/mine/hide/", own.hide, name="mine_hide"),
    path("t/<str:code>/<ownverb:verb>/", own.speak, name="own_speak"),
    *desk_urls.urlpatterns,
    *guide_urls.urlpatterns,
    *papers_urls.urlpatterns,
    path("panel/", panel.members, name="panel"),
    path("panel/new/", panel.new, name="panel-new"),
    path("panel/export.csv", panel.export, name="panel-export"),
    path("panel/import/", panel.take_in, name="panel-import"),
    path("panel/kinds/", panel.kinds, name="panel-kinds"),
    path("panel/kinds/<str:code>/drop/", panel.drop_kind, name="panel-kind-drop"),
    path("panel/<uuid:member_id>/", panel.member, name="panel-member"),
    path("panel/<uuid:member_id>/end/", panel.end, name="panel-end"),
]
