"""`lianxin begin NAME`: an empty deployment becomes one that a keeper can fill. Once, and only once."""

import argparse
import secrets
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import transaction

from lianxin.accounts import public as accounts
from lianxin.deadlines import public as deadlines
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotNow
from lianxin.mediation import public as mediation
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.territory import public as territory

OFFICE_KIND, POST = "platform_office", "业务管理员"
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "begin",
        help="fill an empty deployment: divisions, calendar, catalogue, and the first keeper",
        description="Makes the tables, brings in what travels with the project (divisions of Shanxi, "
        "calendar, service times, kinds of units, categories, a model duty list), and registers the one who "
        "keeps them. Everybody else comes in through the pages. Exit code 1 when it has been done before.",
    )
    parser.add_argument("name", metavar="NAME", help="the first keeper, as colleagues know them")
    parser.add_argument("--username", required=True)
    parser.add_argument("--office", default="连心平台运行办公室", help="the unit that runs the platform")
    parser.add_argument(
        "--within",
        metavar="CODE",
        nargs="*",
        default=[],
        help="only these areas of Shanxi, and what lies above",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """All of it or nothing: an interrupted beginning can be begun again."""
    call_command("migrate", verbosity=0, interactive=False)
    now, password = clock.now(), "".join(secrets.choice(_SIGNS) for _ in range(16))
    with transaction.atomic():
        if org.units_in("", OFFICE_KIND):
            raise NotNow(
                "这里已经开始过了。", instead="别的人由管理员在「账号」和「单位与岗位」里登记、任命。"
            )
        territory.seed_shanxi(by=SYSTEM, now=now, within=tuple(chosen.within))
        deadlines.seed_calendar(now, by=SYSTEM)
        org.seed(by=SYSTEM, now=now)
        mediation.seed(by=SYSTEM, now=now)
        address = _first_keeper(chosen, password, now)
    print(f"username: {chosen.username}")
    print(f"password: {password}   (shown this once; change it under 我的账号)")
    print(f"second factor: {address}   (shown this once; paste it into an authenticator)")
    return 0


def _first_keeper(chosen: argparse.Namespace, password: str, now: datetime) -> str:
    today = clock.local(now).date()
    office = org.found_unit(
        org.UnitDraft(OFFICE_KIND, chosen.office, "", today),
        by=SYSTEM,
        now=now,
    )
    post = org.open_post(office, POST, DutyKind.KEEPER, by=SYSTEM, now=now)
    keeper = accounts.register(chosen.username, chosen.name, password, by=SYSTEM, now=now)
    org.appoint(keeper.id, post, "", today, by=SYSTEM, now=now)
    return str(accounts.enrol_now(keeper.id, by=SYSTEM, now=now))
