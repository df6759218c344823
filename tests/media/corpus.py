"""Files that nobody should have to open, made here: more than three hundred, each with a name. Bombs, files
that are two things at once, scripts, broken ones, ones that give away where they were taken."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

from media.pictures import exif, saved, scene

SCRIPT = b"<script>alert(document.domain)</script>"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf exif:GPSLatitude="36,11.7N" creator="Wang"/></x:xmpmeta>'
MARKS = (
    b"Secret Phone",
    b"GPSLatitude",
    b"Wang",
    b"<script",
    b"<svg",
    b"PK\x03\x04",
    b"at home",
    b"ICC_PROFILE",
)
Case = tuple[str, bytes]


def cases() -> Iterator[Case]:
    for make in (
        nothing, other_kinds, declared, bombs, doubled, located, profiled, modes, broken, flipped, appended,
    ):  # fmt: skip
        yield from make()


def nothing() -> Iterator[Case]:
    yield from (("empty", b""), ("a zero", b"\0"), ("zeros", b"\0" * 5000), ("spaces", b" " * 100))
    for head in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"GIF87a", b"RIFF\x10\0\0\0WEBP"):
        yield f"only a head {head[:6]!r}", head
        yield f"a head and noise {head[:6]!r}", head + random.Random(1).randbytes(4000)
        yield f"a head and zeros {head[:6]!r}", head + b"\0" * 4000


def other_kinds() -> Iterator[Case]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="http://10.0.0.1/x"/></svg>'
    yield from (
        ("svg", svg),
        ("svg with a prolog", b'<?xml version="1.0"?>' + svg),
        ("html", b"<html>" + SCRIPT),
    )
    yield "xml entities", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'
    yield "postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n"
    yield "ImageMagick script", b"push graphic-context\nfill 'url(https://x/\";id\")'\npop graphic-context\n"
    yield from (
        ("pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>"),
        ("elf", b"\x7fELF" + b"\0" * 60),
    )
    yield from (("exe", b"MZ" + b"\0" * 90), ("shell script", b"#!/bin/sh\nid\n"), ("zip", zipped()))
    for brand in (b"heic", b"avif", b"mif1", b"mp42"):
        yield f"iso box {brand.decode()}", b"\0\0\0\x18ftyp" + brand + b"\0" * 60
    for kind in ("TIFF", "BMP", "ICO", "PPM", "TGA", "JPEG2000", "PCX", "IM", "SGI", "DDS", "PDF", "EPS"):
        yield f"a real {kind}", saved(scene(32, 32), kind)
    for head in (
        b"SIMPLE  =                    T",
        b"8BPS\0\1",
        b"\x76\x2f\x31\x01",
        b"\xd7\xcd\xc6\x9a",
        b"FLIF",
    ):
        yield f"begins like {head[:6]!r}", head + b" " * 200


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.jpg", b"\0" * 2_000_000)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(wide: int, high: int, *more: bytes, body: bytes = b"", kind: int = 2, bits: int = 8) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, bits, kind, 0, 0, 0))
    drawn = chunk(b"IDAT", body or zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + drawn + chunk(b"IEND", b"")


def declared() -> Iterator[Case]:
    """Sizes that are only said, not there."""
    sizes = [
        (65_535, 65_535),
        (2**31 - 1, 1),
        (1, 2**31 - 1),
        (40_000, 1_001),
        (0, 10),
        (10, 0),
        (7000, 6000),
    ]
    for wide, high in sizes:
        yield f"png says {wide}x{high}", png(wide, high)
        short = (min(wide, 65_535), min(high, 65_535))
        yield (
            f"gif says {wide}x{high}",
            b"GIF89a"
            + struct.pack("<HHBBB", *short, 0, 0, 0)
            + b","
            + (struct.pack("<HHHHB", 0, 0, *short, 0) + b"\x02\x02\x4c\x01\x00;"),
        )
        plain = bytearray(saved(scene(16, 16)))
        at = plain.index(b"\xff\xc0") + 5
        plain[at : at + 4] = struct.pack(">HH", min(high, 65_535), min(wide, 65_535))
        yield f"jpeg says {wide}x{high}", bytes(plain)
        webp = (
            b"VP8X"
            + struct.pack("<I", 10)
            + b"\0\0\0\0"
            + (min(wide, 2**24) - 1 & 0xFFFFFF).to_bytes(3, "little")
            + (min(high, 2**24) - 1 & 0xFFFFFF).to_bytes(3, "little")
        )
        yield f"webp says {wide}x{high}", b"RIFF" + struct.pack("<I", len(webp) + 4) + b"WEBP" + webp


def bombs() -> Iterator[Case]:
    """Small to send, large to open."""
    flood = zlib.compress(b"\0" * 50_000_000, 9)
    yield "png with a body of fifty million zeros", png(100, 100, body=flood)
    yield "png with a text of fifty million", png(9, 9, chunk(b"zTXt", b"Comment\0\0" + flood))
    yield (
        "png with an itxt of fifty million",
        png(9, 9, chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + flood)),
    )
    yield "png with a profile of fifty million", png(9, 9, chunk(b"iCCP", b"icc\0\0" + flood))
    yield "png with a thousand texts", png(9, 9, *(chunk(b"tEXt", b"k\0" + b"v" * 999) for _n in range(1000)))
    forty = Image.new("L", (6320, 6320), 200)
    yield "png of nearly forty million", saved(forty, "PNG")
    yield "jpeg of nearly forty million", saved(forty)
    yield "png of more than forty million", saved(Image.new("1", (6400, 6400)), "PNG")
    yield "jpeg of more than forty million", saved(Image.new("L", (6500, 6500)))
    yield "gif of more than forty million", saved(Image.new("P", (6500, 6500)), "GIF")
    yield (
        "webp that needs too much",
        saved(Image.new("RGB", (6000, 6000), "red"), "WEBP", quality=1, method=0),
    )
    yield "more than fifteen million bytes", saved(scene()) + b"\0" * 15_000_000
    frames = [scene(64, 64).rotate(n) for n in range(120)]
    yield "gif of a hundred pictures", saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    yield "webp of a hundred pictures", saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    yield "png of a hundred pictures", saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    plain = saved(scene(), progressive=True)
    scan = plain[plain.rindex(b"\xff\xda") : -2]
    yield "jpeg of a thousand scans", plain[:-2] + scan * 1000 + b"\xff\xd9"


def doubled() -> Iterator[Case]:
    """Two things at once."""
    jpeg, gif, drawn = saved(scene()), saved(scene(64, 64), "GIF"), saved(scene(64, 64), "PNG")
    yield "gif that is javascript", b"GIF89a/*" + gif[8:] + b"*/=1;alert(1)//"
    yield (
        "jpeg that is javascript",
        jpeg[:2] + b"\xff\xfe" + struct.pack(">H", 22) + b"*/=alert(1);/*.jpg/*" + jpeg[2:],
    )
    for name, body in (("zip", zipped()), ("html", b"<html>" + SCRIPT), ("php", b"<?php system('id');?>")):
        for kind, picture in (("jpeg", jpeg), ("gif", gif), ("png", drawn)):
            yield f"{kind} with {name} behind", picture + body
            yield f"{name} with {kind} behind", body + picture
    yield (
        "png with html in a text",
        png(9, 9, chunk(b"tEXt", b"Comment\0" + SCRIPT), body=zlib.compress(b"\0" * 252)),
    )
    yield "jpeg with a script as comment", saved(scene(), comment=SCRIPT)
    yield "gif with a script as comment", saved(scene(64, 64), "GIF", comment=SCRIPT)
    yield "two jpegs", jpeg + jpeg
    yield (
        "jpeg with a second picture (MPO)",
        saved(scene(), "MPO", save_all=True, append_images=[scene(320, 200)]),
    )


def located() -> Iterator[Case]:
    """Where it was taken, in every place where that can stand."""
    for turn in range(1, 9):
        yield f"jpeg with a place, turned {turn}", saved(scene(), exif=exif(turn), comment=b"at home")
    for turn in (0, 9, 255, 65_535):
        yield f"jpeg with a nonsense turn {turn}", saved(scene(), exif=exif(turn))
    for kind in ("PNG", "WEBP"):
        yield f"{kind} with a place", saved(scene(), kind, exif=exif(6))
        yield (
            f"{kind} with xmp",
            saved(scene(), kind, xmp=XMP)
            if kind == "WEBP"
            else png(
                9, 9, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), body=zlib.compress(b"\0" * 252)
            ),
        )
    jpeg = saved(scene())
    segments = {
        "xmp": b"http://ns.adobe.com/xap/1.0/\0" + XMP,
        "exif that is nonsense": b"Exif\0\0" + random.Random(2).randbytes(500),
        "exif in a circle": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0",
        "a thumbnail": b"Exif\0\0" + saved(scene(32, 32)),
        "photoshop": b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x50\0\x04Wang",
    }
    for name, content in segments.items():
        marker = b"\xff\xed" if name == "photoshop" else b"\xff\xe1"
        yield (
            f"jpeg with {name}",
            jpeg[:2] + marker + struct.pack(">H", len(content) + 2) + content + jpeg[2:],
        )
    for marker in range(0xE2, 0xF0):
        content = b"Wang was here"
        told = bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content
        yield f"jpeg with words in segment {marker:x}", jpeg[:2] + told + jpeg[2:]


def profiled() -> Iterator[Case]:
    from PIL import ImageCms

    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    noise = random.Random(3)
    for name, profile in {
        "sRGB": srgb,
        "Lab": lab,
        "noise": noise.randbytes(3000),
        "cut": srgb[:200],
        "endless": srgb[:128] + b"\xff" * 4000,
        "a megabyte": srgb + b"\0" * 1_000_000,
    }.items():
        for kind in ("JPEG", "PNG", "WEBP"):
            yield f"{kind} with a profile: {name}", saved(scene(), kind, icc_profile=profile)
    for at in range(128, 400, 16):
        bent = srgb[:at] + b"\xff\xff\xff\xff" + srgb[at + 4 :]
        yield f"a profile bent at {at}", saved(scene(64, 64), icc_profile=bent)


def modes() -> Iterator[Case]:
    for mode, kinds in {
        "L": ("JPEG", "PNG", "GIF"), "CMYK": ("JPEG",), "RGBA": ("PNG", "WEBP"), "LA": ("PNG",),
        "P": ("PNG", "GIF"), "1": ("PNG", "GIF"), "I;16": ("PNG",), "YCbCr": ("JPEG",),
    }.items():  # fmt: skip
        picture = Image.new("I;16", (640, 480), 40_000) if mode.startswith("I") else scene().convert(mode)
        for kind in kinds:
            yield f"{kind} in {mode}", saved(picture, kind)
    yield "png of 16 bits a colour", png(4, 4, body=zlib.compress((b"\0" + b"\x80\0" * 12) * 4), bits=16)
    yield "png through which one sees", saved(scene().convert("P"), "PNG", transparency=0)
    for size in ((1, 1), (1, 60_000), (60_000, 1), (2048, 2048), (2049, 1)):
        yield f"jpeg of {size[0]}x{size[1]}", saved(Image.new("RGB", size, "red"))


def wholes() -> dict[str, bytes]:
    noisy = Image.effect_noise((200, 150), 80).convert("RGB")
    progressive = saved(noisy, progressive=True)
    return {
        "jpeg": saved(noisy, exif=exif()), "progressive": progressive, "png": saved(noisy, "PNG"),
        "gif": saved(noisy, "GIF"), "webp": saved(noisy, "WEBP"),
        "lossless": saved(noisy, "WEBP", lossless=True),
    }  # fmt: skip


def broken() -> Iterator[Case]:
    for name, whole in wholes().items():
        for part in (1, 4, 10, 25, 50, 75, 90, 99):
            yield f"{name}, {part} % of it", whole[: max(12, len(whole) * part // 100)]


def flipped() -> Iterator[Case]:
    dice = random.Random(4)
    for name, whole in wholes().items():
        for turn in range(9):
            bent = bytearray(whole)
            for _time in range(20):
                bent[dice.randrange(12, len(bent))] = dice.randrange(256)
            yield f"{name} bent {turn}", bytes(bent)


def appended() -> Iterator[Case]:
    for name, whole in wholes().items():
        yield f"{name} with a hundred thousand bytes behind", whole + random.Random(5).randbytes(100_000)
        yield f"{name} with words behind", whole + b"Wang lives at home"


NAMES = (
    "../../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "a.jpg\0.php",
    "<img src=x onerror=alert(1)>.jpg",
    '%22><script>alert(1)</script>.png', "photo\u202egpj.exe", "x.jpg; rm -rf ~", "$(id).jpg",
    "%2e%2e%2fx.jpg",
    "con.jpg", "a" * 250 + ".jpg", "照片 <b>.jpg", "-rf.jpg", ".htaccess",
    "'; DROP TABLE media_picture; --.jpg",
)  # fmt: skip
