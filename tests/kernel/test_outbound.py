"""API7, API10: a host that hangs, lies, leads astray or never ends; each has a clear outcome."""

import gzip
import select
import socket
from typing import Any

import pytest
from django.conf import LazySettings

from away import Away, Talk, away, leads, says
from lianxin.kernel import outbound
from lianxin.kernel.outbound import Answer, Limits, NoAnswer, Outgoing
from lianxin.kernel.targets import BadTarget

__all__ = ["away"]
HOOK = "https://hook.example.org/in?a=b"
QUICK = Limits(connect=2.0, silence=0.3, total=0.8, most=10_000)


def fault_of(url: str = HOOK, limits: Limits = QUICK, **more: Any) -> str:
    with pytest.raises(NoAnswer) as failed:
        outbound.send(Outgoing(url, **more), limits)
    return failed.value.fault


def test_a_message_arrives_whole_under_the_right_name(away: Away) -> None:
    hook = away.host("hook.example.org", says("202 Accepted", b"thanks", X_Seen="1"))

    answer = outbound.send(Outgoing(HOOK, "POST", {"X-Ours": "7"}, b'{"a":1}'), QUICK)

    assert (answer.status, answer.body, answer.headers["x-seen"]) == (202, b"thanks", "1")
    head, _, body = hook.asked[0].partition(b"\r\n\r\n")
    assert body == b'{"a":1}'
    assert head.startswith(b"POST /in?a=b HTTP/1.1\r\nX-Ours: 7\r\n")
    assert b"\r\nHost: hook.example.org\r\n" in head
    assert head.count(b"Host:") == head.count(b"Content-Length: 7") == 1
    assert b"Connection: close" in head


