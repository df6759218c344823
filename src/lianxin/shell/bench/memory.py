"""How much memory a piece of work takes at its worst, as the kernel counts it for this process."""

from collections.abc import Callable
from pathlib import Path

STATUS, REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FORGET_PEAK = "5"


def peak_of(work: Callable[[], object]) -> float | None:
    """MB above what was held when it began; None where the kernel does not tell (elsewhere than on Linux)."""
    try:
        REFS.write_text(FORGET_PEAK)
    except OSError:
        work()
        return None
    before = _told("VmRSS")
    work()
    return round(max(0, _told("VmHWM") - before) / 1024, 1)


def _told(name: str) -> int:
    """KiB."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
