"""From bytes to what a letter says: hostile as they may be, they end in a letter or in a reason. Pure."""

import re
from codecs import lookup
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from lianxin.kernel.legible import legible
from lianxin.letters.plain import from_html, own_words
from lianxin.notices.public import mail

MOST = 15_000_000  # bytes of one mail
MOST_PARTS, LONGEST_HEAD, MOST_LINES, DEEPEST = 100, 64_000, 400_000, 40
_CHARSETS = re.compile(
    r"utf-(8|8-sig|7|16|16-le|16-be)|gb(2312|k|18030)|hz|big5(hkscs)?|ascii|koi8-r|iso8859-\d+|cp(9|12)\d\d"
    r"|shift_jis|euc_(jp|kr)|iso2022_(jp|kr)"
)
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+-].*)?@", re.IGNORECASE
)
_HEAD = re.compile(rb"\r\n\r\n|\n\r?\n|\r\r")
_NESTS = re.compile(rb"content-type:\s*(?:multipart|message)", re.IGNORECASE)
_AGAIN = re.compile(r"^\s*((re|aw|fwd?|回复|答复|转发|转寄)\s*[::]\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Opened:
    """`machine`: why no person wrote it ("" for a person's). `marks`: where an answer bears our mark.
    `photos` are as they came, any bytes that call themselves a picture; `enclosed` counts the other files."""

    id: str
    sender: str
    name: str
    subject: str
    text: str
    machine: str
    marks: str
    enclosed: int
    photos: tuple[bytes, ...] = ()


def opened(raw: bytes) -> Opened:
    """Never raises for what a stranger sent: what cannot be read is empty."""
    message = message_from_bytes(_bounded(raw), policy=default)
    name, sender = parseaddr(_head(message, "From"))
    sender = sender if mail.is_address(sender) else ""
    text, photos, enclosed = _words(message)
    marks = ("In-Reply-To", "References", "To", "Cc", "Delivered-To", "X-Original-To")
    return Opened(
        _head(message, "Message-ID")[:500],
        sender,
        legible(name)[:40],
        legible(_AGAIN.sub("", _head(message, "Subject")))[:200],
        legible(own_words(text)),
        _machine(message, sender),
        " ".join(_head(message, one)[:4000] for one in marks),
        enclosed,
        photos,
    )


def _bounded(raw: bytes) -> bytes:
    """As much as the library reads in a moment: over a head of megabytes, or lines in parts in parts, it sits
    for hours; a thousand parts in each other are more than its stack holds. Nobody's own mail has such."""
    if len(_HEAD.split(raw, maxsplit=1)[0]) > LONGEST_HEAD:
        raw = raw[:LONGEST_HEAD]
    lines = max(raw.count(b"\n"), raw.count(b"\r"))
    if lines > MOST_LINES or len(_NESTS.findall(raw)) > DEEPEST:
        return _HEAD.split(raw[:LONGEST_HEAD], maxsplit=1)[0]
    return raw


def _head(message: EmailMessage, name: str) -> str:
    """Broken headers make the library raise in many ways; one that cannot be read is not there."""
    try:
        found = message.get(name, "")
    except Exception:
        return ""
    return " ".join(str(found).split())


def _machine(message: EmailMessage, sender: str) -> str:
    """RFC 3834 and its relatives: nobody who wrote this waits for an answer."""
    if _head(message, "Auto-Submitted").lower() not in {"", "no"}:
        return "auto"
    if message.get_content_type() == "multipart/report" or _head(message, "Return-Path") == "<>":
        return "bounce"
    if _head(message, "Precedence").lower() in _BULK:
        return "bulk"
    if any(_head(message, name) for name in ("List-Id", "List-Unsubscribe", "List-Post", "X-Autoreply")):
        return "list"
    return "bounce" if _MACHINES.match(sender) else ""


def _words(message: EmailMessage) -> tuple[str, tuple[bytes, ...], int]:
    """The plain text, else the HTML as text; the photos; and how many other files were enclosed."""
    plain, html, photos, enclosed = "", "", [], 0
    for part in _parts(message):
        kind, enclosing = part.get_content_type(), part.get_content_disposition() == "attachment"
        if kind.startswith("image/"):
            photos.append(_payload(part))
        elif enclosing or kind not in {"text/plain", "text/html"}:
            enclosed += 1
        elif kind == "text/plain":
            plain = plain or _decoded(part)
        else:
            html = html or _decoded(part)
    return plain if plain.strip() else from_html(html), tuple(filter(None, photos)), enclosed


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """What it is made of, without the pictures that belong to its HTML (RFC 2387): a signature's emblem, a
    smiling face. Phones send photos as `inline` too, but beside the words, not as a part of their page."""
    of_a_page: set[int] = set()
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        if part.get_content_type() == "multipart/related" and isinstance(inside := part.get_payload(), list):
            of_a_page |= {id(one) for one in inside}
        emblem = id(part) in of_a_page and part.get_content_disposition() != "attachment"
        if not part.is_multipart() and not (emblem and part.get_content_type().startswith("image/")):
            yield part


def _payload(part: EmailMessage) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except Exception:
        return b""
    return raw if isinstance(raw, bytes) else b""


def _decoded(part: EmailMessage) -> str:
    """By the character set it names, else by those that are used; what does not fit is marked, not lost."""
    raw = _payload(part)
    for charset in (_charset(part), "utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeError:
            continue
    return raw.decode("utf-8", "replace")


def _charset(part: EmailMessage) -> str:
    """The one it names, where it is one that people write in: to Python names of other things are some too,
    and `punycode` takes hours over a megabyte."""
    try:
        named = lookup(part.get_content_charset() or "utf-8").name
    except (LookupError, ValueError):
        return "utf-8"
    return named if _CHARSETS.fullmatch(named) else "utf-8"
