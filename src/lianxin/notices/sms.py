"""Short messages through an HTTP gateway that is described by data: each provider's is different."""

import hmac
import json
from collections.abc import Mapping
from hashlib import md5, sha256
from typing import ClassVar
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from lianxin.kernel.outbound import Answer, Limits, Outgoing, send
from lianxin.kernel.targets import BadTarget, read
from lianxin.notices.carriers import Ask, Setup, is_set, register, setup_of
from lianxin.notices.channels import Letter, channel

LIMITS = Limits(connect=5.0, silence=8.0, total=12.0, most=20_000, may_trust=True)
ASKS = (
    Ask("url", gettext_lazy("网关网址"), gettext_lazy("https 开头;内网的网关要先由部署者写进可信名单。")),
    Ask(
        "form",
        gettext_lazy("格式"),
        choices=(("json", "JSON"), ("form", gettext_lazy("表单"))),
    ),
    Ask(
        "fields",
        gettext_lazy("字段"),
        gettext_lazy("一行一个:名字=内容。可以写 {phone} {words} {key} {time} {nonce} {secret} {signed}。"),
        default="mobile={phone}\ncontent={words}\nid={key}",
        lines=True,
    ),
    Ask("headers", gettext_lazy("请求头"), gettext_lazy("一行一个:名字=内容。"), required=False, lines=True),
    Ask("secret", gettext_lazy("密钥"), secret=True, required=False),
    Ask(
        "signing",
        gettext_lazy("签名算法"),
        choices=(
            ("", gettext_lazy("不签名")),
            ("hmac-sha256", "HMAC-SHA256"),
            ("sha256", "SHA-256"),
            ("md5", "MD5"),
        ),
        required=False,
    ),
    Ask("signed", gettext_lazy("签名的内容"), gettext_lazy("例如 {phone}{time}{secret}。"), required=False),
    Ask("name", gettext_lazy("短信签名"), gettext_lazy("放在【】里,写在最前面。"), required=False),
    Ask(
        "accepted",
        gettext_lazy("怎样算收下了"),
        gettext_lazy("例如 code=0 或 result.status=ok;不写就看 HTTP 状态。"),
        required=False,
    ),
)


class NotAccepted(Exception):
    """The gateway answered, and did not take the message. `fault` is its HTTP status or "answer"."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@channel("sms")
class Sms:
    """The number is opened for the moment of sending, and stands in no fault, log or repr."""

    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("短信")
    leaves: ClassVar[bool] = True

    def send(self, letter: Letter) -> None:
        setup = setup_of("sms")
        answer = send(_asked(setup, letter), LIMITS)
        require(answer, setup.get("accepted", ""))

    def check(self) -> list[str]:
        return faults(setup_of("sms")) if is_set("sms") else []


def faults(setup: Setup) -> list[str]:
    told = []
    try:
        read(setup.get("url", ""))
    except BadTarget as bad:
        told.append(bad.sentence)
    if "{phone}" not in setup.get("fields", "") or "{words}" not in setup.get("fields", ""):
        told.append(_("字段里要有 {phone} 和 {words}。"))
    if setup.get("signing") and "{signed}" not in setup.get("fields", "") + setup.get("headers", ""):
        told.append(_("选了签名算法,字段或请求头里就要有 {signed}。"))
    return told


def _asked(setup: Setup, letter: Letter) -> Outgoing:
    told = _told(setup, letter)
    fields = {name: _filled(value, told) for name, value in pairs(setup["fields"])}
    headers = {name: _filled(value, told) for name, value in pairs(setup.get("headers", ""))}
    if setup["form"] == "json":
        body = json.dumps(fields, ensure_ascii=False).encode()
        kind = "application/json; charset=utf-8"
    else:
        body = urlencode(fields, quote_via=quote).encode()
        kind = "application/x-www-form-urlencoded; charset=utf-8"
    return Outgoing(setup["url"], "POST", {**headers, "Content-Type": kind}, body)


def _told(setup: Setup, letter: Letter) -> dict[str, str]:
    name = setup.get("name", "").strip("【】 ")
    key = sha256(letter.key.encode()).hexdigest()
    at = str(int(letter.at.timestamp())) if letter.at else ""
    told = {
        "phone": "".join(sign for sign in letter.address() if sign.isdigit() or sign == "+"),
        "words": (f"【{name}】" if name else "") + letter.words,
        "key": key[:32],  # the same at every try: a gateway that knows it drops doubles
        "time": at,
        "nonce": sha256(f"{key}{at}".encode()).hexdigest()[:16],
        "secret": setup.get("secret", ""),
    }
    return {**told, "signed": _signed(setup, told)}


def _signed(setup: Setup, told: Mapping[str, str]) -> str:
    words = _filled(setup.get("signed", ""), told).encode()
    match setup.get("signing", ""):
        case "hmac-sha256":
            return hmac.new(told["secret"].encode(), words, sha256).hexdigest()
        case "sha256":
            return sha256(words).hexdigest()
        case "md5":
            return md5(words, usedforsecurity=False).hexdigest()
    return ""


def _filled(template: str, told: Mapping[str, str]) -> str:
    """Each place once: what a resident is told may itself hold braces."""
    out, rest = "", template
    while rest:
        before, brace, after = rest.partition("{")
        name, closed, tail = after.partition("}")
        if brace and closed and name in told:
            out, rest = out + before + told[name], tail
        else:
            out, rest = out + before + brace, after
    return out


def pairs(lines: str) -> list[tuple[str, str]]:
    split = (line.partition("=") for line in lines.splitlines() if "=" in line)
    return [(name.strip(), value.strip()) for name, _equals, value in split]


def require(answer: Answer, accepted: str) -> None:
    """Raises NotAccepted unless the status is of the good ones and the answer says what was agreed."""
    if not 200 <= answer.status < 300:
        raise NotAccepted(str(answer.status))
    if not accepted:
        return
    path, equals, wanted = accepted.partition("=")
    if not equals:
        if not answer.body.decode(errors="replace").startswith(accepted):
            raise NotAccepted("answer")
        return
    try:
        found = json.loads(answer.body)
        for step in path.strip().split("."):
            found = found[step]
    except (ValueError, KeyError, TypeError, RecursionError) as odd:
        raise NotAccepted("answer") from odd
    if (json.dumps(found) if isinstance(found, bool) else str(found)) != wanted.strip():
        raise NotAccepted("answer")


register("sms", ASKS, faults)
