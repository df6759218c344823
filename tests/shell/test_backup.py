"""Promise A10: backup, wipe, restore; every row is what it was, or nothing was touched."""

import contextlib
import json
import tarfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts.models import Person
from lianxin.accounts.public import register
from lianxin.deadlines.models import CalendarDay
from lianxin.journal import public as journal
from lianxin.journal.models import Version
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.org.models import Unit, UnitKind
from lianxin.shell import backup
from lianxin.shell.cli import main
from lianxin.territory.models import Outline

NOW = datetime(2026, 11, 23, 8, 0, 0, 5, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.KEYRING = tmp_path / "keyring.json"
    keyring.cache_clear()
    yield
    keyring.cache_clear()


def append(county: str) -> None:
    with transaction.atomic():
        journal.append(county, [journal.Fact("a.b", "c:1", {"字": "一"})], by=SYSTEM, now=NOW)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small world, saved: people, text keys that sort differently, bytes, JSON, dates, two chains."""
    zhao = register("zhaojing", "赵警官 𠮷\u2028\"'", None, by=SYSTEM, now=NOW)
    TOTPDevice.objects.create(user=zhao, name="phone", confirmed=True)
    for code in ("b_B", "a-a", "A", "_"):
        UnitKind.objects.create(code=f"kind{code}", name="派出所")
    parent = Unit.objects.create(kind_id="kindA", name="潞州分局", area="140403", valid_from=date(2026, 1, 1))
    Unit.objects.create(
        kind_id="kind_", name="东街派出所", area="140403001", valid_from=date(2026, 1, 1), parent=parent
    )
    CalendarDay.objects.update_or_create(day=date(2026, 10, 1), defaults={"working": False, "name": "国庆"})
    sealed = keyring().seal("13812345678", bound_to="contact:1")
    Outline.objects.create(code="140403", wkb=sealed, source="here")
    journal.Announcement.objects.create(
        county="140403", topic="t", payload={"b": [1, None], "a": "字"}, announced_at=NOW, due_at=NOW
    )
    for county in ("140403", "140404"):
        append(county)
    backup.save(tmp_path / "town.backup", now=NOW)
    return tmp_path / "town.backup"


def change_everything() -> None:
    Person.objects.update(name="别人")
    Outline.objects.all().delete()
    UnitKind.objects.create(code="new", name="新")
    append("140403")


def test_after_wipe_and_restore_every_row_is_what_it_was(archive: Path) -> None:
    before = backup.digests()
    change_everything()
    assert backup.digests() != before

    manifest = backup.restore(archive)

    after = backup.digests()
    assert after == before
    assert {table: (digest.rows, digest.sum) for table, digest in after.items()} == {
        table: (told["rows"], told["sum"]) for table, told in manifest["tables"].items()
    }
    assert manifest["tables"]["territory_outline"]["rows"] == 1
    assert [journal.verify(county) for county in journal.counties()] == [None] * 3
    assert keyring().open(Outline.objects.get().wkb, bound_to="contact:1") == "13812345678"


def test_life_goes_on_after_a_restore(archive: Path) -> None:
    """Numbers go on where they were, the guards are back, copies in memory are renewed."""
    Version.objects.update_or_create(name="org.duties", defaults={"number": 7})
    backup.restore(archive)

    TOTPDevice.objects.create(user=Person.objects.get(), name="another")
    append("140403")
    assert journal.verify("140403") is None
    assert Version.objects.get(name="org.duties").number == 8
    with pytest.raises(Exception, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry")


def test_every_damaged_byte_is_noticed_before_anything_is_touched(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    before = backup.digests()
    broken = tmp_path / "broken.backup"
    content = [at for at in range(0, len(whole), 1511) if whole[at : at + 1] != b"\0"]
    for at in content:
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        with contextlib.suppress(Invalid, NotNow):
            backup.restore(broken)
    for length in (0, 10, 512, len(whole) // 2, len(whole) - 12_000):
        broken.write_bytes(whole[:length])
        with pytest.raises(Invalid):
            backup.restore(broken)
    assert backup.digests() == before


def rewritten(archive: Path, change: Callable[[dict], None], *, sealed: bool = True) -> Path:  # type: ignore[type-arg]
    """The archive with another manifest, digest and all: not damaged, but not ours. `sealed`: by whoever has
    the keys."""
    import hashlib
    import io

    target = archive.with_suffix(".changed")
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            data = old.extractfile(member).read()  # type: ignore[union-attr]
            if member.name == "manifest.json":
                told = json.loads(data)
                change(told)
                data = text = json.dumps(told).encode()
            elif member.name == "manifest.sha256":
                data = hashlib.sha256(text).hexdigest().encode()
            elif member.name == "manifest.seal" and sealed:
                data = keyring().digest("backup manifest", hashlib.sha256(text).hexdigest()).encode()
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return target


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda told: told["migrations"].append("matters.0099_later"), "更新的版本"),
        (lambda told: told["migrations"].remove("journal.0001_initial"), "更旧的版本"),
        (lambda told: told["columns"]["org_unit"].append("colour"), "不一样"),
        (lambda told: told.update(format=2), "格式"),
        (lambda told: told.update(keyring="0" * 64), "密钥"),
        (lambda told: told["heads"].update({"140403": [9, "0" * 64]}), "断了"),
        (lambda told: told["tables"]["org_unit"].update(rows=3), "损坏"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    archive: Path,
    change: Callable[[dict], None],
    words: str,  # type: ignore[type-arg]
) -> None:
    change_everything()
    before = backup.digests()

    with pytest.raises((Invalid, NotNow), match=words):
        backup.restore(rewritten(archive, change))

    assert backup.digests() == before


def test_what_was_changed_by_whoever_reached_the_backups_is_not_put_back(
    archive: Path, tmp_path: Path
) -> None:
    """A thief without the keys writes a second factor of their own into the file, digests and all."""
    import gzip
    import hashlib
    import io

    lines = b""
    with tarfile.open(archive) as old:
        name = "tables/otp_totp_totpdevice.jsonl.gz"
        lines = gzip.decompress(old.extractfile(name).read())  # type: ignore[union-attr]
    row = json.loads(lines)
    row[[isinstance(one, str) and len(one) == 40 for one in row].index(True)] = "00" * 20
    line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    packed = gzip.compress(line)
    told = {
        "rows": 1,
        "sum": f"{int.from_bytes(hashlib.sha256(line).digest(), 'big'):064x}",
        "file": hashlib.sha256(packed).hexdigest(),
    }
    forged = rewritten(archive, lambda m: m["tables"].update({"otp_totp_totpdevice": told}), sealed=False)
    target = tmp_path / "forged.backup"
    with tarfile.open(forged) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            data = packed if member.name == name else old.extractfile(member).read()  # type: ignore[union-attr]
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    before = backup.digests()

    with pytest.raises(NotNow, match="封"):
        backup.restore(target)

    assert backup.digests() == before
    backup.restore(target, trusted=True)  # else it would have gone in: the seal alone stood before it
    assert TOTPDevice.objects.get().key == "00" * 20


@pytest.mark.parametrize("table", ["accounts_person", "org_unit", "territory_outline"])
def test_an_interrupted_restore_leaves_the_old_data(archive: Path, table: str) -> None:
    change_everything()
    before, seen = backup.digests(), []

    def pull_the_plug(at: str, done: int, total: int) -> None:
        seen.append(at)
        if at == table and Person.objects.filter(name="别人").count() == 0:  # only once it has been wiped
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.restore(archive, progress=pull_the_plug)

    assert backup.digests() == before
    assert journal.verify("140403") is None


def test_keys_travel_only_when_asked(archive: Path, tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    stored = json.loads(settings.KEYRING.read_text())
    assert stored["pepper"].encode() not in archive.read_bytes()
    backup.save(tmp_path / "keys.backup", now=NOW, with_keys=True)
    settings.KEYRING.unlink()
    keyring.cache_clear()
    with pytest.raises(NotNow, match="密钥"):
        backup.restore(archive)

    with pytest.raises(NotNow, match="封"):  # whoever made it may have brought keys of their own
        backup.restore(tmp_path / "keys.backup")
    backup.restore(tmp_path / "keys.backup", trusted=True)

    assert json.loads(settings.KEYRING.read_text()) == stored
    assert settings.KEYRING.with_name("keyring.json.before-restore").exists()
    assert oct((tmp_path / "keys.backup").stat().st_mode & 0o777) == "0o600"


def test_a_backup_that_fails_leaves_no_half_a_file(archive: Path, tmp_path: Path) -> None:
    def stop(table: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    kept = archive.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        backup.save(archive, now=NOW, progress=stop)

    assert archive.read_bytes() == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keyring.json", "town.backup"]


def test_a_backup_of_before_a_rotation_comes_back_under_the_new_keys(archive: Path) -> None:
    assert main(["keys", "rotate"]) == 0
    sealed = keyring().seal("王阿姨", bound_to="contact:2")
    assert sealed[0] == 2

    backup.restore(archive)

    assert keyring().open(Outline.objects.get().wkb, bound_to="contact:1") == "13812345678"
    assert keyring().open(sealed, bound_to="contact:2") == "王阿姨"


def test_a_backup_of_after_a_rotation_is_not_put_back_under_the_old_keys(
    archive: Path, tmp_path: Path, settings: LazySettings
) -> None:
    """The digests would agree, since the pepper stays; only the contacts would be shut for ever."""
    old = settings.KEYRING.read_bytes()
    assert main(["keys", "rotate"]) == 0
    Outline.objects.update(wkb=keyring().seal("13812345678", bound_to="contact:1"))
    backup.save(tmp_path / "after.backup", now=NOW)
    backup.save(tmp_path / "after-keys.backup", now=NOW, with_keys=True)
    settings.KEYRING.write_bytes(old)
    keyring.cache_clear()

    with pytest.raises(NotNow, match="密钥"):
        backup.restore(tmp_path / "after.backup")
    backup.restore(tmp_path / "after-keys.backup")

    assert keyring().open(Outline.objects.get().wkb, bound_to="contact:1") == "13812345678"


def test_a_rotation_stands_in_the_journal_without_a_key(
    archive: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keys", "rotate"]) == main(["keys", "rotate"]) == 0

    told = list(journal.Entry.objects.filter(action="kernel.rotate_keys").values_list("payload", flat=True))
    assert told == ['{"after":"1"}', '{"after":"2"}']
    assert "key 3 seals from now on; 1, 2 still open" in capsys.readouterr().out
    stored = json.loads(settings.KEYRING.read_text())
    assert len(stored["keys"]) == 3
    assert journal.verify(journal.NATION) is None


def test_the_last_key_is_refused_with_a_sentence(
    archive: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = json.loads(settings.KEYRING.read_text())
    stored["keys"]["255"] = "00" * 32
    settings.KEYRING.write_text(json.dumps(stored))
    keyring.cache_clear()

    assert main(["keys", "rotate"]) == 1

    assert "255" in capsys.readouterr().err
    assert not journal.Entry.objects.filter(action="kernel.rotate_keys").exists()


def test_a_backup_into_a_folder_that_is_not_there_is_refused_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "disk" / "town.lx")]) == 2
    assert main(["backup", str(tmp_path)]) == 2

    told = capsys.readouterr().err
    assert f"没有 {tmp_path / 'disk'} 这个文件夹" in told
    assert "是一个文件夹" in told
    assert not (tmp_path / "disk").exists()
