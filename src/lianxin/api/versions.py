"""If-Match: which state of a thing somebody has seen, as the version that its ETag begins with."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.api.errors import Changed, StateUnsaid
from lianxin.kernel.errors import Invalid

ANY = 0
WHATEVER = "*"
_TAG = re.compile(r'(?:W/)?"?v([1-9][0-9]{0,8})(?:\.[0-9a-f]{1,64})?"?')


def tag(response: HttpResponse, version: int, digest: str) -> None:
    """`"v7.5f3c…"`: the version, then what tells apart two answers about it."""
    response["ETag"] = f'"v{version}.{digest}"'


def mark(*told: object) -> str:
    """An ETag for a thing without versions: it changes with what is told of it."""
    words = "\0".join(map(str, told))
    return f'"{hashlib.sha256(words.encode()).hexdigest()[:32]}"'


def must_be_seen(request: HttpRequest) -> None:
    """Raises StateUnsaid where nobody says which state they have seen."""
    if not request.headers.get("If-Match", "").strip():
        raise StateUnsaid(
            _("请写明您看到的是什么样子:If-Match。"),
            instead=_('先读它,把回答里的 ETag 或 tag 原样写进 If-Match;不管什么样子都要改,写 "*"。'),
        )


def must_be(request: HttpRequest, now: str) -> None:
    """Raises Changed where If-Match names another mark than the one that it bears `now`, under its lock."""
    told = request.headers.get("If-Match", "").strip().removeprefix("W/")
    if told not in {WHATEVER, now}:
        raise Changed(_("它已经和您看到的不一样了。"), instead=_("请重新读一次,再决定。"))


def seen_by(request: HttpRequest, *, required: bool) -> int:
    """The version that If-Match names; ANY for `*`, or where nothing is said and need not be. Raises
    StateUnsaid (428) where it must."""
    told = request.headers.get("If-Match", "").strip()
    if not told and required:
        raise StateUnsaid(
            _("请写明您看到的是哪一步:If-Match。"),
            instead=_('先读这件事,把回答里的 ETag 原样写进 If-Match;不管到哪一步都要办,写 "*"。'),
        )
    if told in {"", "*"}:
        return ANY
    found = _TAG.fullmatch(told)
    if found is None:
        words = _("If-Match 读不出来:请原样写上次回答里的 ETag。")
        raise Invalid(words, fields={"If-Match": words})
    return int(found[1])
