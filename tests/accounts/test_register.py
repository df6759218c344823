"""People are registered by the security administrator, or from the command line."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.accounts.errors import SignInRefused
from lianxin.accounts.signing import admit
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.shell import settings as deployment
from signin import half_signed_in, signed_in

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_person_is_registered_and_the_journal_says_so_without_the_name() -> None:
    wang = accounts.register("LiWangge", "李网格员", None, by=SYSTEM, now=NOW)

    assert wang.username == "liwangge"
    assert accounts.person_name(wang.id) == "李网格员"
    entry = journal.Entry.objects.get(action="accounts.register")
    assert entry.subject == f"person:{wang.id}"
    assert "李" not in entry.payload
    assert "liwangge" not in entry.payload


def test_names_come_in_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    ids = [accounts.register(f"p{n}", f"人{n}", None, by=SYSTEM, now=NOW).id for n in range(5)]

    with django_assert_num_queries(1):
        assert accounts.names([*ids, None]) == {id_: f"人{n}" for n, id_ in enumerate(ids)}
    assert accounts.person_name(None) == ""


def test_two_spellings_of_one_name_are_one_person() -> None:
    accounts.register("zhaojing", "赵警官", None, by=SYSTEM, now=NOW)

    with pytest.raises(Invalid, match="已经有人"):
        accounts.register("ＺｈａｏＪｉｎｇ ", "别人", None, by=SYSTEM, now=NOW)
    assert accounts.find_person("ZHAOJING") is not None


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "赵" * 129])
def test_a_weak_or_endless_password_is_refused(password: str) -> None:
    with pytest.raises(Invalid):
        accounts.register("zhaojing", "赵警官", password, by=SYSTEM, now=NOW)
    assert accounts.find_person("zhaojing") is None


def test_a_fourth_kind_of_administrator_does_not_exist() -> None:
    with pytest.raises(Invalid, match="三种"):
        accounts.register("root", "总管", None, "all", by=SYSTEM, now=NOW)


@pytest.mark.parametrize("role", ["", "system", "audit"])
def test_nobody_but_the_security_administrator_registers(role: str) -> None:
    someone = accounts.register("someone", "某人", None, role, by=SYSTEM, now=NOW)

    with pytest.raises(NotAllowed):
        accounts.register("friend", "朋友", None, by=Actor.staff(someone.id), now=NOW)


def test_the_security_administrator_registers() -> None:
    keeper = accounts.register("anquan", "安全员", None, "security", by=SYSTEM, now=NOW)

    friend = accounts.register("friend", "朋友", None, by=Actor.staff(keeper.id), now=NOW)

    assert journal.Entry.objects.get(subject=f"person:{friend.id}").actor == f"staff:{keeper.id}"


def test_the_test_helper_brings_both_factors_or_one(door: Client) -> None:
    wang = accounts.register("liwangge", "李网格员", None, by=SYSTEM, now=NOW)

    half = half_signed_in(door, wang).get("/work/")
    full = signed_in(door, wang).get("/work/")

    assert half.status_code == 302
    assert half["Location"] == "/sign-in/second/"
    assert full.status_code == 200


def test_a_deployment_keeps_a_password_with_argon2_at_its_full_price(settings: LazySettings) -> None:
    """Every other test pays less (tests/quick_hash.py): here nothing of the deployment's way is changed."""
    settings.PASSWORD_HASHERS = deployment.PASSWORD_HASHERS

    wang = accounts.register("wang", "王网格员", "three old locust trees", by=SYSTEM, now=NOW)

    told = dict(part.split("=") for part in wang.password.split("$")[3].split(","))
    assert wang.password.startswith("argon2$argon2id$")
    assert int(told["m"]) >= 19_456, "KiB: what OWASP asks at the least for two passes"
    assert int(told["t"]) >= 2
    assert admit("wang", "three old locust trees", now=NOW).id == wang.id
    with pytest.raises(SignInRefused):
        admit("wang", "three young locust trees", now=NOW)
