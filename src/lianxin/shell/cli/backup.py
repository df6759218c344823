"""`lianxin backup FILE`: everything in one file, while people go on working."""

import argparse
import os
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid
from lianxin.shell.backup import save


def register(commands: Any) -> None:
    parser = commands.add_parser("backup", help="save everything to one file, while people go on working")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help="put the keyring in too: then whoever has the file can read the residents' contacts",
    )
    parser.add_argument(
        "--with-mediation-keys",
        action="store_true",
        help="put the keyring of disputes in too: then whoever has the file can read what the parties said, "
        "which else opens only to who was given that key file apart from this one",
    )
    parser.set_defaults(run=run)


def must_be_writable(target: Path) -> None:
    """A folder that is not there is not made: the disk for the backups may not be mounted."""
    folder = target.absolute().parent
    if not folder.is_dir():
        raise Invalid(
            f"没有 {folder} 这个文件夹,没有备份。", instead="请先建好文件夹,或检查备份盘挂上了没有。"
        )
    if target.is_dir():
        raise Invalid(f"{target} 是一个文件夹,没有备份。", instead="请写上备份文件的名字。")
    if not os.access(folder, os.W_OK):
        raise Invalid(f"{folder} 里不能写文件,没有备份。", instead="请换一个文件夹,或检查权限。")


def run(chosen: argparse.Namespace) -> int:
    must_be_writable(chosen.file)
    with bars() as bar:
        manifest = save(
            chosen.file,
            now=clock.now(),
            with_keys=chosen.with_keys,
            with_mediation_keys=chosen.with_mediation_keys,
            progress=lambda *told: show(bar, *told),
        )
    rows = sum(told["rows"] for told in manifest["tables"].values())
    size = chosen.file.stat().st_size
    print(f"{chosen.file}: {rows} rows, {len(manifest['heads'])} journal heads, {size / 1e6:.1f} MB")
    if not chosen.with_keys:
        print("The keyring is not in it; keep keyring.json safe somewhere else, or the contacts stay sealed.")
    if manifest["mediation_keyring"] and not chosen.with_mediation_keys:
        print("Nor is the one of disputes: what was said there opens only with mediation-keyring.json.")
    return 0


def bars() -> Progress:
    console = Console(stderr=True)
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*shown, console=console, transient=True, disable=not console.is_terminal)


def show(bar: Progress, table: str, done: int, total: int) -> None:
    """One line that names the table at hand."""
    task = bar.task_ids[0] if bar.task_ids else bar.add_task(table)
    bar.update(task, description=table, completed=done, total=total or None)
