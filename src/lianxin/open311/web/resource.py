"""One way in for every address: method, format, language, then the view; whatever it refuses is answered in
the format that was asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lianxin.kernel import clock
from lianxin.open311.web.answers import Answer, fault, refused, unless_known, written
from lianxin.open311.web.asked import Asked, format_of, language_of
from lianxin.pages.public import refusals

View = Callable[..., Answer]


def resource(**views: View) -> Callable[..., HttpResponse]:
    """`resource(GET=…, POST=…)`: HEAD goes with GET; any other method is told which there are."""
    methods = [*views, *(["HEAD"] if "GET" in views else []), "OPTIONS"]
    allowed = ", ".join(methods)

    @csrf_exempt  # a key is sent with every write; no cookie is read
    @wraps(next(iter(views.values())))
    def answered(request: HttpRequest, suffix: str = "", trial: bool = False, **told: str) -> HttpResponse:
        broken = unreadable(request)  # before anything is read of it
        with translation.override(language_of(request)):
            form = format_of(request, suffix)
            view = views.get("GET" if request.method == "HEAD" else request.method or "")
            if request.method == "OPTIONS":
                return _options(allowed)
            if view is None:
                return written(fault(405, _("这个地址不接受这种方法。"), Allow=allowed), form or "xml")
            if not form:
                return written(fault(406, _("只有 .json 和 .xml 两种格式。")), "xml")
            if broken:
                return written(fault(broken, _("送来的内容读不出来,或者太大了,没有收。")), form)
            answer = _asked(view, Asked(request, form, trial, clock.now()), told)
            response = written(answer, form)
            fine = answer.status == 200 and request.method != "POST"
            return unless_known(request, answer, response) if fine else response

    return answered


@csrf_exempt
def anything(request: HttpRequest, rest: str = "", trial: bool = False) -> HttpResponse:
    """What is no address of ours, whatever the method, in the format that its end asks for."""
    end = rest.rstrip("/").rpartition(".")[2].lower()
    with translation.override(language_of(request)):
        absent = fault(404, _("没有这个地址。"))
        return written(absent, format_of(request, end if end in {"json", "xml"} else "") or "xml")


def _asked(view: View, asked: Asked, told: dict[str, Any]) -> Answer:
    try:
        return view(asked, **told)
    except Exception as exception:
        refusal = refusals.as_refusal(exception)
        if refusal is None:
            raise  # a fault of ours is loud
        return refused(refusal)


def unreadable(request: HttpRequest) -> int:
    """413 or 400 for a body that is no form although it says so; 0 for one that was read, or is not one."""
    if request.method != "POST":
        return 0
    try:
        len(request.POST)
    except RequestDataTooBig:
        return 413
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return 400
    return 0


def _options(allowed: str) -> HttpResponse:
    """Also the question that a browser asks before another site's page may read: reading is for anybody,
    writing is for whoever holds a key, from a server of theirs."""
    response = HttpResponse(status=200, content_type="text/plain; charset=utf-8", headers={"Allow": allowed})
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Max-Age"] = "86400"
    return response
