"""Photos on the pages: taken along with a form, opened by who may see them, told when one was left out."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters.public import Ref, photos
from lianxin.media import public as media
from lianxin.pages.public import opening, signed_in, sizes, staff

FIELD, TOLD = "photos", "left"
# Four of the largest, and the words.
MOST_BYTES = photos.MOST * media.LARGEST + sizes.MOST_FROM_A_STRANGER
VERBS = "|".join(sorted(photos.TAKE_PHOTOS))
# These addresses take photos, and no others.
WIDE = dict.fromkeys(
    ("/", "/matters/new/", rf"/p/[^/]+/(?:{VERBS})/", rf"/matters/[^/]+/[^/]+/(?:{VERBS})/"), MOST_BYTES
)
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def brought(request: HttpRequest) -> bool:
    return bool(request.FILES.getlist(FIELD))


def take(request: HttpRequest, ref: Ref, step: int, *, by: Actor) -> str:
    """Keep what came with the form, after its words are safe; returns what was left out, as codes for an
    address ("2-large.3-kind", "" for nothing)."""
    if not brought(request):
        return ""
    taken = photos.add(ref, step, _read(request), by=by, now=clock.now())
    return ".".join(f"{which}-{why}" for which, why in taken.refused)


def _read(request: HttpRequest) -> Iterator[bytes]:
    """One after the other, and of each no more than is needed to say that it is too large."""
    for file in request.FILES.getlist(FIELD):
        yield file.read(media.LARGEST + 1)


def onward(address: str, left: str) -> str:
    """The address with what was left out, to be said on the page it leads to."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({TOLD: left})}" if left else address


def left_out(request: HttpRequest) -> list[str]:
    """A sentence for each photo that this address says was left out."""
    told = re.findall(r"([0-9]{1,3})-([a-z]{1,20})", request.GET.get(TOLD, "")[:300])
    known = [(which, media.WHY[why]) for which, why in told if why in media.WHY]
    return [_("第 %(which)s 张:%(why)s。") % {"which": which, "why": why} for which, why in known]


def awaited(ref: Ref) -> list[media.Awaited]:
    """Photos that the report named by their address, and that are not here."""
    return media.awaited_of(ref.county, photos.subject_of(ref).name)


@require_GET
def resident_photo(request: HttpRequest, code: str, name: str, kind: str) -> HttpResponse:
    """A photo of the matter that this code opens."""
    return shown(opening.by_code(request, code, lambda: photos.for_the_holder(code, name, kind)))


@require_GET
@signed_in
def photo(request: HttpRequest, county: str, matter_id: UUID, name: str, kind: str) -> HttpResponse:
    """A photo of a matter that I may see."""
    ref = Ref(county, matter_id)
    return shown(photos.for_who_serves(staff(request), ref, name, kind, now=clock.now()))


def shown(content: bytes) -> HttpResponse:
    """A picture and nothing else, whatever a browser would like to make of it; kept in no cache."""
    answer = HttpResponse(content, content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def redirect_with(address: str, left: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(onward(address, left))
