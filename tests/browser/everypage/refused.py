"""What is refused, and what cannot be answered now."""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from browser.everypage.eyes import Sight, seen, sent
from lianxin.kernel.errors import Busy
from lianxin.pages.limits import TooMany
from lianxin.pages.refusals import answer

TOO_MANY = "您这个网络上刚才输错查询码的次数太多了。请过 8 分钟再查。"


def _refusal(refusal: Busy) -> Callable[[HttpRequest], str]:
    return lambda request: answer(request, refusal).content.decode()


def _template(name: str) -> Callable[[HttpRequest], str]:
    return lambda request: render_to_string(name, {}, request)


REFUSED: tuple[Sight, ...] = (
    seen("nothing-there", "", "/nowhere/"),
    seen("nothing-there-signed-in", "liwangge", "/people/"),
    sent("stale-form", "liwangge", "/account/", "/account/password/", csrfmiddlewaretoken="old"),
    Sight(
        "too-many",
        "",
        lambda eyes: eyes.sketch(_refusal(TooMany(TOO_MANY, instead="着急请拨打 12345。", status=429))),
    ),
    Sight(
        "store-away",
        "",
        lambda eyes: eyes.sketch(_refusal(Busy("系统正忙,您的话还没有存下。请稍后再试一次。"))),
    ),
    Sight("not-yours", "", lambda eyes: eyes.sketch(_template("403.html"))),
    Sight("broken", "", lambda eyes: eyes.sketch(_template("500.html"))),
)
