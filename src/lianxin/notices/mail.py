"""Mail out: one post server, for residents who left an address and for units with a mailbox of their own."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from hashlib import sha256
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from lianxin.kernel import outbound
from lianxin.kernel.outbound import Limits, NoAnswer
from lianxin.kernel.targets import BadTarget
from lianxin.notices.carriers import Ask, Setup, is_set, register, setup_of
from lianxin.notices.channels import Letter, channel
from lianxin.notices.threads import mark_of

PORTS = frozenset({25, 465, 587})
LIMITS = Limits(connect=5.0, silence=10.0, total=30.0, most=200_000, may_trust=True)
TLS, STARTTLS = "tls", "starttls"
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE
)

ASKS = (
    Ask("host", gettext_lazy("发信服务器"), gettext_lazy("例如 smtp.example.org。")),
    Ask(
        "security",
        gettext_lazy("加密方式"),
        choices=(("tls", gettext_lazy("全程 TLS(465)")), ("starttls", gettext_lazy("STARTTLS(587 或 25)"))),
    ),
    Ask("port", gettext_lazy("端口"), default="465"),
    Ask("user", gettext_lazy("用户名"), required=False),
    Ask("password", gettext_lazy("密码"), secret=True, required=False),
    Ask("sender", gettext_lazy("发信地址"), gettext_lazy("居民看到的寄信人。回信寄到这里或下面的地址。")),
    Ask("sender_name", gettext_lazy("寄信人名称"), required=False, default="连心"),
    Ask(
        "reply_to",
        gettext_lazy("收回信的地址"),
        gettext_lazy("连心读的那个信箱;它支持“+”分址时,回信凭地址就能找到是哪一件。"),
        required=False,
    ),
    Ask(
        "plus",
        gettext_lazy("收回信的地址支持“+”分址吗"),
        choices=(("", gettext_lazy("不支持,或不知道")), ("1", gettext_lazy("支持"))),
        required=False,
    ),
)
OF_UNIT = (Ask("address", gettext_lazy("单位的邮箱")),)


def is_address(words: str) -> bool:
    """A mail address as people have them; quoted names, comments and bare hosts are none."""
    return len(words) <= 254 and _ADDRESS.fullmatch(words) is not None and ".." not in words


def compose(setup: Setup, letter: Letter, to: str) -> EmailMessage:
    """The subject says nothing of the matter: it is shown on locked screens. Answers by machines are not
    wanted (RFC 3834). The id is the same at every try, so that the receiver can drop doubles."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((setup.get("sender_name", ""), setup["sender"]))
    message["To"] = to
    message["Subject"] = _("您反映的事有消息了") if letter.sealed else _("有事项等您单位处理")
    if letter.at:
        message["Date"] = format_datetime(letter.at.astimezone(UTC))
    domain = setup["sender"].rpartition("@")[2]
    county = letter.key.partition(":")[0]
    mark = mark_of(county, letter.subject) if letter.sealed else ""
    unique = sha256(letter.key.encode()).hexdigest()[:20]
    message["Message-ID"] = f"<{'.'.join(filter(None, (mark, unique)))}@{domain}>"
    if reply_to := setup.get("reply_to"):
        box, _at, where = reply_to.partition("@")
        message["Reply-To"] = f"{box}+{mark}@{where}" if mark and setup.get("plus") else reply_to
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.words + "\n")
    return message


@channel("email")
class Mail:
    """`send` returns once the post server has taken the message over."""

    id: ClassVar[str]
    label: ClassVar[str] = gettext_noop("电子邮件")
    leaves: ClassVar[bool] = True

    def send(self, letter: Letter) -> None:
        setup = setup_of("email")
        to = letter.address() if letter.sealed else setup_of("email", letter.to_unit)["address"]
        with post_server(setup) as server:
            server.send_message(compose(setup, letter, to), setup["sender"], [to])

    def check(self) -> list[str]:
        return faults(setup_of("email")) if is_set("email") else []


def faults(setup: Setup) -> list[str]:
    """What is wrong with a set-up, as far as can be told without calling anybody."""
    told = []
    if not setup.get("port", "").isdigit() or int(setup["port"]) not in PORTS:
        told.append(_("端口写 465、587 或 25。"))
    if not is_address(setup.get("sender", "")):
        told.append(_("发信地址不对。"))
    if setup.get("reply_to") and not is_address(setup["reply_to"]):
        told.append(_("收回信的地址不对。"))
    return told


@contextmanager
def post_server(setup: Setup) -> Iterator[smtplib.SMTP]:
    """Signed in and ready. What says that the server as a whole does not work is NoAnswer; a refusal of
    this one message stays what smtplib calls it."""
    limits = LIMITS
    try:
        wire = outbound.reach(setup["host"], int(setup["port"]), PORTS, limits, tls=setup["security"] == TLS)
    except (BadTarget, ValueError) as bad:
        raise NoAnswer("name") from bad
    with wire:
        try:
            yield _greeted(_Post(wire), setup)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as dead:
            raise NoAnswer("cut") from dead
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as shut:
            raise NoAnswer("refused") from shut


def _greeted(server: "_Post", setup: Setup) -> smtplib.SMTP:
    server.begin(setup["host"])
    if setup["security"] == STARTTLS:
        server.secure(setup["host"])
    if setup.get("user"):
        server.login(setup["user"], setup.get("password", ""))
    return server


class _Post(smtplib.SMTP):
    """smtplib over a wire that was judged and has an end; it never dials by itself."""

    def __init__(self, wire: Any) -> None:
        super().__init__(local_hostname="lianxin.invalid")
        self._wire = wire

    def begin(self, host: str) -> None:
        self._host = host
        self.sock = self._wire
        code, said = self.getreply()
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        self.ehlo_or_helo_if_needed()

    def secure(self, host: str) -> None:
        code, said = self.docmd("STARTTLS")
        if code != 220:
            raise smtplib.SMTPNotSupportedError(said)
        self._wire.secure(host)
        self.file = None
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        self.ehlo_or_helo_if_needed()


def _faults_of_unit(setup: Setup) -> list[str]:
    return [] if is_address(setup.get("address", "")) else [_("单位的邮箱不对。")]


register("email", ASKS, faults)
register("email", OF_UNIT, _faults_of_unit, of_unit=True)
