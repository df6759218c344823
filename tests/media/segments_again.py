"""What stands in a JPEG beside the picture: read a second time, in another way than the product reads it."""

PLAIN = {0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD}


def metadata_in(content: bytes) -> list[str]:
    """Every segment that a bare picture has no need of, and whatever stands before or behind it."""
    found = [] if content.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF\0") else ["no plain head"]
    at = 20
    while content[at : at + 2] != b"\xff\xda":
        if content[at] != 0xFF or content[at + 1] not in PLAIN:
            return [*found, f"segment {content[at + 1]:x} at {at}"]
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    end = content.find(b"\xff\xd9", at)
    if end != len(content) - 2:
        found.append(f"{len(content) - 2 - end} bytes behind the end")
    return found
