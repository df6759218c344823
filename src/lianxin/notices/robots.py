"""Robots in a unit's chat group: "something waits for you", a number, and no personal data."""

import base64
import hmac
import json
from hashlib import sha256
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy, gettext_noop

from lianxin.kernel.outbound import Limits, Outgoing, send
from lianxin.kernel.targets import BadTarget, read
from lianxin.notices.carriers import Ask, Setup, register, setup_of
from lianxin.notices.channels import Letter, channel
from lianxin.notices.sms import require

LIMITS = Limits(connect=5.0, silence=8.0, total=12.0, most=20_000, may_trust=True)
URL = Ask("url", gettext_lazy("机器人网址"), gettext_lazy("从群机器人的设置里复制,含有密钥。"), secret=True)
SECRET = Ask("secret", gettext_lazy("加签密钥"), gettext_lazy("SEC 开头。"), secret=True, required=False)


class NotForPeople(Exception):
    """A message with somebody's address never goes into a group."""


def _tell(url: str, letter: Letter) -> None:
    if letter.sealed:
        raise NotForPeople
    told: dict[str, Any] = {"msgtype": "text", "text": {"content": letter.words}}
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = send(Outgoing(url, "POST", headers, json.dumps(told, ensure_ascii=False).encode()), LIMITS)
    require(answer, "errcode=0")


@channel("wecom")
class WeCom:
    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("企业微信群机器人")
    leaves: ClassVar[bool] = True

    def send(self, letter: Letter) -> None:
        _tell(setup_of("wecom", letter.to_unit)["url"], letter)

    def check(self) -> list[str]:
        return []


@channel("dingtalk")
class DingTalk:
    """With 加签 the address carries the time and its HMAC; it holds for an hour."""

    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("钉钉群机器人")
    leaves: ClassVar[bool] = True

    def send(self, letter: Letter) -> None:
        setup = setup_of("dingtalk", letter.to_unit)
        _tell(signed(setup, int(letter.at.timestamp() * 1000) if letter.at else 0), letter)

    def check(self) -> list[str]:
        return []


def signed(setup: Setup, milliseconds: int) -> str:
    secret = setup.get("secret", "")
    if not secret:
        return setup["url"]
    words = f"{milliseconds}\n{secret}".encode()
    mark = base64.b64encode(hmac.new(secret.encode(), words, sha256).digest()).decode()
    joint = "&" if "?" in setup["url"] else "?"
    return setup["url"] + joint + urlencode({"timestamp": milliseconds, "sign": mark})


def faults(setup: Setup) -> list[str]:
    try:
        read(setup.get("url", ""))
    except BadTarget as bad:
        return [bad.sentence]
    return []


register("wecom", (URL,), faults, of_unit=True)
register("dingtalk", (URL, SECRET), faults, of_unit=True)
