"""A start that fails says why in words, with the exit code of a wrong call, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.broad

SOURCE = Path(__file__).resolve().parents[2] / "src"


def lianxin(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    known = {k: v for k, v in os.environ.items() if not k.startswith(("LIANXIN_", "DATABASE_URL", "DJANGO_"))}
    known |= {"PYTHONPATH": str(SOURCE), "LIANXIN_SAMPLE_TOWN": "1"}
    call = [sys.executable, "-m", "lianxin.shell", *words]
    return subprocess.run(
        call, cwd=folder, env=known, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("words", [("demo",), ("serve",), ("demo", "--data", "town")])
def test_a_port_that_cannot_be_says_what_one_may_be(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = lianxin(tmp_path, *words, "--port", "99999")

    assert done.returncode == 2
    assert "a port is a whole number from 1 to 65535" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("serve", "--port", "1234"), 1),
        (("--help",), 0),
        (("nonsense",), 2),
        (("journal", "verify", "-x"), 2),
    ],
)
def test_a_start_that_came_to_nothing_leaves_no_folder(
    tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    assert lianxin(tmp_path, *words).returncode == code
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_before_stays(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()

    lianxin(tmp_path, "demo", "--port", "99999")

    assert (tmp_path / "var").is_dir()


def test_a_folder_with_keys_in_it_stays(tmp_path: Path) -> None:
    assert lianxin(tmp_path, "manage", "migrate", "--verbosity", "0").returncode == 0
    assert (tmp_path / "var" / "lianxin.sqlite3").stat().st_size > 100_000
