"""Which addresses outside may be called at all: the shape of the URL, and every address its name leads to.

An address that somebody else chose (a webhook, the photo of a report) must never make us knock at our own
door or at that of a machine beside us. What cannot be read in one way only is refused, not interpreted.
"""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid

LONGEST_URL = 2000
PORTS = {"http": frozenset({80, 8080}), "https": frozenset({443, 8443})}
_URL = re.compile(r"(https?)://([^/?#]+)(/[^?#]*)?(\?[^#]*)?", re.ASCII)
_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+", re.ASCII | re.IGNORECASE)  # no blank, quote, backslash, <>^`{|}
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:@%]+)(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?", re.ASCII)
_ENDS_AT_HOME = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "onion")

# RFC 6890 and the IANA registries of special addresses, written out: what `ipaddress` calls global differs
# from one Python to the next. The last is a host of Azure that answers for the machine itself.
_NOT_OUTSIDE_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
_OUTSIDE_6 = IPv6Network("2000::/3")  # all that is given out; mapped, NAT64, unique local … lie elsewhere
_NOT_OUTSIDE_6 = tuple(
    IPv6Network(net)
    for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20", "2620:4f:8000::/48")
)
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # an IPv4 address in the last 32 bits


class BadTarget(Invalid):
    """It may not be called, whoever asks. `fault`: url, scheme, credentials, port, host address."""

    code = "bad_target"

    def __init__(self, fault: str, sentence: str) -> None:
        super().__init__(sentence, instead=_("请填一个公开的网址,例如 https://example.org/hook。"))
        self.fault = fault


@dataclass(frozen=True)
class Target:
    """A URL that can be read in one way only, taken apart. `path` includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What stands in the Host header, and what a deployment lists as trusted (there with the port)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _usual(self.scheme) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def trusted_by(self, listed: "list[str] | tuple[str, ...]") -> bool:
        """Whether the deployment names exactly this host and port (`host:port`, IPv6 in brackets)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" in {one.lower() for one in listed}


def _usual(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def read(url: str) -> Target:
    """Take a URL apart. Raises BadTarget for whatever two programs might read differently; nothing is
    resolved here, and ports are not judged."""
    if len(url) > LONGEST_URL or not _PLAIN.fullmatch(url):
        raise BadTarget("url", _("网址里有空格或看不清的字符,或者太长。中文域名请写成 xn-- 开头的形式。"))
    whole = _URL.fullmatch(url)
    if whole is None:
        # How it begins is told apart, so that the sentence helps.
        if re.match(r"https?://", url, re.ASCII):
            raise BadTarget("url", _("网址写得不完整,或者带有 # 后面的部分。"))
        raise BadTarget("scheme", _("网址要以 https:// 开头。"))
    scheme, authority, path, query = whole.groups()
    if "@" in authority:
        raise BadTarget("credentials", _("网址里不能写用户名和密码。"))
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        raise BadTarget("host", _("网址里的主机名看不懂。"))
    port = int(parts[2]) if parts[2] else _usual(scheme)
    if not 0 < port < 65536:
        raise BadTarget("port", _("网址里的端口不对。"))
    return Target(scheme, _host(parts[1].lower()), port, (path or "/") + (query or ""))


def _host(host: str) -> str:
    """A whole name or a plainly written address. `2130706433`, `0x7f.1` and `127.1` are addresses to some
    programs and names to others: refused."""
    if host.startswith("["):
        return str(_six(host[1:-1]))
    labels = host.split(".")
    if labels[-1].isdigit() or labels[-1].startswith("0x"):
        return str(_four(host))
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadTarget("host", _("网址里的主机名要写完整,例如 example.org。"))
    if labels[-1] in _ENDS_AT_HOME or host.endswith(".home.arpa"):
        raise BadTarget("host", _("这个主机名只在内部网络里有效。"))
    return host


def _four(host: str) -> IPv4Address:
    try:
        return IPv4Address(host)  # four decimal parts without leading zeros, nothing else
    except AddressValueError as odd:
        raise BadTarget("host", _("网址里的 IP 地址写法不对。")) from odd


def _six(host: str) -> IPv6Address:
    try:
        return IPv6Address(host)
    except AddressValueError as odd:
        raise BadTarget("host", _("网址里的 IP 地址写法不对。")) from odd


def is_outside(address: str) -> bool:
    """Whether an address (as text, without a zone) belongs to the open internet: not to this machine, its
    networks, a multicast group, or an IPv4 address wrapped into IPv6 by whatever scheme."""
    try:
        if ":" in address:
            return _six_is_outside(IPv6Address(address))
        four = IPv4Address(address)
    except AddressValueError:
        return False
    return not any(four in net for net in _NOT_OUTSIDE_4)


def _six_is_outside(six: IPv6Address) -> bool:
    if six.scope_id is not None or six not in _OUTSIDE_6 or any(six in net for net in _NOT_OUTSIDE_6):
        return False
    return (int(six) >> 32 & 0xFFFFFFFF) not in _ISATAP
