"""What a request asks: its format, its language, its words. Nothing here decides anything about matters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.territory import public as territory

_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,60})\](?:\[\d*\])?")
_MOST = 4000  # signs of one parameter of a search; a description has its own bound


class WrongKind(Invalid):
    """Neither a form nor a multipart form was sent."""

    code = "unsupported_media_type"
    status = 415


@dataclass(frozen=True)
class Asked:
    """`trial`: of the test endpoint. `form`: json or xml."""

    request: HttpRequest
    form: str
    trial: bool
    now: datetime

    @property
    def on(self) -> date:
        return local(self.now).date()

    @cached_property
    def words(self) -> QueryDict:
        """What was sent; the address too, where some clients put key and jurisdiction."""
        if self.request.method != "POST":
            return self.request.GET
        together = self.request.GET.copy()
        for name, values in self.request.POST.lists():
            together.setlist(name, values)
        return together

    def word(self, name: str) -> str:
        """A parameter; "" alike for one that is empty and one that is not there."""
        return str(self.words.get(name) or "").strip()

    def several(self, name: str) -> tuple[str, ...]:
        """`a,b` and `a` and `b` again: without order, without doubles."""
        told = ",".join(self.words.getlist(name))
        if len(told) > _MOST:
            raise Invalid(_("%(name)s 太长了。") % {"name": name})
        return tuple(dict.fromkeys(part.strip() for part in told.split(",") if part.strip()))

    def attributes(self) -> Mapping[str, list[str]]:
        """`attribute[CODE]` and `attribute[CODE][]`."""
        found: dict[str, list[str]] = {}
        for name, values in self.words.lists():
            match = _ATTRIBUTE.fullmatch(name)
            if match:
                found.setdefault(match[1], []).extend(map(str, values))
        return found

    def jurisdiction(self) -> str:
        """A county by its code, "" for all. Raises NotFound."""
        code = self.word("jurisdiction_id")
        if code and not (len(code) == territory.Tier.DISTRICT and territory.known(code, self.on)):
            told = {"code": code[:40]}
            raise NotFound(_("没有编号为“%(code)s”的 jurisdiction_id,应当是六位的县级区划代码。") % told)
        return code


def format_of(request: HttpRequest, suffix: str) -> str:
    """json, xml, or "" for one that we do not speak. The address decides; then Accept; XML, which everybody
    must speak, for those who take anything."""
    if suffix:
        return suffix.lower() if suffix.lower() in {"json", "xml"} else ""
    told = request.headers.get("Accept", "*/*")
    ranked = sorted(_ranges(told), key=lambda found: -found[1])
    for kind, weight in ranked:
        if weight > 0 and kind in _MEANS:
            return _MEANS[kind]
    return ""


_MEANS = {
    "application/json": "json",
    "text/json": "json",
    "text/xml": "xml",
    "application/xml": "xml",
    "text/*": "xml",
    "application/*": "xml",
    "*/*": "xml",
}


def _ranges(told: str) -> list[tuple[str, float]]:
    found = []
    for part in told[:1000].split(","):
        kind, *details = (piece.strip().lower() for piece in part.split(";"))
        weight = next((piece[2:] for piece in details if piece.startswith("q=")), "1")
        try:
            found.append((kind, float(weight)))
        except ValueError:
            found.append((kind, 0.0))
    return found


def language_of(request: HttpRequest) -> str:
    """English for those who ask for it: by `lang`, else by what their software says."""
    chosen = request.GET.get("lang") or request.POST.get("lang") or ""
    if chosen:
        return "en" if chosen.lower().startswith("en") else "zh-hans"
    for language, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        if language.startswith(("zh", "en")):
            return "en" if language.startswith("en") else "zh-hans"
    return "zh-hans"


def must_be_form(request: HttpRequest) -> None:
    """Raises WrongKind. Nothing at all is an empty form."""
    kind = request.content_type or ""
    nothing = not kind and request.META.get("CONTENT_LENGTH") in {None, "", "0"}
    if not nothing and kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        raise WrongKind(_("请用表单格式送来(application/x-www-form-urlencoded 或 multipart/form-data)。"))
