"""Where a request shows its token. The room `tokens` opens; the rooms that lie below it ask here."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase

from lianxin.api.bearer import Bearer
from lianxin.api.errors import WrongKind
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed

Opener = Callable[[HttpRequest, str, str], Bearer]
_openers: list[str] = []
JSON = "application/json"


def register(path: str) -> None:
    """`path` of `opener(request, secret, scope)`, which answers with the bearer or refuses, and counts the
    request; the last registered holds. Called from `apps.py`: hence a path."""
    _openers[:] = [path]


class Token(AuthBase):
    """`auth=Token("matters:read")`: this operation needs a token that was made for that."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: str, *, brings: str = JSON) -> None:
        self.scope, self.brings = scope, brings
        super().__init__()

    def __call__(self, request: HttpRequest) -> Bearer:
        opener: Opener = import_string(_openers[0])
        bearer = opener(request, secret_in(request), self.scope)
        if request.method == "POST" and request.content_type != self.brings:
            words = _("请把内容写成 JSON。") if self.brings == JSON else _("请直接送文件本身。")
            raise WrongKind(words, instead=_("请求头写 Content-Type: %(kind)s。") % {"kind": self.brings})
        return bearer


def secret_in(request: HttpRequest) -> str:
    """What stands behind `Authorization: Bearer`; never a cookie, never a part of the address."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def bearer_of(request: HttpRequest) -> Bearer:
    """Who asks, behind `auth=Token(…)`."""
    found: Bearer = request.auth  # type: ignore[attr-defined]  # laid there by ninja
    return found


def person_of(request: HttpRequest) -> Actor:
    """The person who serves and whose token this is. Refuses outside systems."""
    bearer = bearer_of(request)
    if bearer.is_partner:
        raise NotAllowed(_("这一步要用工作人员自己的令牌。"), instead=_("对接方的令牌办不了这件事。"))
    return bearer.actor
