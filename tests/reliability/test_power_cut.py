"""A1: a power cut loses no acknowledged report (SQLite), and the test can tell.

Why so: the log is taken from the real process. Django runs with the settings of a deployment on the very
SQLite library that Python is linked with; a VFS of our own (`vfs.py`, ctypes) lies under it and sees every
write, truncation and sync, with nothing replayed and nothing translated. A second SQLite build (apsw) would
have shown that build's order of writes, strace or LD_PRELOAD would have needed tools that a newcomer lacks.

A million images: `LIANXIN_IMAGES=1000000 ./test tests/reliability/test_power_cut.py`.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reliability.house import House, Tell, on_sqlite
from reliability.power import Recorded, judge
from reliability.vfs import library

try:
    library()
    out_of_reach = ""
except LookupError as why:
    out_of_reach = str(why)

pytestmark = [pytest.mark.crash, on_sqlite, pytest.mark.skipif(bool(out_of_reach), reason=out_of_reach)]
Record = Callable[[str, int], Recorded]


@pytest.fixture(scope="module")
def record(built: House, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Record the work once for each setting and length."""
    made: dict[tuple[str, int], Recorded] = {}

    def recorded(synchronous: str, reports: int) -> Recorded:
        if (synchronous, reports) not in made:
            folder: Path = tmp_path_factory.mktemp(synchronous)
            log = folder / "log"
            built.copy_to(folder / "house").run("reliability.recording", str(log), str(reports), synchronous)
            made[synchronous, reports] = Recorded(log, built.file)
        return made[synchronous, reports]

    return recorded


def test_a_power_cut_at_any_moment_loses_no_acknowledged_report(record: Record) -> None:
    found = judge(record("FULL", 20), images=300)

    assert found["kept"] == found["images"] == 300, found
    assert found["with writes not yet synced"] > 200, "the cuts fell where nothing could be lost"


def test_the_same_cuts_do_lose_reports_where_the_log_is_not_synced_at_each_commit(record: Record) -> None:
    found = judge(record("NORMAL", 20), images=150)

    assert found["lost"] > 30, found


def test_the_same_cuts_do_find_halves_where_nothing_is_synced(record: Record) -> None:
    found = judge(record("OFF", 20), images=150)

    assert found["half"] + found["unreadable"] > 0, found
    assert found["lost"] > 0, found


@pytest.mark.long
def test_ten_thousand_power_cuts_lose_nothing(record: Record, tell: Tell) -> None:
    images = int(os.environ.get("LIANXIN_IMAGES", "10000"))

    found = judge(record("FULL", 60), images=images, seed=2)

    tell(f"{images} images: {dict(found)}")
    assert found["kept"] == found["images"] == images, found


@pytest.mark.long
def test_a_thousand_power_cuts_on_the_normal_build_lose_hundreds(record: Record, tell: Tell) -> None:
    found = judge(record("NORMAL", 60), images=1500, seed=2)

    tell(f"1,500 images, NORMAL: {dict(found)}")
    assert found["lost"] > 300, found
