"""A place on earth, in WGS-84 (CGCS2000 is the same at this scale)."""

from dataclasses import dataclass

from lianxin.kernel.errors import Invalid


@dataclass(frozen=True)
class Point:
    """Degrees: `lon` east, `lat` north."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise Invalid(f"经度 {self.lon}、纬度 {self.lat} 不在地球上。")
