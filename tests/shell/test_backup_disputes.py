"""A10 and C6: disputes come back as they were, and whoever finds the archive reads no word of one."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connection

from guard import unguarded
from lianxin.journal import public as journal
from lianxin.kernel.errors import NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.sealing import SealBroken
from lianxin.mediation import vault
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import Dispute, Step
from lianxin.mediation.public import Ref
from lianxin.mediation.queries.own import own
from lianxin.shell import backup
from lianxin.shell.cli import main
from quarrel import STATES, dispute_in, parties
from town import Town

MARK = "qzxdisputewk"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keys(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.KEYRING, settings.MEDIATION_KEYRING = tmp_path / "keyring.json", tmp_path / "mediation.json"
    keyring.cache_clear()
    vault.vault.cache_clear()
    yield
    keyring.cache_clear()
    vault.vault.cache_clear()


@pytest.fixture
def archive(town: Town, tmp_path: Path) -> Path:
    """A dispute in every state, saved without a key."""
    for state in sorted(STATES):
        dispute_in(state, town, mark=MARK)
    backup.save(tmp_path / "town.lx", now=town.now)
    return tmp_path / "town.lx"


def parties_of_one(state: str) -> list[UUID]:
    row = Dispute.objects.get(state=state)
    return [party.id for party in parties(Ref(row.county, row.id))]


def lose_the_key(settings: LazySettings) -> bytes:
    kept: bytes = settings.MEDIATION_KEYRING.read_bytes()
    settings.MEDIATION_KEYRING.unlink()
    vault.vault.cache_clear()
    return kept


def everything_in(archive: Path) -> bytes:
    """Every byte of it, unpacked, and what is written there in base64 besides."""
    found = []
    with tarfile.open(archive) as box:
        for member in box.getmembers():
            data = box.extractfile(member).read()  # type: ignore[union-attr]
            found.append(gzip.decompress(data) if member.name.endswith(".gz") else data)
    whole = b"\n".join(found)
    return whole + json.dumps(whole.decode("latin-1")).encode()


def test_disputes_come_back_byte_for_byte_and_open(archive: Path, town: Town) -> None:
    before = backup.digests()
    code = party_code(parties_of_one("agreed")[0])
    with unguarded(connection):
        Step.objects.all().delete()
        Dispute.objects.filter(state="agreed").update(sealed=None, amount=None)

    backup.restore(archive)

    assert backup.digests() == before
    assert Dispute.objects.count() == len(STATES)
    assert MARK in own(code, now=town.now).account
    assert [journal.verify(county) for county in journal.counties()] == [None] * len(journal.counties())


def test_an_archive_without_the_key_holds_no_word_of_a_dispute(archive: Path, settings: LazySettings) -> None:
    told = everything_in(archive)

    assert Dispute.objects.filter(state="filed").get().number.encode() in told, "it was unpacked"
    for words in (
        MARK,
        "院墙倒了",
        "王阿姨",
        "赵大爷",
        "13800001111",
        "难处",
        "收条",
        "材料钱",
        "当事人投诉",
    ):
        assert words.encode() not in told, words
        assert json.dumps(words)[1:-1].encode() not in told, words
    for key in json.loads(settings.MEDIATION_KEYRING.read_text())["keys"].values():
        assert key.encode() not in told


def test_each_keyring_travels_only_by_its_own_name(archive: Path, town: Town, settings: LazySettings) -> None:
    contacts = json.loads(settings.KEYRING.read_text())["pepper"].encode()
    disputes = json.loads(settings.MEDIATION_KEYRING.read_text())["pepper"].encode()
    travels = {}
    for options in ({}, {"with_keys": True}, {"with_mediation_keys": True}):
        backup.save(archive, now=town.now, **options)
        told = archive.read_bytes()
        travels[tuple(options)] = (contacts in told, disputes in told)

    assert travels == {
        (): (False, False),
        ("with_keys",): (True, False),
        ("with_mediation_keys",): (False, True),
    }


def test_a_restore_without_the_key_says_what_stays_shut_and_makes_none(
    archive: Path, town: Town, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = party_code(parties_of_one("agreed")[0])
    before = backup.digests()
    kept = lose_the_key(settings)

    assert main(["restore", str(archive), "--yes"]) == 0

    told = capsys.readouterr().err
    assert "disputes stays shut" in told
    assert f"mediation keys (1) that are not in {settings.MEDIATION_KEYRING}" in told
    assert backup.digests() == before
    with pytest.raises(SealBroken):
        own(code, now=town.now)
    assert not settings.MEDIATION_KEYRING.exists()
    settings.MEDIATION_KEYRING.write_bytes(kept)
    assert MARK in own(code, now=town.now).account


def test_a_restore_with_everything_at_hand_says_nothing(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(archive), "--yes"]) == 0
    assert "shut" not in capsys.readouterr().err


def test_keys_that_the_archive_brings_are_put_in_place_and_the_others_set_aside(
    archive: Path, town: Town, settings: LazySettings
) -> None:
    code = party_code(parties_of_one("agreed")[0])
    backup.save(archive, now=town.now, with_mediation_keys=True)
    kept = lose_the_key(settings)
    settings.MEDIATION_KEYRING.write_text(json.dumps({"keys": {"1": "00" * 32}, "pepper": "11" * 32}))

    backup.restore(archive)

    assert json.loads(settings.MEDIATION_KEYRING.read_bytes()) == json.loads(kept)
    assert settings.MEDIATION_KEYRING.with_name("mediation.json.before-restore").exists()
    assert MARK in own(code, now=town.now).account


def test_the_keys_of_disputes_rotate_by_themselves(
    archive: Path, town: Town, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    contacts = settings.KEYRING.read_bytes()
    code = party_code(parties_of_one("agreed")[0])

    assert main(["keys", "rotate", "--mediation"]) == 0

    assert "key 2 seals from now on; 1 still open" in capsys.readouterr().out
    assert settings.KEYRING.read_bytes() == contacts
    ref = dispute_in("mediating", town)
    assert bytes(Dispute.objects.get(id=ref.id).sealed)[0] == 2
    assert MARK in own(code, now=town.now).account
    entry = journal.Entry.objects.get(action="kernel.rotate_keys")
    assert (entry.subject, entry.payload) == ("mediation_keyring", '{"after":"1"}')
    backup.save(archive, now=town.now)
    with tarfile.open(archive) as box:
        manifest = json.load(io.TextIOWrapper(box.extractfile("manifest.json")))  # type: ignore[arg-type]
    assert sorted(manifest["mediation_sealed_with"]) == ["1", "2"]


def test_the_keys_of_contacts_are_still_asked_for_first(archive: Path, settings: LazySettings) -> None:
    """A restore goes on without the one, and not without the other."""
    settings.KEYRING.write_text(json.dumps({"keys": {"1": "00" * 32}, "pepper": "11" * 32}))
    keyring.cache_clear()
    with pytest.raises(NotNow, match="密钥"):
        backup.restore(archive)
