"""Makes the virtual environment when it is missing or out of date, then hands over. Standard library only."""

import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main() -> None:
    what, words = sys.argv[1], sys.argv[2:]
    requirements = ROOT / "requirements" / ("test.txt" if what == "test" else "run.txt")
    try:
        prepare(requirements)
    except subprocess.CalledProcessError:
        sys.exit(
            "The packages could not be installed (the lines above say why). Check that this machine "
            "reaches a Python package index, then run the same command again."
        )
    if what == "test":
        os.execv(PYTHON, [str(PYTHON), str(ROOT / "tools" / "check.py"), *words])
    os.environ["LIANXIN_SAMPLE_TOWN"] = "1"
    os.execv(PYTHON, [str(PYTHON), "-m", "lianxin.shell", "demo", *words])


def prepare(requirements: Path) -> None:
    """Idempotent: a stamp in the environment says which hash-pinned list it was made from."""
    with (ROOT / "tools" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two starts at once wait for each other
        if is_ready(requirements):
            return
        if not works():
            make()
        print(
            f"Installing packages from {requirements.relative_to(ROOT)} (about a minute, once) …", flush=True
        )
        pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(requirements)], check=True)
        offer_the_command()
        stamp(requirements).write_text(fingerprint(requirements))


def works() -> bool:
    probe = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return PYTHON.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def make() -> None:
    print(f"Making a virtual environment in {VENV.name} …", flush=True)
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (subprocess.CalledProcessError, ImportError, OSError) as fault:
        sys.exit(
            f"Python could not make a virtual environment ({fault}). On Debian or Ubuntu: "
            f"apt install python{sys.version_info.major}.{sys.version_info.minor}-venv, then run this again."
        )


def offer_the_command() -> None:
    """`lianxin` in the environment runs this very source tree."""
    folder = next((VENV / "lib").glob("python*")) / "site-packages"
    (folder / "lianxin-source.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "lianxin"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m lianxin.shell "$@"\n')
    command.chmod(0o755)


def stamp(requirements: Path) -> Path:
    return VENV / f"{requirements.stem}.stamp"


def fingerprint(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes() + str(VENV).encode()).hexdigest()


def is_ready(requirements: Path) -> bool:
    made = stamp(requirements)
    if requirements.stem == "run" and stamp(requirements.with_stem("test")).exists():
        made = stamp(requirements.with_stem("test"))  # the tests' list holds all that running needs
        requirements = requirements.with_stem("test")
    return works() and made.exists() and made.read_text() == fingerprint(requirements)


main()
