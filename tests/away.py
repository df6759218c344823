"""The world outside, on loopback: hosts with public addresses that answer as a test says.

`away.host("hook.example.org", talk)` gives a name, a public address and a voice; whatever the code under
test dials is written down in `away.dialled`, and an address that is not of this world is dialled for real
(so that a canary on loopback would notice).
"""

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lianxin.kernel import outbound

Talk = Callable[[socket.socket, bytes], None]


def says(status: str = "200 OK", body: bytes = b"ok", **headers: str) -> Talk:
    """Answer in good order."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    return lambda plug, _asked: plug.sendall(whole)


def leads(to: str, status: str = "302 Found") -> Talk:
    return says(status, b"", Location=to)


class Host:
    """One listener; keeps what it was asked, whole requests as bytes."""

    def __init__(self, talk: Talk, tls: ssl.SSLContext | None = None, *, first: bool = False) -> None:
        """`first`: it speaks first, as post servers do, and reads for itself."""
        self._first = first
        self.asked: list[bytes] = []
        self.hits = 0
        self.talk = talk
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plug, _where = self._listener.accept()
                self.hits += 1
                threading.Thread(target=self._meet, args=(plug,), daemon=True).start()

    def _meet(self, plug: socket.socket) -> None:
        with contextlib.suppress(OSError), plug:
            plug.settimeout(20)
            if self._tls:
                plug = self._tls.wrap_socket(plug, server_side=True)
            self.talk(plug, b"" if self._first else self._heard(plug))
            with contextlib.suppress(OSError):
                plug.shutdown(socket.SHUT_WR)
            plug.close()

    def _heard(self, plug: socket.socket) -> bytes:
        asked = b""
        while b"\r\n\r\n" not in asked and (piece := plug.recv(65536)):
            asked += piece
        head, _, body = asked.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        while len(body) < length and (piece := plug.recv(65536)):
            body += piece
        self.asked.append(head + b"\r\n\r\n" + body)
        return self.asked[-1]

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # else one who waits in accept still takes a call
        self._listener.close()


class Away:
    def __init__(self, folder: Path) -> None:
        self.names: dict[str, list[str]] = {}
        self.dialled: list[tuple[str, int]] = []
        self._homes: dict[str, Host] = {}
        self._hosts: list[Host] = []
        self._folder, self._root = folder, _authority()

    def host(
        self, name: str, talk: Talk | None = None, *, tls: bool = True, named: str = "", first: bool = False
    ) -> Host:
        """`named`: what its certificate says, where that is not its name."""
        address = f"93.184.216.{len(self._hosts) + 1}"
        home = Host(talk or says(), self.certified(named or name) if tls else None, first=first)
        self._hosts.append(home)
        self.names[name] = [address]
        self._homes[address] = home
        return home

    def canary(self, talk: Talk | None = None) -> Host:
        """Something on this machine that must never be knocked at."""
        self._hosts.append(Host(talk or says()))
        return self._hosts[-1]

    def resolve(self, host: str, _port: int) -> list[str]:
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        if host not in self.names:
            raise socket.gaierror(-2, "Name or service not known")
        return self.names[host]

    def dial(self, address: tuple[str, int], patience: float) -> socket.socket:
        self.dialled.append(address)
        home = self._homes.get(address[0])
        return socket.create_connection(("127.0.0.1", home.port) if home else address, timeout=patience)

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=self._root[0].public_bytes(serialization.Encoding.PEM).decode())
        return context

    def certified(self, name: str) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        cert = _certificate(name, key.public_key(), *self._root)
        path = self._folder / f"{name}.pem"
        path.write_bytes(
            cert.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def close(self) -> None:
        for host in self._hosts:
            host.close()


Signer = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def _authority() -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    return _certificate("", key.public_key(), None, key), key


def _certificate(
    name: str,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Certificate | None,
    key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name or "test authority")])
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if issuer:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return made.sign(key, hashes.SHA256())


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Away]:
    world = Away(tmp_path)
    for name in ("resolve", "dial", "trust"):
        monkeypatch.setattr(outbound, name, getattr(world, name))
    yield world
    world.close()
