"""A place on earth, in WGS-84 (CGCS2000 is the same at this scale)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid


@dataclass(frozen=True)
class Point:
    """Degrees: `lon` east, `lat` north."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise Invalid(_("经度 %(lon)s、纬度 %(lat)s 不在地球上。") % {"lon": self.lon, "lat": self.lat})
