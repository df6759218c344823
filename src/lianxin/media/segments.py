"""Whether bytes are a JPEG and nothing else: read by ourselves, so that not even a child process that was
taken over could have more kept than a picture."""

# Quantisation, Huffman, restart and arithmetic tables, frames and scans: what a picture is drawn from.
DRAWS = frozenset({0xC4, 0xCC, 0xDB, 0xDD, 0xDA, *range(0xC0, 0xC4)})
JFIF = 0xE0
RESTARTS = range(0xD0, 0xD8)


def is_bare(data: bytes) -> bool:
    """A JPEG from its first byte to its last: no EXIF, XMP, profile or comment, no second picture, nothing
    before it and nothing after it."""
    return data[:2] == b"\xff\xd8" and _walk(data, 2) == len(data)


def _walk(data: bytes, at: int) -> int:
    """Where the picture ends; -1 as soon as something stands there that is not part of it."""
    scans = 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if not _belongs(data, at, marker, length):
            return -1
        at += 2 + length
        if marker == 0xDA:
            at, scans = _end_of_scan(data, at), scans + 1
    return at + 2 if scans and data[at : at + 2] == b"\xff\xd9" else -1


def _belongs(data: bytes, at: int, marker: int, length: int) -> bool:
    if marker == JFIF:
        # Exactly a JFIF head without a thumbnail, and only at the very beginning.
        return at == 2 and length == 16 and data[6:11] == b"JFIF\0" and data[18:20] == b"\0\0"
    return marker in DRAWS and length >= 2


def _end_of_scan(data: bytes, at: int) -> int:
    """Past the drawn bytes: to the next marker that is neither a stuffed zero nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and data[at + 1] not in RESTARTS:
            return at
        at += 2
