"""Sealed words open for their own row, with a key of this deployment, unaltered; and in no other case."""

import json
import stat
from pathlib import Path

import pytest

from lianxin.kernel.sealing import Keyring, SealBroken


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Keyring.load(tmp_path / "keyring.json")
    return tmp_path / "keyring.json"


def test_what_was_sealed_opens_again_and_shows_nothing(path: Path) -> None:
    ring = Keyring.load(path)
    sealed = ring.seal("13812345678", bound_to="contact:1")

    assert ring.open(sealed, bound_to="contact:1") == "13812345678"
    assert ring.open(memoryview(sealed), bound_to="contact:1") == "13812345678"
    assert b"138" not in sealed
    assert ring.seal("13812345678", bound_to="contact:1") != sealed


def test_every_altered_byte_breaks_the_seal(path: Path) -> None:
    ring = Keyring.load(path)
    sealed = ring.seal("王阿姨", bound_to="contact:1")

    for at in range(len(sealed)):
        with pytest.raises(SealBroken):
            ring.open(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], bound_to="contact:1")
        with pytest.raises(SealBroken):
            ring.open(sealed[:at], bound_to="contact:1")


def test_sealed_words_cannot_be_moved_to_another_row(path: Path) -> None:
    ring = Keyring.load(path)

    with pytest.raises(SealBroken, match="another row"):
        ring.open(ring.seal("王阿姨", bound_to="contact:1"), bound_to="contact:2")


def test_a_new_key_seals_and_the_old_one_still_opens(path: Path) -> None:
    old = Keyring.load(path)
    before = old.seal("王阿姨", bound_to="contact:1")
    digest, code = old.digest("phone", "138"), old.code("matter", "1", 10)

    new = Keyring.rotate(path)
    after = new.seal("王阿姨", bound_to="contact:1")

    assert (before[0], after[0]) == (1, 2)
    for ring in (new, Keyring.load(path)):
        assert ring.open(before, bound_to="contact:1") == ring.open(after, bound_to="contact:1") == "王阿姨"
        assert (ring.digest("phone", "138"), ring.code("matter", "1", 10)) == (digest, code)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [kept.name for kept in path.parent.iterdir()] == ["keyring.json"]


def test_the_256th_key_is_refused(path: Path) -> None:
    stored = json.loads(path.read_text())
    stored["keys"]["255"] = "00" * 32
    path.write_text(json.dumps(stored))

    with pytest.raises(ValueError, match="one byte"):
        Keyring.rotate(path)


def test_without_its_key_nothing_opens(path: Path) -> None:
    sealed = Keyring.load(path).seal("王阿姨", bound_to="contact:1")
    path.unlink()

    with pytest.raises(SealBroken):
        Keyring.load(path).open(sealed, bound_to="contact:1")


def test_two_processes_that_start_together_end_with_one_keyring(path: Path) -> None:
    """The one that comes second must not overwrite what the first has already sealed with."""
    kept = path.read_text()
    Keyring.store(path, {"keys": {"1": "00" * 32}, "pepper": "00" * 32})

    assert path.read_text() == kept


def test_digests_of_two_purposes_cannot_be_joined(path: Path) -> None:
    ring, other = Keyring.load(path), Keyring({1: bytes(32)}, bytes(32))

    assert ring.digest("phone", "138") == ring.digest("phone", "138")
    assert ring.digest("phone", "138") != ring.digest("name", "138")
    assert ring.digest("phone", "138") != other.digest("phone", "138")
    assert len(ring.digest("phone", "138")) == 64


def test_codes_are_readable_and_only_ours(path: Path) -> None:
    ring = Keyring.load(path)
    codes = {ring.code("matter", str(number), 10) for number in range(2000)}

    assert len(codes) == 2000
    assert set("".join(codes)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_a_process_that_began_before_the_rotation_opens_what_another_sealed(path: Path) -> None:
    running = Keyring.load(path)
    sealed = Keyring.rotate(path).seal("王阿姨", bound_to="contact:1")

    assert running.open(sealed, bound_to="contact:1") == "王阿姨"


def test_marks_tell_keys_apart_and_show_none(path: Path) -> None:
    before = Keyring.load(path).marks()
    after = Keyring.rotate(path).marks()

    assert after[1] == before[1] != after[2]
    assert not [mark for mark in after.values() if mark in path.read_text()]
