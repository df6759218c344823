"""One file that holds everything, and the way back from it.

A tar of `manifest.json`, the photos, and a `tables/<table>.jsonl.gz` per table: a row is a JSON array of its
columns, put back on another engine too. Sessions stay behind, and so does each keyring unless it is asked
for: whoever finds the archive must not be able to read the sealed contacts in it, nor the disputes.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from lianxin.journal import public as journal
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.search import public as search
from lianxin.shell import backup_files, backup_keys
from lianxin.shell.backup_seal import check_seal, seal_of

FORMAT = 1
# Sessions end, counts of addresses are gone within a day, versions only count the copies in memory, and what
# search holds is laid anew from the matters.
_STAYS = frozenset({"django_session", "journal_version", "pages_tally", "search_row", "search_owed"})
_CHUNK = 2000
Progress = Callable[[str, int, int], None]  # table, rows done, rows in all
Model = type[models.Model]


def _quiet(table: str, done: int, total: int) -> None:
    """Nobody is watching."""


@dataclass
class Digest:
    """Of a table's rows in any order: the sum of their SHA-256, so that two engines that sort text
    differently agree. `file` is the SHA-256 of the member of the archive, compressed as it lies there."""

    rows: int = 0
    sum: str = "0" * 64
    file: str = ""

    def add(self, line: bytes) -> None:
        total = int(self.sum, 16) + int.from_bytes(hashlib.sha256(line).digest(), "big")
        self.rows, self.sum = self.rows + 1, f"{total % 2**256:064x}"


def kept_models() -> list[Model]:
    """Every table of ours and of the libraries we stand on, but those that stay behind."""
    found = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return sorted(
        (model for model in found if not model._meta.proxy and model._meta.db_table not in _STAYS),
        key=lambda model: model._meta.db_table,
    )


# ---- rows as lines ----------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _lines(model: Model) -> Iterator[bytes]:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_CHUNK):
        told = [_plain(value) for value in row]
        yield json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _value(field: "models.Field[Any, Any]", told: Any) -> Any:
    if told is None or isinstance(field, models.JSONField):
        return told
    return base64.b64decode(told) if isinstance(field, models.BinaryField) else field.to_python(told)


def digests(progress: Progress = _quiet) -> dict[str, Digest]:
    """Of every table as it stands now."""
    return {model._meta.db_table: _digest_of(model, progress) for model in kept_models()}


def _digest_of(model: Model, progress: Progress) -> Digest:
    digest = Digest()
    for line in _lines(model):
        digest.add(line)
        if digest.rows % _CHUNK == 0:
            progress(model._meta.db_table, digest.rows, 0)
    return digest


# ---- out --------------------------------------------------------------------------------------------------


def save(
    target: Path,
    *,
    now: datetime,
    with_keys: bool = False,
    with_mediation_keys: bool = False,
    progress: Progress = _quiet,
) -> dict[str, Any]:
    """Write the archive, from one moment of the database and without holding up anybody; returns the
    manifest. The file appears whole or not at all; its folder must be there."""
    partial = target.with_name(target.name + ".partial")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder, _one_moment():
        written = {model: _write(model, Path(folder), progress) for model in kept_models()}
        manifest = _manifest(written, now)
        manifest |= backup_keys.told(contacts=with_keys, disputes=with_mediation_keys)
        manifest["photos"], manifest["photos_gone"] = backup_files.gather(Path(folder) / "photos.tar")
        handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            _pack(file, manifest, Path(folder))
            file.flush()
            os.fsync(file.fileno())
    os.replace(partial, target)
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """All reading sees the same state. SQLite: a plain read transaction, since Django's own would take the
    write lock. PostgreSQL: repeatable read."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write(model: Model, folder: Path, progress: Progress) -> Digest:
    table = model._meta.db_table
    digest, total, path = Digest(), model._base_manager.count(), folder / f"{table}.jsonl.gz"
    with gzip.GzipFile(path, "wb", compresslevel=4, mtime=0) as file:
        for line in _lines(model):
            file.write(line)
            digest.add(line)
            if digest.rows % _CHUNK == 0:
                progress(table, digest.rows, total)
    progress(table, digest.rows, total)
    digest.file = _sha(path)
    return digest


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(written: dict[Model, Digest], now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": _plain(now),
        "engine": connection.vendor,
        "migrations": _migrations(),
        "tables": {model._meta.db_table: asdict(digest) for model, digest in written.items()},
        "columns": {model._meta.db_table: _columns(model) for model in written},
        "heads": json.loads(journal.witness(now))["heads"],
        "copies": journal.copies(),
    }


