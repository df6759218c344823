"""The road map (路线图): open to anybody, kept by the keeper of the whole deployment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.org import queries
from lianxin.org.exports import roads_csv
from lianxin.org.imports import import_roads
from lianxin.org.roads import roads_for
from lianxin.org.web import spreadsheets
from lianxin.pages.public import permission, signed_in


@require_safe
def roads(request: HttpRequest) -> HttpResponse:
    """Which quarrel is it? One tap further stand the ways."""
    today = clock.local(clock.now()).date()
    kinds = [card for card in queries.categories(today) if card.family == "dispute" and card.parent]
    return render(request, "org/roads.html", {"kinds": kinds, "keeps": permission.keeps(request)})


@require_safe
def road(request: HttpRequest, code: str) -> HttpResponse:
    today = clock.local(clock.now()).date()
    card, ways = queries.category(code), roads_for(code, today)
    if card is None or card.family != "dispute":
        raise NotFound(_("没有这一类纠纷的路线图。"), instead=_("请回到路线图,从清单里选。"))
    return render(request, "org/road.html", {"card": card, "ways": ways, "day": today})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    return spreadsheets.give_out(roads_csv(), "roads.csv")


@require_http_methods(["GET", "POST"])
@signed_in
def take_in(request: HttpRequest) -> HttpResponse:
    return spreadsheets.take_in(request, import_roads, "org/roads_import.html")
