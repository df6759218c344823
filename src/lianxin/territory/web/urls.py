"""Addresses of territory."""

from django.urls import URLPattern, URLResolver, path, re_path

from lianxin.territory.web import divisions, grids, maps

app_name = "territory"
_COMMUNITY = "(?P<community>[0-9]{12})"
_UPLOAD = "(?P<token>[0-9a-f]{32})"
urlpatterns: list[URLPattern | URLResolver] = [
    path("divisions/", divisions.listed, name="divisions"),
    path("divisions/import/", divisions.sent, name="divisions_import"),
    re_path(f"^divisions/import/{_UPLOAD}/$", divisions.taken, name="divisions_take"),
    re_path(f"^divisions/import/{_UPLOAD}/bad\\.csv$", divisions.bad_rows, name="divisions_bad"),
    path("grids/", grids.chosen, name="grids"),
    re_path(f"^grids/{_COMMUNITY}/$", grids.shown, name="grid_map"),
    re_path(f"^grids/{_COMMUNITY}/around\\.geojson$", grids.around, name="grid_around"),
    re_path(f"^grids/{_COMMUNITY}/draw/$", grids.drawn, name="grid_draw"),
    re_path(f"^grids/{_COMMUNITY}/file/$", grids.sent, name="grid_file"),
    re_path(
        f"^grids/{_COMMUNITY}/preview/(?P<parts>[0-9]{{1,3}})\\.geojson$",
        grids.preview_of,
        name="grid_preview",
    ),
    re_path(
        f"^grids/{_COMMUNITY}/faults/{_UPLOAD}/(?P<system>[a-z0-9]+)\\.geojson$",
        grids.faulty,
        name="grid_faults",
    ),
    path("map/all.geojson", maps.outlines, name="map_all"),
    re_path("^map/(?P<area>[0-9]{2,12})\\.geojson$", maps.outlines, name="map"),
]
