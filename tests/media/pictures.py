"""Photos as phones make them, and as nobody should."""

from io import BytesIO
from typing import Any

from PIL import Image

GPS = 0x8825
BODY = "Secret Phone 9"


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """Red above, blue below: which way is up can be seen."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 30, 200), (0, height // 2, width, height))
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Where, when and with what: all that a photo gives away by itself."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F], told[0x0110] = "Maker", BODY
    told[0x0132] = "2026:11:23 10:30:00"
    told[GPS] = {1: "N", 2: (36.0, 11.0, 43.5), 3: "E", 4: (113.0, 7.0, 8.0)}
    return told


def photo(orientation: int = 1, **more: Any) -> bytes:
    """As a phone makes it, with its place in it."""
    return saved(scene(), exif=exif(orientation), comment=b"at home", **more)


def read(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture
