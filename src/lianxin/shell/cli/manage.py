"""`lianxin manage …`: Django's own commands, for those who maintain."""

import argparse
from typing import Any

from django.core.management import execute_from_command_line


def register(commands: Any) -> None:
    parser = commands.add_parser("manage", help="Django's own commands (migrate, check, shell …)")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    execute_from_command_line(["lianxin manage", *chosen.words])
    return 0
