"""Environments for software that others wrote, one each: installed once, by hash, beside the tests' own."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNNERS = Path(__file__).parent / "clients"


def run(client: str, *words: str) -> Any:
    """What the client read, run as a process of its own with nothing on its path but its own packages."""
    environment = {"PYTHONPATH": str(_folder(client)), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-S", str(RUNNERS / f"run_{client}.py"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{client}: {done.stderr[-3000:]}"
    return json.loads(done.stdout)


def _folder(client: str) -> Path:
    """Its packages, where they are or where they are put now. Without an index to fetch them from, the test
    stands aside and says so."""
    wanted = ROOT / "requirements" / f"clients-{client}.txt"
    mark = hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    folder = Path(sys.prefix) / "clients" / f"{client}-{mark}"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / f"{client}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            _install(wanted, folder)
            (folder / "complete").touch()
    return folder


def _install(wanted: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--target", str(folder), "-r", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(
            f"{wanted.name} could not be installed (no package index in reach?): {done.stderr[-300:]}"
        )
