"""Where it is, from what a client can say: a point, one of our area codes, or an address in words.

GeoReport's `address_id` is the code of a community (or of anything else that we have a code for).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.org import public as org
from lianxin.territory import public as territory


@dataclass(frozen=True)
class Told:
    """What a client said of the place; nothing of it need be there."""

    point: Point | None = None
    words: str = ""
    code: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True)
class Found:
    """`area`: the smallest that is known. `picked`: what the report names besides its point."""

    area: str
    picked: str


def find(told: Told, on: date) -> Found:
    """Raises Invalid: no place was given, or none of ours."""
    picked = _picked(told, on)
    at = territory.locate(told.point).code if told.point else ""
    area = max(at, picked, key=len) if at[:6] == picked[:6] else at or picked
    if told.point and not area:
        raise Invalid(
            _("lat、long 这个位置不在我们负责的地方。"), instead=_("请检查经纬度(WGS-84),或拨打当地 12345。")
        )
    if not area:
        raise Invalid(
            _("没有认出这是哪里。请给 lat 和 long(WGS-84),或在 address_string 里写明街道、社区的名字。")
        )
    if told.jurisdiction and area[:6] != told.jurisdiction:
        raise Invalid(_("这个地方不在 jurisdiction_id 说的区县里。"))
    return Found(area, picked)


def _picked(told: Told, on: date) -> str:
    if told.code:
        code = territory.trimmed(told.code) if told.code.isascii() and told.code.isdigit() else ""
        if len(code) < territory.Tier.DISTRICT or not territory.known(code, on):
            raise Invalid(_("没有 address_id 为“%(code)s”的地方。") % {"code": told.code[:40]})
        return code
    if told.words:
        return named_in(told.words, told.jurisdiction or org.served(), on) or told.jurisdiction
    return ""


def named_in(words: str, within: str, on: date) -> str:
    """The area whose name stands in the words of an address: the one community, else the one town, else the
    one county; "" when it names none, or several and nothing tells them apart."""
    tiers = territory.naming.named(words, within, on)
    return next((codes[0] for codes in tiers if len(codes) == 1), "")
