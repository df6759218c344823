"""A dispatcher covers faces and plates in a photo and says that everybody may see it; and everybody does."""

from functools import partial
from itertools import zip_longest
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from lianxin.kernel import clock
from lianxin.matters.public import Ref, photos
from lianxin.matters.web.forms import status_of
from lianxin.matters.web.photos import shown
from lianxin.media import public as media
from lianxin.pages.public import attempt, done, signed_in, staff

EDGES = ("left", "top", "right", "bottom")
ROWS = 3  # of four numbers, where no script adds more
DONE = {
    "publish": _(
        "照片遮好了。这件事放在公开栏上的时候,谁都看得到遮好的这张;原来的照片没有动,还是只有看得到这件事的人能看。"
    ),
    "withdraw": _("已经不再公开。遮好的那一张删了,原来的照片没有动。"),
}


class CoverForm(forms.Form):
    looked = forms.BooleanField(
        label=_("我看过了:露出来的地方认不出是谁,也看不出是谁家的车、谁家的门"),
        error_messages={"required": _("请先看过整张照片,再勾选这一条。")},
    )

    def boxes(self) -> list[media.Box]:
        """Percent of the picture, as they were drawn or typed; a row that was left blank is none."""
        columns = [self.data.getlist(name) for name in EDGES]  # type: ignore[attr-defined]
        rows = [row for row in zip_longest(*columns, fillvalue="") if any(cell.strip() for cell in row)]
        return [_box(row) for row in rows]


def _box(row: tuple[str, ...]) -> media.Box:
    try:
        left, top, right, bottom = (round(float(cell) * 10) for cell in row)
    except (ValueError, OverflowError) as wrong:
        raise media.Unusable("boxes") from wrong
    return left, top, right, bottom


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cover(request: HttpRequest, county: str, matter_id: UUID, name: str) -> HttpResponse:
    """Look at one photo, cover what must be covered, and let everybody see it; or take it back."""
    ref, now, by = Ref(county, matter_id), clock.now(), staff(request)
    photo = photos.to_publish(by, ref, name, now=now)
    form = CoverForm(request.POST if request.method == "POST" and "withdraw" not in request.POST else None)
    if "withdraw" in request.POST:
        photos.withdraw(ref, name, by=by, now=now)
        return done.onward("withdraw", request.path)
    publish = partial(photos.publish, ref, name, by=by, now=now)
    made = attempt(form, lambda: publish(form.boxes())) if form.is_valid() else None
    if made:
        return done.onward("publish", request.path)
    page = {
        "form": form,
        "photo": photo,
        "ref": ref,
        "rows": _rows(form),
        "done": done.said(request, DONE),
        "here": reverse("matters:photo_public", args=[county, matter_id, name]),
    }
    return render(request, "matters/cover.html", page, status=status_of(form) if form.is_bound else 200)


def _rows(form: CoverForm) -> list[list[tuple[str, str]]]:
    """What was typed stays; and blank rows, so that it works without a script."""
    columns = [form.data.getlist(name) for name in EDGES] if form.is_bound else []  # type: ignore[attr-defined]
    typed = [list(zip(EDGES, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
    filled = [row for row in typed if any(value for _edge, value in row)]
    return filled + [[(edge, "") for edge in EDGES]] * max(1, ROWS - len(filled))


@require_GET
def public_photo(request: HttpRequest, county: str, name: str, kind: str) -> HttpResponse:
    """The covered one, for everybody."""
    answer = shown(photos.for_everybody(county, name, kind))
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"  # Open311 and the feeds name it to other pages
    return answer
