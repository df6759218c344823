"""`lianxin duties check`: every gap and overlap of the duty list, for scripts and for people."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from lianxin.kernel import clock
from lianxin.org import public as org
from lianxin.territory import public as territory

MANY = 6  # categories named in one line of the table; more are counted


def register(commands: Any) -> None:
    parser = commands.add_parser("duties", help="the duty list: what nobody leads, what two lead")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="every gap and overlap; exit 1 when there is one")
    check.add_argument("--area", default="", metavar="CODE", help="only within this area")
    check.add_argument("--json", type=Path, metavar="FILE", help="write every fault and the counts here")
    check.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """0: no gap and no overlap; 1: there are some (or the list could not be checked); 2: no such area."""
    today = clock.local(clock.now()).date()
    if chosen.area and not territory.known(chosen.area, today):
        print(f"没有编码为 {chosen.area} 的区域。", file=sys.stderr)
        return 2
    started = time.perf_counter()
    found = org.check_duties(today, chosen.area)
    seconds = time.perf_counter() - started
    if chosen.json:
        told = {**found.as_json(), "area": chosen.area, "on": today.isoformat(), "seconds": seconds}
        chosen.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    _print(found, chosen.area, seconds)
    if not found.communities:
        print("这里没有社区,没有可以核对的。", file=sys.stderr)
        return 1
    return 0 if found.clean else 1


def _print(found: org.Check, area: str, seconds: float) -> None:
    place = territory.full_name(area) or "所有区域"
    print(f"{place}:{found.communities:,} 个社区 × {found.categories} 类事项,用时 {seconds:.2f} 秒")
    print(
        f"空白 {found.counts['gap_cells']:,} 处,重叠 {found.counts['overlap_cells']:,} 处(社区 × 事项 × 层级)"
    )
    for title, grouped in zip(("重叠:两家牵头", "空白:没人牵头"), found.told(), strict=True):
        if grouped:
            print(f"\n{title}")
        for one in grouped:
            what = _what(one.categories, one.units)
            print(f"  {_place(one.area)}:全部 {one.communities:,} 个社区,{what}")


def _place(area: str) -> str:
    return f"{territory.full_name(area) or area} ({area})" if area else "所有区域"


def _what(categories: list[str], units: tuple[str, ...]) -> str:
    names = [_name(code) for code in categories]
    what = "、".join(names[:MANY]) + (f" 等 {len(names)} 类" if len(names) > MANY else "")
    return f"{what}:{'、'.join(units)}" if units else f"{what}:没有牵头单位"


def _name(code: str) -> str:
    card = org.category(code)
    return card.name if card else code
