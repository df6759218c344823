"""Spreadsheets by page: one that somebody sends is tried first, then taken in; one that is asked for is given
out. One page for every kind."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianxin.kernel import clock
from lianxin.org.intake import Taken
from lianxin.org.web.forms import Spreadsheet
from lianxin.pages.public import attempt, staff


def take_in(request: HttpRequest, take: Callable[..., Taken], template: str) -> HttpResponse:
    """The page with its form, and after a POST with what came of it."""
    given = request.method == "POST"
    form = Spreadsheet(request.POST, request.FILES) if given else Spreadsheet()
    taken = attempt(form, partial(_taken, form, request, take)) if given and form.is_valid() else None
    status = 422 if given and form.errors else 200
    return render(request, template, {"form": form, "taken": taken}, status=status)


def give_out(words: str, name: str) -> HttpResponse:
    answer = HttpResponse(words, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _taken(form: Spreadsheet, request: HttpRequest, take: Callable[..., Taken]) -> Taken:
    """The upload is laid into a file of its own: the readers work on files."""
    upload: Any = form.cleaned_data["file"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(upload.name).suffix.lower()[:6]}"
        path.write_bytes(upload.read())
        return take(path, by=staff(request), now=clock.now(), dry_run=not form.cleaned_data["keep"])
