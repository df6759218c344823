"""`lianxin journal verify | witness`: prove that nobody touched what was written."""

import argparse
import json
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lianxin.journal import public as journal
from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid

console = Console(stderr=True)
Witnessed = dict[str, tuple[int, str]]


def register(commands: Any) -> None:
    parser = commands.add_parser("journal", help="prove the journal; write down its heads for safe keeping")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser("verify", help="walk every chain; exit code 1 when one is broken")
    verify.add_argument("--county", metavar="CODE", help="only this county's chain (six digits)")
    verify.add_argument("--against", metavar="FILE", type=Path, help="what an outside witness saw")
    verify.add_argument("--json", metavar="FILE", type=Path, help="write the outcome as JSON")
    verify.set_defaults(run=verify_all)
    witness = verbs.add_parser("witness", help="write all heads to a file that is kept elsewhere")
    witness.add_argument("--out", metavar="FILE", type=Path, required=True)
    witness.set_defaults(run=write_witness)


def verify_all(chosen: argparse.Namespace) -> int:
    seen: Witnessed = journal.recall(_text(chosen.against)) if chosen.against else {}
    counties = [chosen.county] if chosen.county else sorted({*journal.counties(), *seen})
    if chosen.county and chosen.county not in {*journal.counties(), *seen}:
        raise Invalid(
            f"没有 {chosen.county} 的留痕。", instead="县区代码是六位数字;不写 --county 就核对全部。"
        )
    began = perf_counter()
    broken, links = _walk(counties, seen)
    seconds = perf_counter() - began
    for fault in broken:
        print(f"{fault.county}: position {fault.position}: {fault.what}")
    print(f"{len(counties)} chains, {links} links, {seconds:.2f} s, {len(broken)} broken")
    if chosen.json:
        told = {
            "chains": len(counties),
            "links": links,
            "seconds": seconds,
            "links_per_second": links / seconds,
        }
        chosen.json.write_text(json.dumps({**told, "broken": [vars(fault) for fault in broken]}, indent=1))
    return 1 if broken else 0


def _walk(counties: list[str], seen: Witnessed) -> tuple[list[journal.Break], int]:
    broken, links = [], 0
    lengths = {county: journal.length(county) for county in counties}
    with _bar() as bar:
        task = bar.add_task("journal", total=sum(lengths.values()))
        for county in counties:
            found = journal.verify(
                county,
                seen=seen.get(county),
                step=lambda at, done=links: bar.update(task, completed=done + at),  # type: ignore[misc]
            )
            broken += [found] if found else []
            links += lengths[county]
    return broken, links


def _bar() -> Progress:
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*shown, console=console, transient=True, disable=not console.is_terminal)


def write_witness(chosen: argparse.Namespace) -> int:
    chosen.out.write_text(journal.witness(clock.now()))
    print(f"{chosen.out}: keep it where nobody who can change the database can change it too")
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as missing:
        raise Invalid(f"读不了见证文件 {path}。", instead="请检查路径。") from missing
