"""Grids on a map: look, draw with a preview, or send a file; what is wrong with it is shown where it is."""

import json
from dataclasses import asdict
from functools import partial
from typing import Any

import shapely
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.pages.public import attempt, done, ground, permission, signed_in, staff
from lianxin.territory import naming
from lianxin.territory.actions.grid_files import GridImport, import_grids, read_grids
from lianxin.territory.actions.grids import checked_grids, draw_grids, propose_grids, require_community
from lianxin.territory.codes import Tier, ancestors
from lianxin.territory.cover import Fault, GridShape, NotACover
from lianxin.territory.queries import (
    children,
    drawn_surroundings,
    full_name,
    grids_of,
    name_of,
    outline_of,
)
from lianxin.territory.shapes import square_metres
from lianxin.territory.web import uploads
from lianxin.territory.web.forms import GridFile, Parts
from lianxin.territory.web.maps import with_etag

DONE = {
    "draw": _("网格存好了,从今天起有效;原来的网格到今天为止。"),
    "file": _("文件里的网格存好了,从今天起有效;原来的网格到今天为止。"),
}


@require_GET
@signed_in
def chosen(request: HttpRequest) -> HttpResponse:
    """Find the community whose grids are wanted: by name, or down from where one serves."""
    text = request.GET.get("q", "").strip()[:60]
    if not text:
        return render(request, "territory/grids.html", _around(request))
    hits = naming.search(text, 200)
    found = [hit for hit in hits if hit.tier == Tier.COMMUNITY][:50]
    if len(found) == 1:
        return redirect("territory:grid_map", found[0].code)
    named = [(hit.code, full_name(hit.code), len(grids_of(hit.code))) for hit in found]
    return render(request, "territory/grids.html", {"text": text, "found": named})


def _around(request: HttpRequest) -> dict[str, Any]:
    """The places one tier below the area that was asked for, else below where this person serves; beside a
    community, its neighbours in the same town."""
    asked = request.GET["area"] if "area" in request.GET else ground.of(request)
    area = asked[: Tier.TOWN] if name_of(asked[: Tier.TOWN]) else ""
    below = children(area, local(clock.now()).date())
    return {
        "area": area,
        "way": [(code, name_of(code)) for code in reversed(ancestors(area))],
        "below": [(row.code, row.name, len(grids_of(row.code))) for row in below],
        "are_communities": len(area) == Tier.TOWN,
    }


@require_GET
@signed_in
def shown(request: HttpRequest, community: str) -> HttpResponse:
    """The map of a community; with ?parts=N, how drawing it anew would look."""
    require_community(community)
    form = Parts(request.GET if "parts" in request.GET else None)
    parts = form.cleaned_data["parts"] if form.is_valid() else 0
    proposed = attempt(form, partial(propose_grids, community, parts)) if parts else []
    told = {**_told(request, community), "form": form, "parts": parts if proposed else 0}
    told["proposed"] = _rows(proposed or [])
    return render(request, "territory/grid_map.html", told, status=422 if form.errors else 200)


@require_POST
@signed_in
def drawn(request: HttpRequest, community: str) -> HttpResponse:
    by, form = staff(request), Parts(request.POST)
    permission.require_keeper(by, require_community(community))
    if form.is_valid():
        parts = form.cleaned_data["parts"]
        if attempt(form, partial(draw_grids, community, parts, by=by, now=clock.now())):
            return done.onward("draw", "territory:grid_map", community)
    told = {**_told(request, community), "form": form}
    return render(request, "territory/grid_map.html", told, status=422)


@require_POST
@signed_in
def sent(request: HttpRequest, community: str) -> HttpResponse:
    by, form = staff(request), GridFile(request.POST, request.FILES)
    permission.require_keeper(by, require_community(community))
    told = {**_told(request, community), "form": Parts(), "file_form": form}
    if not form.is_valid() or by.id is None:
        return render(request, "territory/grid_map.html", told, status=422)
    token = attempt(form, partial(uploads.keep, form.cleaned_data["file"], by.id))
    result = attempt(form, partial(_taken, form, by, community, token)) if token else None
    if result is None:
        return render(request, "territory/grid_map.html", told, status=422)
    if not result.refused and not result.bad:
        return done.onward("file", "territory:grid_map", community)
    faults = [fault for found in result.refused.values() for fault in found]
    told |= {"faults": faults, "bad": result.bad, "token": token, "system": form.cleaned_data["system"]}
    return render(request, "territory/grid_map.html", told, status=422)


def _taken(form: GridFile, by: Actor, community: str, token: str) -> GridImport:
    assert by.id  # noqa: S101  # staff has an id
    system = form.cleaned_data["system"]
    return import_grids(uploads.kept(token, by.id), by=by, now=clock.now(), system=system, only=community)


@require_GET
@signed_in
def around(request: HttpRequest, community: str) -> HttpResponse:
    """The grids of a community and, for bearings, the outlines that touch it."""
    body, etag = drawn_surroundings(require_community(community))
    return with_etag(request, body, etag)


@require_GET
@signed_in
def preview_of(request: HttpRequest, community: str, parts: str) -> JsonResponse:
    """What drawing would save, for the map."""
    return JsonResponse(_collection(propose_grids(community, min(int(parts), 60))))


@require_GET
@signed_in
def faulty(request: HttpRequest, community: str, token: str, system: str) -> JsonResponse:
    """An upload that was refused, for the map: its shapes, and on top of them the faults."""
    by = staff(request)
    permission.require_keeper(by, require_community(community))
    assert by.id  # noqa: S101  # staff has an id
    shapes = read_grids(uploads.kept(token, by.id), community, system)
    try:
        checked_grids(community, shapes)
    except NotACover as refusal:
        return JsonResponse(_collection(shapes, refusal.faults))
    return JsonResponse(_collection(shapes))


def _told(request: HttpRequest, community: str) -> dict[str, Any]:
    grids = grids_of(require_community(community))
    may_keep = permission.may(staff(request), "keeper", community)
    return {
        "community": community,
        "name": full_name(community),
        "grids": _rows(grids),
        "done": done.said(request, DONE),
        "has_outline": outline_of(community) is not None,
        "may_keep": may_keep,
        "unserved": _unserved(grids) if may_keep else [],
        "file_form": GridFile(),
    }


def _unserved(grids: list[GridShape]) -> list[int]:
    """The numbers of the grids that no grid officer looks after: a new code is in nobody's appointment."""
    codes = [grid.code or "" for grid in grids]
    return [int(code[-3:]) for code in permission.unheld("grid_officer", codes)]


def _rows(shapes: list[GridShape]) -> list[dict[str, Any]]:
    """For the list beside the map: with the number that stands on the map, and the size."""
    return [
        {**asdict(s), "number": int((s.code or "0")[-3:]), "hectares": square_metres(s.polygon) / 10_000}
        for s in shapes
    ]


def _collection(shapes: list[GridShape], faults: list[Fault] | None = None) -> dict[str, Any]:
    drawn = [
        _feature(s.code or "", s.name, "grid", json.loads(shapely.to_geojson(s.polygon))) for s in shapes
    ]
    marks = [_feature("", fault.words, "fault", fault.geojson) for fault in faults or [] if fault.geojson]
    return {"type": "FeatureCollection", "features": drawn + marks}


def _feature(code: str, name: str, kind: str, geometry: Any) -> dict[str, Any]:
    properties = {"code": code, "name": name, "kind": kind}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
