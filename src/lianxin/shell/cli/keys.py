"""`lianxin keys rotate`: from now on another key seals; the older ones open what they sealed."""

import argparse
from typing import Any

from django.db import transaction

from lianxin.journal import public as journal
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotNow
from lianxin.kernel.sealing import LAST_KEY, Keyring
from lianxin.shell.backup_keys import CONTACTS, MEDIATION


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "keys", help="the keys that seal residents' contacts, and what is said in disputes"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    rotate = verbs.add_parser(
        "rotate",
        help="add a key that seals from now on",
        description="The older keys stay, since they open what they sealed: until its time is over (three "
        "years for a contact), a key that was stolen still opens that. Restart the server afterwards, so "
        "that the new key seals there too, and save the key file again: a backup from now on needs it.",
    )
    rotate.add_argument(
        "--mediation",
        action="store_true",
        help="the keys of disputes instead: what was said before stays open to a stolen key until its file "
        "is destroyed",
    )
    rotate.set_defaults(run=rotate_keys)


def rotate_keys(chosen: argparse.Namespace) -> int:
    ring = MEDIATION if chosen.mediation else CONTACTS
    before = max(ring.loaded().marks())
    if before >= LAST_KEY:
        raise NotNow("密钥已经有 255 把,不能再加。", instead="请联系维护者。")
    with transaction.atomic():
        # First the chain, whose lock lets only one rotate at a time; then the file, or neither.
        fact = journal.Fact("kernel.rotate_keys", f"{ring.prefix}keyring", {"after": str(before)})
        journal.append(journal.NATION, [fact], by=SYSTEM, now=clock.now())
        marks = Keyring.rotate(ring.path).marks()
    ring.forget()
    newest = max(marks)
    others = ", ".join(str(number) for number in sorted(marks) if number != newest)
    print(f"{ring.path}: key {newest} seals from now on; {others} still open what they sealed.")
    print("Restart `lianxin serve`, and save the key file again: a backup from now on needs the new key.")
    return 0
