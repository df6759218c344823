"""Finding what was said before: planted repeats in many voices, and a look at real rows."""

from lianxin.shell.bench.duplicates.measured import run

__all__ = ["run"]
