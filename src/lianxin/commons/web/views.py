"""The board and its feeds: parse, one call, render."""

from collections.abc import Callable
from datetime import datetime

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lianxin.commons import feeds, figures, seeking
from lianxin.commons.web.answers import answered
from lianxin.kernel import clock
from lianxin.matters import public as matters
from lianxin.territory import public as territory

PAGE, FED = 50, 1000
TONES = {"hand": "moving", "done": "kept", "declined": "ended"}
FEEDS = {"atom": "application/atom+xml", "geojson": "application/geo+json", "csv": "text/csv"}
WRITE: dict[str, Callable[[feeds.Rows, feeds.Source], bytes]] = {
    "atom": feeds.atom,
    "geojson": feeds.geojson,
    "csv": feeds.table,
}
HOW = (
    (
        gettext_lazy("说了多少件"),
        gettext_lazy(
            "这个地方、这一类、这段时间收到的公共地方的事。没放到公开栏的也算在内;撤回的、并到别的事里的不算。"
        ),
    ),
    (
        gettext_lazy("办好了、正在办、不能受理"),
        gettext_lazy("同样这些事,按数的时候办到哪一步分开数。重开的算正在办。"),
    ),
    (
        gettext_lazy("按答应的时间办好"),
        gettext_lazy("分子:办结不晚于答应时间的;分母:办好了、又答应过时间的。只在两边都不少于五件的地方算。"),
    ),
    (
        gettext_lazy("评价"),
        gettext_lazy(
            "分子:非常满意、满意、基本满意;分母:评价过的。没评价的不算。谁评的、评的哪一件,都不写。"
        ),
    ),
    (
        gettext_lazy("少于五件的"),
        gettext_lazy(
            "不写数字,也不算进任何一个写出来的数,这样把两个数相减也减不出来。所以各格相加可能比总数少。"
        ),
    ),
)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What was asked and what became of it: sums, map, list."""
    look, now = seeking.look(request.GET), clock.now()
    on = clock.local(now).date()

    def make(_changed: datetime | None) -> HttpResponse:
        rows, following = matters.publicity.rows(look.sought(PAGE))
        photos = matters.publicity.photos_of(rows)
        page = {
            "look": look,
            "rows": [(*_told(row), photos.get(row.number, ())) for row in rows],
            "following": look.query(after=following) if following else "",
            "query": look.query(after=""),
            "place": territory.full_name(look.area),
            "areas": seeking.areas(look, on),
            "kinds": seeking.kinds(),
            "states": [(code, words) for code, (words, _states) in matters.publicity.STATES.items()],
            "months": seeking.months(on, figures.MONTHS),
            "sums": figures.sums(look.area, look.kind, look.month, look.state),
            "how": HOW,
            "address": request.build_absolute_uri(f"{reverse('commons:board')}?{look.query(after='')}"),
        }  # fmt: skip
        return render(request, "commons/board.html", page)

    return answered(request, look, on, make)


def _told(row: matters.publicity.PublicRow) -> tuple[object, str, object, str]:
    """A row with the tone and word of its state, and the name of its kind."""
    word = matters.publicity.STATES[row.state][0]
    return row, TONES[row.state], word, seeking.kind_name(row.category)


@require_safe
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The same rows with the same filters, for programs."""
    look = seeking.look(request.GET)

    def make(changed: datetime | None) -> HttpResponse:
        rows, following = matters.publicity.rows(look.sought(PAGE if form == "atom" else FED))
        own = request.build_absolute_uri(request.path)
        page = request.build_absolute_uri(reverse("commons:board"))
        source = feeds.Source(
            place=territory.full_name(look.area),
            page=f"{page}?{look.query(after='')}",
            own=f"{own}?{look.query()}",
            following=f"{own}?{look.query(after=following)}" if following else "",
            changed=changed,
            photos=_addresses(request, rows),
        )
        answer = HttpResponse(WRITE[form](rows, source), content_type=f"{FEEDS[form]}; charset=utf-8")
        if source.following:
            answer["Link"] = f'<{source.following}>; rel="next"'
        if form == "csv":
            answer["Content-Disposition"] = 'attachment; filename="lianxin-commons.csv"'
        return answer

    return answered(request, look, clock.local(clock.now()).date(), make)


def _addresses(request: HttpRequest, rows: feeds.Rows) -> dict[str, list[str]]:
    """Of the covered photos, by the number of their matter."""

    def whole(photo: matters.publicity.PublicPhoto) -> str:
        path = reverse("matters:public_photo", args=[photo.county, photo.name, "large"])
        return request.build_absolute_uri(path)

    found = matters.publicity.photos_of(rows)
    return {number: [whole(photo) for photo in photos] for number, photos in found.items()}


@require_safe
def dots(request: HttpRequest) -> HttpResponse:
    """For the map of the board: outlines as any stranger may see them, and the rows of this page."""
    look = seeking.look(request.GET)

    def make(_changed: datetime | None) -> HttpResponse:
        rows, _following = matters.publicity.rows(look.sought(FED))
        outlines, _etag = territory.drawn_sketch(look.area[: territory.Tier.TOWN])
        return HttpResponse(feeds.dots(rows, outlines), content_type="application/geo+json")

    return answered(request, look, clock.local(clock.now()).date(), make)


@require_safe
def sign(request: HttpRequest) -> HttpResponse:
    """A sheet for the notice board at the corner: the address as a code to point a phone at."""
    look = seeking.look(request.GET)
    address = request.build_absolute_uri(f"{reverse('commons:board')}?{look.query(after='')}")

    def make(_changed: datetime | None) -> HttpResponse:
        page = {
            "place": territory.full_name(look.area) or _("全部地方"),
            "address": address,
            "code": segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff"),
            "query": look.query(after=""),
        }
        return render(request, "commons/sign.html", page)

    return answered(request, look, clock.local(clock.now()).date(), make)
