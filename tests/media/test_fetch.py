"""A photo named by its address is fetched by the background work; whatever comes, the report is untouched."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from lianxin.journal import public as journal
from lianxin.kernel import outbound
from lianxin.kernel.targets import BadTarget
from lianxin.media import fetching
from lianxin.media import public as media
from lianxin.media.models import Errand, Picture
from media.pictures import photo, saved, scene

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
WELL = media.Subject("140403", "matter:1", 1)
URL = "https://photos.example.org/well.jpg"
Says = Callable[..., list[str]]


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Says:
    """What the host on the other side answers; returns the addresses it was asked for."""
    asked: list[str] = []

    def says(body: bytes = b"", status: int = 200, fault: Exception | None = None) -> list[str]:
        def send(out: outbound.Outgoing, limits: outbound.Limits) -> outbound.Answer:
            asked.append(out.url)
            if fault is not None:
                raise fault
            return outbound.Answer(status, {}, body, out.url)

        monkeypatch.setattr(fetching.outbound, "send", send)
        return asked

    return says


def outcome() -> tuple[str, str, str]:
    errand = Errand.objects.get()
    return errand.state, errand.why, errand.url


def test_it_is_fetched_once_and_kept_like_any_other(host: Says) -> None:
    asked = host(photo())
    media.fetch_later(WELL, URL, now=NOW)
    media.fetch_later(WELL, URL, now=NOW)

    assert media.fetch(NOW, 5) == 1
    assert media.fetch(NOW + timedelta(hours=1), 5) == 0

    assert asked == [URL]
    assert outcome() == ("kept", "", "")
    assert Picture.objects.get().part == 1
    assert media.awaited_of("140403", "matter:1") == []
    assert [entry.action for entry in journal.entries_about("140403", "matter:1")] == [
        "media.keep",
        "media.fetch",
    ]


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"PK\x03\x04 a zip named well.jpg", 200, "kind"),
        (photo()[:2000], 200, "broken"),
        (b"", 200, "empty"),
        (b"gone", 404, "away"),
        (photo(), 403, "away"),
    ],
)
def test_what_is_no_photo_is_refused_on_the_row(host: Says, body: bytes, status: int, why: str) -> None:
    host(body, status)
    media.fetch_later(WELL, URL, now=NOW)

    media.fetch(NOW)

    assert outcome() == ("refused", why, "")
    (told,) = media.awaited_of("140403", "matter:1")
    assert told.why == str(media.WHY[why])
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("fault", "why"),
    [(BadTarget("address", "inside"), "address"), (outbound.NoAnswer("large"), "large")],
)
def test_a_host_inside_and_an_endless_answer_are_refused(host: Says, fault: Exception, why: str) -> None:
    host(fault=fault)
    media.fetch_later(WELL, URL, now=NOW)

    media.fetch(NOW)

    assert outcome() == ("refused", why, "")


@pytest.mark.parametrize("fault", ["slow", "redirect", "connect", "cut"])
def test_one_that_hangs_is_asked_again_and_then_given_up(host: Says, fault: str) -> None:
    asked = host(fault=outbound.NoAnswer(fault))
    media.fetch_later(WELL, URL, now=NOW)

    now = NOW
    for wait in (0, 2, 4, 8, 16, 600):
        now += timedelta(minutes=wait)
        media.fetch(now)

    assert len(asked) == 4
    assert outcome() == ("given_up", "away", "")


def test_a_host_that_is_back_is_heard(host: Says) -> None:
    host(status=503)
    media.fetch_later(WELL, URL, now=NOW)
    media.fetch(NOW)
    host(photo())

    assert media.fetch(NOW + timedelta(minutes=1)) == 0
    assert media.fetch(NOW + timedelta(minutes=2)) == 1
    assert outcome()[0] == "kept"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "ftp://x.org/a.jpg",
        "https://user:pw@x.org/a.jpg",
        "x",
        "https://x.org/" + "a" * 2001,
    ],
)
def test_what_can_never_be_asked_is_refused_at_once_and_nothing_goes_out(host: Says, url: str) -> None:
    asked = host(photo())
    media.fetch_later(WELL, url, now=NOW)

    assert media.fetch(NOW) == 0
    assert asked == []
    assert outcome() == ("refused", "address", "")


def test_loopback_is_not_asked_by_the_real_way_out() -> None:
    media.fetch_later(WELL, "http://127.0.0.1/a.jpg", now=NOW)

    media.fetch(NOW)

    assert outcome() == ("refused", "address", "")


def test_a_worker_that_died_holds_it_for_five_minutes(host: Says) -> None:
    host(fault=KeyboardInterrupt())
    media.fetch_later(WELL, URL, now=NOW)
    with pytest.raises(KeyboardInterrupt):
        media.fetch(NOW)
    host(photo())

    assert media.fetch(NOW + timedelta(minutes=4)) == 0
    assert media.fetch(NOW + timedelta(minutes=5)) == 1
    assert outcome()[0] == "kept"


def test_what_was_erased_meanwhile_is_not_kept(host: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    media.fetch_later(WELL, URL, now=NOW)
    from lianxin.kernel.actor import SYSTEM

    def send(_out: object, _limits: object) -> outbound.Answer:
        media.erase(WELL, by=SYSTEM, now=NOW)
        return outbound.Answer(200, {}, saved(scene()), URL)

    monkeypatch.setattr(fetching.outbound, "send", send)

    assert media.fetch(NOW) == 0
    assert not Picture.objects.exists()
    assert not Errand.objects.exists()
