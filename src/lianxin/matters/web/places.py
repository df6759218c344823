"""Finding a place: by the words of its name, or from a point."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.kernel.errors import NotFound
from lianxin.kernel.points import Point
from lianxin.matters.web.forms import SayForm, point_from
from lianxin.org import public as org
from lianxin.pages.public import menu
from lianxin.territory import public as territory

MOST = 12


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """`?q=城隍庙` or `?at=113.12,36.19` → {"places": [{"code", "name"}]}, the best first. A point is told to
    strangers by its community: asked often enough, its grid would draw every grid's boundary."""
    if "at" in request.GET:
        found = territory.locate(point_from(request.GET["at"])).code
        code = found if menu.is_signed_in(request) else found[: territory.Tier.COMMUNITY]
        return JsonResponse({"places": [_told(code)] if code else []})
    words = request.GET.get("q", "").strip()[:60]
    return JsonResponse({"places": [_told(code) for code in named(words)]})


@require_GET
def outlines(request: HttpRequest) -> HttpResponse:
    """Our own boundaries for the map. To strangers the sketch of the place this house serves, whatever they
    ask for: the report page needs that much and no more. It is the same bytes for everybody, held in memory
    and bounded in size, so no rate is counted: a count would cost a write where the answer costs none."""
    if not menu.is_signed_in(request):
        body, etag = territory.drawn_sketch(org.served())
    else:
        area = request.GET.get("area", "") or org.served()
        if area and not territory.name_of(area):
            raise NotFound(_("没有这张地图。"))
        body, etag = territory.drawn_map(area)
    answer = HttpResponse(body, content_type="application/geo+json", headers={"ETag": etag})
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=answer) or answer


def named(words: str) -> list[str]:
    """Codes of the divisions whose name holds these words, those of the place this house serves first."""
    if not words:
        return []
    near = [row.code for row in territory.naming.search(words, MOST, org.served())]
    others = [row.code for row in territory.naming.search(words, MOST)]
    return list(dict.fromkeys(near + others))[:MOST]


def place_of(form: SayForm) -> bool:
    """Fill `area` from the words of a name, for phones where the list could not open. Says no, and offers
    the places that bear the name, when the words name none or several."""
    told = form.cleaned_data
    words = told["area_words"].strip()
    if told["area"] or told["point"] or not words:
        return True
    found = named(words)
    if len(found) == 1:
        told["area"] = found[0]
        return True
    form.offered = [_told(code) for code in found]  # type: ignore[attr-defined]
    sentence = _("有好几个地方叫这个名字,请选一个。") if found else _("没有找到这个名字,请少写几个字再试。")
    form.add_error("area_words", sentence)
    return False


def _told(code: str) -> dict[str, str]:
    return {"code": code, "name": territory.full_name(code)}


def point_words(point: Point | None) -> str:
    return f"{point.lon:.6f},{point.lat:.6f}" if point else ""
