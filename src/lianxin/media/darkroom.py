"""The child process in which a stranger's bytes are decoded: a script on its own, started afresh for one
picture, with nothing in its environment, little memory, little time, and no file it could write.

Reads from stdin a line of JSON (what to do) and the bytes; writes to stdout a line of JSON and the pictures.
It imports nothing of ours: `python -I` runs it by its path, whatever is installed.
"""

import json
import resource
import sys
import warnings
from contextlib import suppress
from io import BytesIO

from PIL import Image, JpegImagePlugin

MEMORY, SECONDS, FILES = 256 * 2**20, 5, 16
MOST_PIXELS = 40_000_000
HEAVY_WEBP = 12_000_000  # pixels; its decoder holds three copies of the picture
LONGEST, SMALL, PUBLIC = 2048, 320, 1280  # pixels of the longer side: kept, in a list, for everybody
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
READ_AS = {*FORMATS, "MPO"}  # MPO: a JPEG with further pictures behind it, as many phones make them
ORIENTATION = 0x0112
TURNS: dict[int, tuple[Image.Transpose, ...]] = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
SCALES = {"RGB", "L", "CMYK", "RGBA"}  # kinds that can be scaled as they are; others are made flat first
PIECE = 1024  # an even number
LARGEST_PROFILE = 4_000_000  # bytes; a printer's for CMYK has two million
BLOCKS = (
    5  # along the longer side of what is covered: too few for a face, a plate or a number to be read back
)
SHADES = 16  # of each colour: what a fine average would still tell


class No(Exception):
    """Why there will be no picture: one word, for which the parent knows a sentence."""


def confine() -> None:
    """No more memory, time or files than a picture needs. Where a system knows no such bound (macOS has no
    bound of memory) the others hold, and the parent's clock."""
    bounds = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_NPROC: 0,
    }
    for bound, most in bounds.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(bound, (most, most))


def opened(data: bytes) -> Image.Image:
    """By what it is, never by what it is called. The size is judged before a single pixel is decoded."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except MemoryError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise No("pixels") from None
    except Exception:
        raise No(why_unopened(data)) from None
    if picture.format not in READ_AS or min(picture.size) < 1:
        raise No("kind")
    if picture.width * picture.height > MOST_PIXELS:
        raise No("pixels")
    return picture


def why_unopened(data: bytes) -> str:
    said = pixels_of_webp(data)
    if said > MOST_PIXELS:
        return "pixels"
    return "heavy" if said > HEAVY_WEBP else "broken"


def pixels_of_webp(data: bytes) -> int:
    """What a WebP says of its size; its decoder cannot, where it found no memory to begin with."""
    if data[8:12] != b"WEBP" or len(data) < 30:
        return 0
    if data[12:16] == b"VP8X":
        return (int.from_bytes(data[24:27], "little") + 1) * (int.from_bytes(data[27:30], "little") + 1)
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    return (int.from_bytes(data[26:28], "little") & 0x3FFF) * (int.from_bytes(data[28:30], "little") & 0x3FFF)


def flat(picture: Image.Image) -> Image.Image:
    """Red, green and blue, eight bits each; what is see-through lies on white paper."""
    if picture.mode in {"I;16", "I;16B", "I;16L", "I", "F"}:
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode == "RGB":
        return picture
    if picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGB", clear.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    return picture.convert("RGB")


def smaller(picture: Image.Image, longest: int) -> Image.Image:
    """A copy whose longer side is at most `longest`. (Pillow would pass a palette through unsmoothed.)"""
    if max(picture.size) <= longest:
        return picture.copy()
    return picture.resize(shrunk(picture, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)


def shrunk(picture: Image.Image, longest: int) -> tuple[int, int]:
    share = min(1.0, longest / max(picture.size))
    return max(1, round(picture.width * share)), max(1, round(picture.height * share))


def halved(picture: Image.Image) -> Image.Image:
    """A very large one at half its length, a piece at a time: two of them whole would not fit."""
    half = Image.new("RGB", (-(-picture.width // 2), -(-picture.height // 2)))
    for top in range(0, picture.height, PIECE):
        for left in range(0, picture.width, PIECE):
            right, bottom = min(left + PIECE, picture.width), min(top + PIECE, picture.height)
            half.paste(flat(picture.crop((left, top, right, bottom))).reduce(2), (left // 2, top // 2))
    return half


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as they were meant. A profile that cannot be read, or fits another kind of picture, is left
    out: the colours are then a little off, and the picture is there."""
    if not profile or len(profile) > LARGEST_PROFILE or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    from PIL import ImageCms  # noqa: PLC0415  # a tenth of the start, for the one picture in ten that needs it

    with suppress(Exception):
        theirs, ours = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, theirs, ours, outputMode="RGB")
        return picture if turned is None else turned
    return picture


