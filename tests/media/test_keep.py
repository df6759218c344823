"""A photo is kept: nothing but the picture, once, with its files on the disk before its row."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotFound
from lianxin.media import public as media
from lianxin.media import shelf
from lianxin.media.models import Picture
from lianxin.media.segments import is_bare
from lianxin.media.sweeping import sweep
from media.pictures import BODY, photo, read, saved, scene

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
WELL = media.Subject("140403", "matter:1", 1)
ROOF = media.Subject("140403", "matter:2", 1)


def kept(data: bytes, subject: media.Subject = WELL) -> str:
    ready = media.prepare(subject, data)
    assert ready
    (name,) = media.keep(subject, [ready], by=SYSTEM, now=NOW)
    return name


def last_entry() -> journal.Entry:
    return list(journal.entries_about("140403", "matter:1"))[-1]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_only_the_picture_is_kept(shelf_here: Path) -> None:
    data = photo()
    assert BODY.encode() in data

    name = kept(data)

    large, small = (media.opened("140403", "matter:1", name, kind) for kind in ("large", "small"))
    assert is_bare(large)
    assert is_bare(small)
    assert not is_bare(data)
    assert BODY.encode() not in large + small
    assert read(large).size == (640, 480)
    assert read(small).size == (320, 240)
    assert files(shelf_here) == [f"{name}.large.jpg", f"{name}.small.jpg"]


@pytest.mark.parametrize(("orientation", "red_at"), [(3, "below"), (6, "right"), (8, "left")])
def test_it_is_kept_upright_as_it_was_held(orientation: int, red_at: str) -> None:
    picture = read(media.opened("140403", "matter:1", kept(photo(orientation)), "large"))

    wide, high = picture.size
    where = {"below": (wide // 2, high - 5), "right": (wide - 5, high // 2), "left": (5, high // 2)}
    red, _green, blue = picture.getpixel(where[red_at])
    assert red > 150 > blue
    assert (wide > high) == (orientation == 3)


def test_a_large_one_is_made_as_small_as_a_screen_needs() -> None:
    name = kept(saved(scene(5000, 2500)))

    picture = media.pictures_of("140403", "matter:1")[0]
    assert (picture.name, picture.width, picture.height) == (name, 2048, 1024)


def test_the_same_photo_twice_is_kept_once(shelf_here: Path) -> None:
    data = photo()
    first = kept(data)

    assert media.prepare(WELL, data) is None
    assert kept(data, ROOF) != first
    assert Picture.objects.count() == 2
    assert len(files(shelf_here)) == 4


def test_of_two_who_bring_it_at_once_one_keeps_it(
    shelf_here: Path, django_capture_on_commit_callbacks: object
) -> None:
    data = photo()
    mine, yours = media.prepare(WELL, data), media.prepare(WELL, data)
    assert mine
    assert yours

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert media.keep(WELL, [mine], by=SYSTEM, now=NOW) == [mine.name]
        assert media.keep(WELL, [yours], by=SYSTEM, now=NOW) == []

    assert files(shelf_here) == [f"{mine.name}.large.jpg", f"{mine.name}.small.jpg"]


def test_keeping_stands_in_the_journal_without_a_name_of_a_file() -> None:
    name = kept(photo())

    (entry,) = journal.entries_about("140403", "matter:1")
    assert entry.action == "media.keep"
    assert entry.payload == '{"part":1,"pictures":1}'
    assert name not in entry.payload


def test_a_crash_between_file_and_row_leaves_no_row_and_the_sweep_clears_up(shelf_here: Path) -> None:
    lost = media.prepare(WELL, photo())
    assert lost
    there = kept(photo(orientation=3))
    shards = {int(lost.name[:2], 16), int(there[:2], 16)}
    clock = datetime.now(UTC)

    assert sum(sweep(shard, clock) for shard in shards) == 0  # it may still be about to be kept
    assert sum(sweep(shard, clock + timedelta(hours=2)) for shard in shards) == 2

    assert files(shelf_here) == [f"{there}.large.jpg", f"{there}.small.jpg"]


def test_a_half_written_file_is_swept_away(shelf_here: Path) -> None:
    (shelf_here / "0a").mkdir(parents=True)
    (shelf_here / "0a" / ".0a11.large.jpg.ff.partial").write_bytes(b"half")

    assert sweep(0x0A, datetime.now(UTC) + timedelta(hours=2)) == 1
    assert files(shelf_here) == []


def test_a_row_that_is_taken_back_takes_nothing_from_the_shelf_that_others_have() -> None:
    name = kept(photo())

    with transaction.atomic():
        media.erase(WELL, by=SYSTEM, now=NOW)
        transaction.set_rollback(True)

    assert media.opened("140403", "matter:1", name, "large")


def test_what_is_erased_is_gone_from_the_disk_with_its_covered_one(
    shelf_here: Path, django_capture_on_commit_callbacks: object
) -> None:
    name = kept(photo())
    media.show(WELL, media.covered(WELL, name, [(0, 0, 500, 500)]), by=SYSTEM, now=NOW)
    other = kept(photo(), ROOF)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert media.erase(WELL, by=SYSTEM, now=NOW) == 1

    assert files(shelf_here) == [f"{other}.large.jpg", f"{other}.small.jpg"]
    assert last_entry().payload == '{"pictures":1}'
    with pytest.raises(NotFound):
        media.opened("140403", "matter:1", name, "large")


def test_after_three_years_it_is_forgotten(
    shelf_here: Path, django_capture_on_commit_callbacks: object
) -> None:
    kept(photo())

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert media.forget(NOW + timedelta(days=1095)) == 0
        assert media.forget(NOW + timedelta(days=1097)) == 1

    assert files(shelf_here) == []
    assert last_entry().action == "media.forget"


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..", "x", "", "0" * 31, "0" * 33, "A" * 32])
def test_no_name_from_outside_becomes_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        shelf.path_of(name)
    with pytest.raises(NotFound):
        media.opened("140403", "matter:1", name, "large")
    with pytest.raises(NotFound):
        media.opened_public("140403", name, "large")


def test_there_are_two_sizes_and_no_third() -> None:
    with pytest.raises(NotFound):
        media.opened("140403", "matter:1", kept(photo()), "../large")
