"""What ninja refuses, as the refusals of the house: one family of errors, one place that words them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from lianxin.api.errors import Malformed, NoSuchMethod, OurFault
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, Refusal
from lianxin.pages.public import refusals

MOST_FIELDS = 30


def refusal_for(exception: Exception) -> Refusal | None:
    """None for what is a bug."""
    if isinstance(exception, ValidationError):
        return _wrong_shape(exception.errors)
    if isinstance(exception, Http404):
        return nowhere()
    if isinstance(exception, HttpError):
        return Malformed(_("送来的内容读不出来。"), instead=_("请检查 JSON 写得对不对。"))
    return refusals.as_refusal(exception)


def answered(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The one handler of the API; what is no refusal stays loud."""
    refusal = refusal_for(exception)
    if refusal is None:
        raise exception
    return refusals.answer(request, refusal)


def _wrong_shape(faults: Sequence[Mapping[str, Any]]) -> Invalid:
    fields = {_name(fault): _sentence(fault) for fault in faults[:MOST_FIELDS]}
    first = next(iter(fields))
    words = _("“%(field)s”:%(fault)s") % {"field": first, "fault": fields[first]}
    return Invalid(words, instead=_("每一项怎么写,见 /api/ 的接口说明。"), fields=fields)


def _name(fault: Mapping[str, Any]) -> str:
    """`body.payload.point.lon` → `point.lon`; the body as a whole is "body"."""
    source, *way = [str(part) for part in fault["loc"]]
    way = way[1:] if source == "body" and len(way) > 1 else way
    return (".".join(way) or source)[:80]


def _sentence(fault: Mapping[str, Any]) -> str:
    kind, bounds = str(fault["type"]), fault.get("ctx", {})
    if kind == "missing":
        return _("这一项必须写。")
    if kind == "extra_forbidden":
        return _("没有这一项。")
    if kind == "string_too_long":
        return _("太长了:最多 %(most)d 个字。") % {"most": bounds["max_length"]}
    if kind in {"enum", "literal_error"}:
        return _("只能是:%(choices)s。") % {"choices": bounds["expected"]}
    return _("这一项写得不对。")


def nowhere() -> NotFound:
    return NotFound(_("没有这个接口地址。"), instead=_("全部地址见 /api/ 的接口说明。"))


def in_place_of(response: HttpResponse) -> Refusal:
    """What the house says instead of a bare answer that Django or ninja gave by themselves."""
    if response.status_code == 404:
        return nowhere()
    if response.status_code == 405:
        return NoSuchMethod(_("这个地址不能这样用。"), instead=_("可以用的方法写在 Allow 里。"))
    if response.status_code == 403:
        return NotAllowed(_("这里不让进。"))
    if response.status_code >= 500:
        return OurFault(
            _("系统出了差错,这一次没有办成。"), instead=_("请稍后再试;一直这样,请告诉系统管理员。")
        )
    refusal = Malformed(_("送来的内容读不出来。"), instead=_("每一项怎么写,见 /api/ 的接口说明。"))
    refusal.status = response.status_code  # type: ignore[misc]  # as it was answered
    return refusal