def turn_of(picture: Image.Image) -> tuple[Image.Transpose, ...]:
    """How it was held. What the camera wrote beside the picture may be nonsense: then it stays as it is."""
    with suppress(Exception):
        return TURNS.get(int(picture.getexif().get(ORIENTATION) or 1), ())
    return ()


def loaded(picture: Image.Image, longest: int) -> Image.Image:
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        picture.draft(
            None, shrunk(picture, longest)
        )  # a large one is decoded at a half, a quarter, an eighth
    try:
        picture.load()
    except (MemoryError, No):
        raise
    except Exception:
        raise No("broken") from None
    return picture


def clean(data: bytes, _asked: dict[str, object]) -> list[Image.Image]:
    """The picture and nothing beside it: upright, in sRGB, no larger than needed."""
    picture = opened(data)
    profile, turns = picture.info.get("icc_profile"), turn_of(picture)
    picture = loaded(picture, LONGEST)
    if max(picture.size) > 2 * LONGEST:
        profile = profile if picture.mode in {"RGB", "RGBA"} else None
        picture = halved(picture)
    kept = ready(smaller(picture, LONGEST), profile) if picture.mode in SCALES else ready(picture, profile)
    kept = smaller(kept, LONGEST)
    for step in turns:
        kept = kept.transpose(step)
    return [kept, smaller(kept, SMALL)]


def ready(picture: Image.Image, profile: bytes | None) -> Image.Image:
    return flat(in_srgb(picture, profile))


def blur(data: bytes, asked: dict[str, object]) -> list[Image.Image]:
    """A picture of ours with what was marked covered for good: every box a few large blocks of one colour
    each, made from averages, so that there is nothing left to compute a face or a plate from."""
    picture = flat(loaded(opened(data), LONGEST))
    for box in asked["boxes"]:  # type: ignore[attr-defined]
        cover(picture, tuple(box))
    shown = smaller(picture, PUBLIC)
    return [shown, smaller(shown, SMALL)]


def cover(picture: Image.Image, box: tuple[int, ...]) -> None:
    """`box`: left, top, right, bottom in thousandths of the picture; what touches a pixel covers it."""
    wide, high = picture.size
    left, top = box[0] * wide // 1000, box[1] * high // 1000
    right, bottom = -(-box[2] * wide // 1000), -(-box[3] * high // 1000)
    part = picture.crop((left, top, right, bottom))
    side = max(1, -(-max(part.size) // BLOCKS))
    blocks = (max(1, part.width // side), max(1, part.height // side))
    coarse = part.resize(blocks, Image.Resampling.BOX)
    step = 256 // SHADES
    coarse = coarse.point(lambda value: value // step * step + step // 2)
    picture.paste(coarse.resize(part.size, Image.Resampling.NEAREST), (left, top))


def printed(picture: Image.Image, quality: int) -> bytes:
    """On a fresh sheet: what hung on the picture that was read (comments, profiles, positions) cannot come
    along, because it was never on this one."""
    sheet, out = Image.new("RGB", picture.size), BytesIO()
    sheet.paste(picture)
    sheet.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


WORK = {"clean": clean, "blur": blur}


def answer(asked: dict[str, object], data: bytes) -> tuple[dict[str, object], bytes]:
    try:
        large, small = WORK[str(asked["do"])](data, asked)
        pictures = [printed(large, 82), printed(small, 72)]
    except No as why:
        return {"no": str(why)}, b""
    except MemoryError:
        return {"no": "heavy"}, b""
    told = {"width": large.width, "height": large.height, "sizes": [len(one) for one in pictures]}
    return told, b"".join(pictures)


def used() -> list[int]:
    """Address space at its widest, in kB (0 where the system does not say), and processor time in ms."""
    spent, widest = resource.getrusage(resource.RUSAGE_SELF), 0
    with suppress(OSError), open("/proc/self/status") as status:
        widest = next(int(line.split()[1]) for line in status if line.startswith("VmPeak"))
    return [widest, round((spent.ru_utime + spent.ru_stime) * 1000)]


def main() -> None:
    confine()
    head, _line, data = sys.stdin.buffer.read().partition(b"\n")
    told, pictures = answer(json.loads(head), data)
    told["used"] = used()
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + pictures)


if __name__ == "__main__":
    main()
