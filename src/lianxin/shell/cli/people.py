"""`lianxin people add`: how the first administrator comes in, since there are no default accounts."""

import argparse
import getpass
import secrets
import sys
from typing import Any

from django.db import transaction

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotFound

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def register(commands: Any) -> None:
    parser = commands.add_parser("people", help="register who signs in; unlock a name")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="register somebody, with password and second factor")
    add.add_argument("name", metavar="NAME", help="as colleagues know them, 吴管理")
    add.add_argument("--username", required=True)
    add.add_argument("--administrator", choices=["system", "security", "audit"], default="")
    add.add_argument("--ask", action="store_true", help="ask for the password (or read it from a pipe)")
    add.set_defaults(run=add_person)
    unlock = verbs.add_parser("unlock", help="open a locked account, or a name locked after five failures")
    unlock.add_argument("username")
    unlock.set_defaults(run=unlock_person)


def add_person(chosen: argparse.Namespace) -> int:
    password = _asked() if chosen.ask else "".join(secrets.choice(_SIGNS) for _ in range(16))
    now = clock.now()
    with transaction.atomic():
        newcomer = accounts.register(
            chosen.username, chosen.name, password, chosen.administrator, by=SYSTEM, now=now
        )
        address = accounts.enrol_now(newcomer.id, by=SYSTEM, now=now)
    print(f"username: {newcomer.username}")
    if not chosen.ask:
        print(f"password: {password}   (shown this once; change it under 我的账号)")
    print(f"second factor: {address}   (shown this once; paste it into an authenticator)")
    return 0


def _asked() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("password: ")
    return sys.stdin.readline().rstrip("\n")


def unlock_person(chosen: argparse.Namespace) -> int:
    found = accounts.find_person(chosen.username)
    if found is None:
        raise NotFound(f"没有用户名是 {chosen.username} 的人。")
    accounts.unlock(found.id, accounts.Reason.RETURNS, by=SYSTEM, now=clock.now())
    print(f"{found.username}: open")
    return 0