def test_a_name_is_asked_once_and_dialled_where_it_was_judged(
    away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the second answer of the resolver would be loopback."""
    away.host("hook.example.org")
    canary, asked = away.canary(), []

    def turns(host: str, port: int) -> list[str]:
        asked.append(host)
        return away.names[host] if len(asked) == 1 else ["127.0.0.1"]

    monkeypatch.setattr(outbound, "resolve", turns)
    outbound.send(Outgoing(HOOK), QUICK)

    assert len(asked) == 1
    assert away.dialled == [("93.184.216.1", 443)]
    with pytest.raises(BadTarget):
        outbound.send(Outgoing(HOOK), QUICK)
    assert canary.hits == 0


ASTRAY = (
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "//127.0.0.1:{port}/x",
    "https://evil.example.org/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "",
)


@pytest.mark.parametrize("to", ASTRAY)
@pytest.mark.parametrize("follows", [0, 3])
def test_a_redirect_to_loopback_reaches_nobody(away: Away, to: str, follows: int) -> None:
    canary = away.canary()
    away.names["evil.example.org"] = ["127.0.0.1"]
    away.host("hook.example.org", leads(to.format(port=canary.port)))

    with pytest.raises((BadTarget, NoAnswer)):
        outbound.send(Outgoing(HOOK), Limits(**{**QUICK.__dict__, "redirects": follows, "plain": True}))
    assert canary.hits == 0


def test_redirects_are_followed_only_where_asked_for_and_without_our_headers(away: Away) -> None:
    away.host("hook.example.org", leads("https://other.example.org/there"))
    other = away.host("other.example.org", says(body=b"here"))
    follow = Limits(**{**QUICK.__dict__, "redirects": 1})

    assert fault_of() == "redirect"
    answer = outbound.send(Outgoing(HOOK, headers={"Authorization": "secret"}), follow)

    assert (answer.body, answer.url) == (b"here", "https://other.example.org/there")
    assert b"secret" not in other.asked[0]
    assert fault_of(limits=follow, method="POST", body=b"x") == "redirect"


def test_redirects_come_to_an_end_and_never_to_plain_http(away: Away) -> None:
    ring = away.host("hook.example.org", leads(HOOK))

    assert fault_of(limits=Limits(**{**QUICK.__dict__, "redirects": 3})) == "redirect"
    assert ring.hits == 4
    ring.talk = leads("http://hook.example.org/")
    assert fault_of(limits=Limits(**{**QUICK.__dict__, "redirects": 3, "plain": True})) == "redirect"


def drip(every: float, piece: bytes, first: bytes = b"") -> Talk:
    def talk(plug: socket.socket, _asked: bytes) -> None:
        plug.sendall(first)
        while True:
            plug.sendall(piece)
            select.select([plug], [], [], every)

    return talk


OK = b"HTTP/1.1 200 OK\r\n"
ENDLESS = {
    "says nothing": (lambda plug, _asked: plug.recv(1), "slow"),
    "one byte of the head at a time": (drip(0.02, b"X"), "slow"),
    "one header line at a time": (drip(0.02, b"A: b\r\n", OK), "slow"),
    "one byte of the body at a time": (drip(0.02, b"x", OK + b"\r\n"), "slow"),
    "100 Continue for ever": (drip(0.0, b"HTTP/1.1 100 Continue\r\n\r\n"), "large slow"),
    "a status line without an end": (drip(0.0, b"H" * 9000), "garbled large slow"),
    "headers without an end": (drip(0.0, b"A: " + b"b" * 5000 + b"\r\n", OK), "large garbled slow"),
    "many small headers": (drip(0.0, b"A: b\r\n", OK), "garbled large slow"),
    "a body without an end": (drip(0.0, b"x" * 9000, OK + b"\r\n"), "large slow"),
    "chunks without an end": (
        drip(0.0, b"1\r\nx\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"), "large slow"
    ),
    "a trailer without an end": (
        drip(0.0, b"A: b\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n"), "large garbled slow"
    ),
    "a length beyond all bounds": (
        lambda plug, _asked: plug.sendall(OK + b"Content-Length: 999999999999\r\n\r\nx"), "large"
    ),
    "a chunk of nonsense": (
        lambda plug, _asked: plug.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "garbled"
    ),
    "less than it promised": (
        lambda plug, _asked: plug.sendall(OK + b"Content-Length: 100\r\n\r\nabc"), "cut"
    ),
    "hangs up at once": (lambda plug, _asked: None, "garbled connect"),
    "speaks another language": (lambda plug, _asked: plug.sendall(b"SSH-2.0-OpenSSH\r\n"), "garbled"),
    "a gzip bomb": (says(body=gzip.compress(b"0" * 1_000_000), Content_Encoding="gzip"), "encoded"),
    "deflate": (says(body=b"x", Content_Encoding="deflate, br"), "encoded"),
}  # fmt: skip


@pytest.mark.broad
@pytest.mark.parametrize("trick", ENDLESS)
def test_a_host_that_never_ends_or_lies_is_left_in_good_time(away: Away, trick: str) -> None:
    talk, outcome = ENDLESS[trick]
    away.host("hook.example.org", talk)

    assert fault_of() in outcome.split()


def test_a_body_of_just_the_allowed_size_is_taken(away: Away) -> None:
    away.host("hook.example.org", says(body=b"x" * 10_000))

    assert len(outbound.send(Outgoing(HOOK), QUICK).body) == 10_000
    away.host("hook.example.org", says(body=b"x" * 10_001))
    assert fault_of() == "large"


def test_a_certificate_for_another_name_or_from_nobody_is_not_believed(
    away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    away.host("hook.example.org", named="evil.example.org")
    assert fault_of() == "tls"

    away.host("hook.example.org")
    assert outbound.send(Outgoing(HOOK), QUICK).status == 200
    monkeypatch.setattr(outbound, "trust", outbound._trust)
    assert fault_of() == "tls"


def test_nobody_there(away: Away) -> None:
    host = away.host("hook.example.org")
    host.close()
    assert fault_of() in {"connect", "slow"}


def test_plain_http_only_where_it_will_do(away: Away) -> None:
    away.host("hook.example.org", tls=False)

    with pytest.raises(BadTarget) as refused:
        outbound.send(Outgoing("http://hook.example.org/"), QUICK)
    assert refused.value.fault == "scheme"
    plain = Limits(**{**QUICK.__dict__, "plain": True})
    assert outbound.send(Outgoing("http://hook.example.org/"), plain).status == 200


def test_no_proxy_of_the_environment_is_used(away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    canary = away.canary()
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    away.host("hook.example.org")

    assert outbound.send(Outgoing(HOOK), QUICK).status == 200
    assert canary.hits == 0


@pytest.mark.parametrize("header", [{"X": "a\r\nHost: b"}, {"X\r\nY": "a"}, {"X": "事"}])
def test_a_header_cannot_be_broken_into_two(away: Away, header: dict[str, str]) -> None:
    host = away.host("hook.example.org")

    assert fault_of(headers=header) == "garbled"
    assert host.asked in ([], [b"\r\n\r\n"])


def test_a_host_of_ones_own_network_needs_the_deployments_word(away: Away, settings: LazySettings) -> None:
    gateway = away.canary(says(body=b"sent"))
    url = f"http://127.0.0.1:{gateway.port}/sms"
    trusting = Limits(**{**QUICK.__dict__, "may_trust": True})

    def refused(limits: Limits) -> None:
        with pytest.raises(BadTarget):
            outbound.send(Outgoing(url), limits)

    refused(trusting)
    settings.TRUSTED_TARGETS = [f"127.0.0.1:{gateway.port + 1}", "127.0.0.1", f"127.0.0.2:{gateway.port}"]
    refused(trusting)
    settings.TRUSTED_TARGETS = [f"127.0.0.1:{gateway.port}"]
    refused(QUICK)
    assert gateway.hits == 0
    answer: Answer = outbound.send(Outgoing(url), trusting)
    assert answer.body == b"sent"


def test_a_redirect_does_not_open_what_only_the_keeper_may_reach(away: Away, settings: LazySettings) -> None:
    gateway = away.canary()
    settings.TRUSTED_TARGETS = [f"127.0.0.1:{gateway.port}"]
    away.host("hook.example.org", leads(f"http://127.0.0.1:{gateway.port}/"), tls=False)
    limits = Limits(**{**QUICK.__dict__, "may_trust": True, "plain": True, "redirects": 3})

    with pytest.raises(BadTarget):
        outbound.send(Outgoing("http://hook.example.org/"), limits)
    assert gateway.hits == 0