def _columns(model: Model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _pack(file: Any, manifest: dict[str, Any], folder: Path) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in (
            ("manifest.json", text),
            ("manifest.sha256", hashlib.sha256(text).hexdigest().encode()),
            ("manifest.seal", seal_of(text)),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for table in manifest["tables"]:
            archive.add(folder / f"{table}.jsonl.gz", f"tables/{table}.jsonl.gz", recursive=False)
        archive.add(folder / "photos.tar", "photos.tar", recursive=False)


# ---- back -------------------------------------------------------------------------------------------------


def restore(source: Path, *, trusted: bool = False, progress: Progress = _quiet) -> dict[str, Any]:
    """Replace everything by what the archive holds; returns its manifest. The archive is proved to its last
    byte before anything is touched; then all happens in one transaction, in which every row is read back
    and every chain is walked. Raises Invalid or NotNow with the database as it was.

    `trusted`: take it although the keys that are here did not seal it (it brings its own, or is older than
    seals are)."""
    with _opened(source) as archive:
        manifest = _proved_manifest(archive)
        _check_schema(manifest)
        backup_keys.check(manifest)
        if not trusted:
            check_seal(archive)
        for table, told in manifest["tables"].items():
            _prove(archive, table, told, progress)
        backup_files.bring(archive, manifest.get("photos"))
        with transaction.atomic():
            _replace_all(archive, manifest, progress)
            backup_files.forget_lost(manifest.get("photos_gone", []))
            backup_keys.bring(manifest)
    journal.forget_all()
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        archive = tarfile.open(source, "r:")  # noqa: SIM115  # closed below
    except (OSError, tarfile.TarError) as broken:
        raise Invalid(f"打不开备份文件 {source}。", instead="请检查路径,或换另一份备份。") from broken
    with archive:
        yield archive


def _read(archive: tarfile.TarFile, name: str) -> Any:
    try:
        member = archive.extractfile(name)
    except (KeyError, tarfile.TarError, OSError) as missing:
        raise _damaged(name) from missing
    if member is None:
        raise _damaged(name)
    return member


def _damaged(name: str) -> Invalid:
    return Invalid(f"备份文件损坏了({name})。数据库没有动。", instead="请换另一份备份。")


def _proved_manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        text = _read(archive, "manifest.json").read()
        if hashlib.sha256(text).hexdigest().encode() != _read(archive, "manifest.sha256").read():
            raise _damaged("manifest.json")
        manifest: dict[str, Any] = json.loads(text)
    except (ValueError, OSError, tarfile.TarError) as broken:
        raise _damaged("manifest.json") from broken
    if manifest["format"] != FORMAT:
        raise Invalid("这份备份的格式比本软件新。", instead="请先升级,再恢复。")
    return manifest


def _check_schema(manifest: dict[str, Any]) -> None:
    there, here = set(manifest["migrations"]), set(_migrations())
    if there - here:
        raise NotNow("这份备份来自更新的版本。数据库没有动。", instead="请先把软件升级到那个版本,再恢复。")
    if here - there:
        raise NotNow("这份备份来自更旧的版本。数据库没有动。", instead="请用当时的版本恢复,再升级到现在的。")
    if manifest["columns"] != {model._meta.db_table: _columns(model) for model in kept_models()}:
        raise NotNow("备份里的表和这个版本的不一样。数据库没有动。", instead="请用当时的版本恢复。")


def _prove(archive: tarfile.TarFile, table: str, told: dict[str, Any], progress: Progress) -> None:
    name = f"tables/{table}.jsonl.gz"
    digest = Digest()
    try:
        if hashlib.file_digest(_read(archive, name), "sha256").hexdigest() != told["file"]:
            raise _damaged(name)
        for line in _lines_in(archive, table):
            digest.add(line)
            if digest.rows % _CHUNK == 0:
                progress(table, digest.rows, told["rows"])
    except (OSError, EOFError, ValueError) as broken:
        raise _damaged(name) from broken
    if (digest.rows, digest.sum) != (told["rows"], told["sum"]):
        raise _damaged(name)


def _lines_in(archive: tarfile.TarFile, table: str) -> Iterable[bytes]:
    return gzip.GzipFile(fileobj=_read(archive, f"tables/{table}.jsonl.gz"))


def _replace_all(archive: tarfile.TarFile, manifest: dict[str, Any], progress: Progress) -> None:
    kept = kept_models()
    journal.remove_guards(connection)
    _wipe([model._meta.db_table for model in kept])
    for model in kept:
        _fill(model, archive, manifest["tables"][model._meta.db_table]["rows"], progress)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)
    _compare(manifest, progress)
    search.rebuilding.owe(emptied=True)
    journal.outdate(manifest["copies"])
    journal.install_guards(connection)


def _wipe(tables: list[str]) -> None:
    everything = [*tables, "django_session"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in everything:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # our own models
        else:
            cursor.execute(f"TRUNCATE {', '.join(everything)}")


def _fill(model: Model, archive: tarfile.TarFile, total: int, progress: Progress) -> None:
    fields = list(model._meta.concrete_fields)
    size = min(_CHUNK, connection.ops.bulk_batch_size(fields, [None] * _CHUNK) or _CHUNK)
    batch: list[models.Model] = []
    done = 0
    for line in _lines_in(archive, model._meta.db_table):
        told = json.loads(line)
        batch.append(model(**{f.attname: _value(f, one) for f, one in zip(fields, told, strict=True)}))
        if len(batch) == size:
            done += _insert(model, fields, batch)
            progress(model._meta.db_table, done, total)
            batch = []
    progress(model._meta.db_table, done + _insert(model, fields, batch), total)


def _insert(model: Model, fields: list[Any], batch: list[models.Model]) -> int:
    """`raw`: what the archive says goes in, and no field fills itself with the present moment."""
    if batch:
        model._base_manager._insert(batch, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]
    return len(batch)


def _compare(manifest: dict[str, Any], progress: Progress) -> None:
    for table, found in digests(progress).items():
        told = manifest["tables"][table]
        if (found.rows, found.sum) != (told["rows"], told["sum"]):
            raise NotNow(f"恢复后 {table} 的内容和备份对不上,已经全部退回原样。", instead="请换另一份备份。")
    for county, (position, link) in manifest["heads"].items():
        broken = journal.verify(county, seen=(position, link))
        if broken:
            raise NotNow(f"备份里 {county} 的留痕在第 {broken.position} 条断了,已经全部退回原样。")
