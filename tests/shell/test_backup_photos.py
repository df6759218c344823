"""Photos in a backup: every byte comes back, and a damaged one is noticed before anything is touched."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.kernel.keyring import keyring
from lianxin.media import public as media
from lianxin.media import shelf
from lianxin.media.models import Picture
from lianxin.shell import backup
from media.pictures import photo, saved, scene

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
WELL = media.Subject("140403", "matter:1", 1)


@pytest.fixture(autouse=True)
def _house(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.KEYRING, settings.PHOTOS = tmp_path / "keyring.json", tmp_path / "photos"
    keyring.cache_clear()
    yield
    keyring.cache_clear()


def kept() -> list[str]:
    ready = [media.prepare(WELL, data) for data in (photo(), saved(scene(90, 60), "PNG"))]
    names = media.keep(WELL, [one for one in ready if one], by=SYSTEM, now=NOW)
    covered = media.covered(WELL, names[0], [(0, 0, 500, 500)])
    return [*names, media.show(WELL, covered, by=SYSTEM, now=NOW)]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_after_wipe_and_restore_every_photo_is_what_it_was(tmp_path: Path, settings: LazySettings) -> None:
    kept()
    before, rows = everything(settings.PHOTOS), backup.digests()
    manifest = backup.save(tmp_path / "town.backup", now=NOW)
    assert manifest["photos"]["files"] == len(before) == 6

    shutil.rmtree(settings.PHOTOS)
    Picture.objects.filter(county="140403").delete()
    backup.restore(tmp_path / "town.backup")

    assert everything(settings.PHOTOS) == before
    assert backup.digests() == rows


def test_a_photo_that_was_changed_in_the_archive_stops_everything(
    tmp_path: Path, settings: LazySettings
) -> None:
    names = kept()
    backup.save(tmp_path / "town.backup", now=NOW)
    whole = bytearray((tmp_path / "town.backup").read_bytes())
    content = shelf.read(names[0], "large")
    assert content
    whole[whole.index(content) + 700] ^= 1
    (tmp_path / "town.backup").write_bytes(whole)
    before = everything(settings.PHOTOS)

    with pytest.raises(Invalid, match="photos"):
        backup.restore(tmp_path / "town.backup")

    assert everything(settings.PHOTOS) == before


def test_what_was_erased_while_the_backup_ran_stays_erased(tmp_path: Path) -> None:
    erased, other, _public = kept()
    shelf.drop([erased])  # its row is still in what the backup reads

    manifest = backup.save(tmp_path / "town.backup", now=NOW)
    backup.restore(tmp_path / "town.backup")

    assert manifest["photos_gone"] == [erased]
    with pytest.raises(NotFound):
        media.opened("140403", "matter:1", erased, "large")
    assert [one.name for one in media.pictures_of("140403", "matter:1")] == [other]


def test_no_member_of_an_archive_leads_out_of_the_shelf() -> None:
    for name in ("../../evil.large.jpg", "x.large.jpg", f"{'0' * 32}.other.jpg"):
        with pytest.raises(ValueError, match=r"not a name|unpack"):
            media.backing_up.put_back(name, b"x")
