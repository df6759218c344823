"""`lianxin partition`: split the heavy tables of a PostgreSQL database by county."""

import argparse
import sys
from typing import Any

from django.db import connection, transaction

from lianxin.shell.partition import PARTS, partition


def register(commands: Any) -> None:
    parser = commands.add_parser("partition", help="split the heavy tables by county (PostgreSQL)")
    parser.add_argument("--parts", type=int, default=PARTS)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    if connection.vendor != "postgresql":
        print("Only PostgreSQL is partitioned; one county is content with SQLite.", file=sys.stderr)
        return 1
    with transaction.atomic():
        done = partition(connection, chosen.parts)
    print(f"Partitioned by county: {', '.join(done) or 'nothing left to do'}.")
    return 0
