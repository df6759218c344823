"""API7: addresses that must not be called, in every spelling we know of. None of them is ever dialled."""

import socket
import threading
from pathlib import Path

import pytest

from away import Away, away
from lianxin.kernel import outbound
from lianxin.kernel.outbound import Limits, NoAnswer, Outgoing
from lianxin.kernel.targets import BadTarget, is_outside, read

__all__ = ["away"]

# A name or number that means loopback, a private network or the cloud's own host to some program somewhere.
LISTED = Path(__file__).with_name("hostile_addresses.txt").read_text(encoding="utf-8").split("\n")[:-1]
HOSTILE = [
    *LISTED,
    "",
    " ",
    "http://exa mple.org/",
    "http://example.org/\r\nHost: 127.0.0.1",
    "http://example.org/\x00",
    "\thttp://example.org/",
    "http://example.org /",
    "http://example.org/a\u202eb",
    "http://example.org/" + "a" * 2000,
    "http://" + "a" * 64 + ".org/",
    "http://" + "a." * 127 + "org/",
    "http://\u2060example.org/",
    "http://ex­ample.org/",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_and_never_dialled(url: str, away: Away) -> None:
    away.names["example.org"] = ["93.184.216.200"]

    with pytest.raises(BadTarget):
        outbound.send(Outgoing(url), Limits(plain=True))
    assert away.dialled == []


def test_the_corpus_is_large() -> None:
    assert len(set(HOSTILE)) >= 140


INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "100.64.0.1",
    "::1",
    "::ffff:10.0.0.1",
    "fe80::1%eth0",
    "fd00::1",
    "64:ff9b::1.2.3.4",
    "2002:102:304::1",
    "224.0.0.5",
    "0.0.0.0",
    "192.0.0.8",
    "nonsense",
    "",
    "168.63.129.16",
)


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_refused_even_beside_a_public_address(address: str, away: Away) -> None:
    away.names["hook.example.org"] = ["93.184.216.34", address]

    with pytest.raises(BadTarget) as refused:
        outbound.judge("https://hook.example.org/")
    assert refused.value.fault == "address"
    assert not is_outside(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "223.5.5.5"]
)
def test_public_addresses_are_outside(address: str) -> None:
    assert is_outside(address)


def test_an_address_of_this_very_machine_is_inside_however_public(
    away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    away.names["hook.example.org"] = ["93.184.216.34"]
    monkeypatch.setattr(outbound, "_binds", lambda address: address == "93.184.216.34")

    with pytest.raises(BadTarget):
        outbound.judge("https://hook.example.org/")


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://example.org", "example.org", 443, "/"),
        ("https://Example.org:8443/a/b?c=d", "example.org", 8443, "/a/b?c=d"),
        ("http://example.org:8080?x=1", "example.org", 8080, "/?x=1"),
        ("https://xn--fsqu00a.xn--0zwm56d/%E4%BA%8B", "xn--fsqu00a.xn--0zwm56d", 443, "/%E4%BA%8B"),
        ("https://[2606:2800:220:1::1]:8443/", "2606:2800:220:1::1", 8443, "/"),
    ],
)
def test_a_plain_address_is_read(url: str, host: str, port: int, path: str) -> None:
    target = read(url)

    assert (target.host, target.port, target.path) == (host, port, path)


def test_a_name_that_leads_nowhere_can_be_tried_again(away: Away) -> None:
    with pytest.raises(NoAnswer) as nothing:
        outbound.judge("https://gone.example.org/")
    assert nothing.value.fault == "name"


def test_a_resolver_that_hangs_holds_nobody_up(away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(outbound, "resolve", lambda *_asked: [str(gate.wait(20))])

    with pytest.raises(NoAnswer) as nothing:
        outbound.judge("https://slow.example.org/", Limits(connect=0.05))
    gate.set()
    assert nothing.value.fault == "name"


def test_the_systems_own_resolver_is_asked_for_the_addresses_alone() -> None:
    assert outbound._looked_up("127.0.0.1", 80) == ["127.0.0.1"]
    with pytest.raises(socket.gaierror):
        outbound._looked_up("no-such-name.invalid", 80)
