"""The one menu: rooms above put their entries in, each person sees those that are theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

When = Callable[[HttpRequest], bool]


@dataclass(frozen=True)
class Entry:
    label: "str | Promise"  # gettext_lazy, in Chinese
    url_name: str
    order: int
    when: When | str


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    current: bool


_search: list[str] = []  # the name of the address that looks for what was written into the field on top
_entries: dict[str, Entry] = {}


def is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.is_verified())


def serves(request: HttpRequest) -> bool:
    """Somebody with work to do here: the three administrators keep the house, and see nobody's matters."""
    return is_signed_in(request) and not getattr(request.user, "administrator", "")


def administers(what: str) -> When:
    """The one of the three administrators: "system", "security" or "audit"."""
    return lambda request: is_signed_in(request) and getattr(request.user, "administrator", "") == what


def is_stranger(request: HttpRequest) -> bool:
    """Nobody has signed in: a resident, or somebody on the way to the door."""
    return not is_signed_in(request)


def reads(request: HttpRequest) -> bool:
    """What is for residents and for those who serve them; the three administrators keep the house."""
    return is_stranger(request) or serves(request)


def entry(label: "str | Promise", url_name: str, order: int, when: When | str = is_signed_in) -> None:
    """Put one entry into the menu; called from `apps.py`, where `when` may be the path of a function that
    cannot be imported yet. Calling it twice leaves one."""
    _entries[url_name] = Entry(label, url_name, order, when)


def search_at(url_name: str) -> None:
    """Every page of those who serve has a field on top; what is written there is looked for at this address,
    as `q`."""
    _search[:] = [url_name]


def search_url(request: HttpRequest) -> str:
    """ "" where there is nothing to look for, or nobody who may; and, as with the items, where the page is
    not laid."""
    if not _search or not serves(request):
        return ""
    try:
        return reverse(_search[0])
    except NoReverseMatch:
        return ""


def items(request: HttpRequest) -> list[Item]:
    """What this person finds in the menu, in order. A page that is not laid yet is left out."""
    shown = []
    for row in sorted(_entries.values(), key=lambda row: row.order):
        when = import_string(row.when) if isinstance(row.when, str) else row.when
        if when(request):
            try:
                url = reverse(row.url_name)
            except NoReverseMatch:
                continue
            shown.append((str(row.label), url))
    here = max((url for _, url in shown if _covers(url, request.path)), key=len, default="")
    return [Item(label, url, url == here) for label, url in shown]


def _covers(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
