"""`lianxin restore FILE --yes`: put back what a backup holds, all of it or nothing."""

import argparse
import sys
from pathlib import Path
from typing import Any

from lianxin.shell import backup_keys
from lianxin.shell.backup import restore
from lianxin.shell.cli.backup import bars, show


def register(commands: Any) -> None:
    parser = commands.add_parser("restore", help="replace everything by what a backup holds")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--yes", action="store_true", help="yes, what is in the database now will be gone")
    parser.add_argument(
        "--trusted",
        action="store_true",
        help="I know where the file comes from: take it although the keys that are here did not seal it (it "
        "brings its own, or was made before backups were sealed)",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    if not chosen.yes:
        print("Everything in the database now would be replaced. Say --yes if you mean it.", file=sys.stderr)
        return 2
    with bars() as bar:
        manifest = restore(chosen.file, trusted=chosen.trusted, progress=lambda *told: show(bar, *told))
    tables = manifest["tables"]
    rows = sum(told["rows"] for told in tables.values())
    print(f"Restored as of {manifest['made_at']}: {rows} rows in {len(tables)} tables, equal to the backup;")
    print(f"{len(manifest['heads'])} journal chains whole to their heads. Everybody has to sign in again.")
    if stays_shut := backup_keys.shut(manifest):
        print(stays_shut, file=sys.stderr)
    return 0
