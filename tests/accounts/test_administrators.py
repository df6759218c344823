"""Three administrators, mutually exclusive, none of whom can widen their own powers."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.cast import NOW, PASSWORD
from lianxin.accounts import actions
from lianxin.accounts.models import Administrator, Person
from lianxin.accounts.public import Reason, administrator_of, find_person, register
from lianxin.accounts.signing import admit
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotAllowed, NotNow
from signin import signed_in

pytestmark = pytest.mark.django_db
ROLES = ["system", "security", "audit"]
CHANGES = [
    actions.lock,
    actions.unlock,
    actions.relieve,
    actions.end_sessions,
    actions.reset_second_factor,
]


def administrator(role: str, username: str = "") -> Person:
    return register(username or f"the-{role}", f"{role}管理员", None, role, by=SYSTEM, now=NOW)


def test_no_account_can_hold_two_of_the_three(zhao: Person) -> None:
    for both in ("system,audit", "systemaudit", "SECURITY"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.filter(id=zhao.id).update(administrator=both)


def test_no_verb_turns_one_kind_into_another() -> None:
    """An account's role is set when it is registered, and can only be taken away."""
    keeper, auditor = administrator("security"), administrator("audit")

    actions.relieve(auditor.id, Reason.LEAVES, by=Actor.staff(keeper.id), now=NOW)

    assert administrator_of(Actor.staff(auditor.id)) == ""
    with pytest.raises(NotNow):
        actions.relieve(auditor.id, Reason.LEAVES, by=Actor.staff(keeper.id), now=NOW)
    entry = journal.Entry.objects.get(action="accounts.relieve")
    assert '"was":"audit"' in entry.payload


@pytest.mark.parametrize("change", CHANGES)
def test_a_security_administrator_cannot_change_their_own_account(change: Callable[..., None]) -> None:
    keeper = administrator("security")
    if change is actions.end_sessions:
        return  # signing oneself out is nobody else's business

    with pytest.raises(NotAllowed, match="自己"):
        change(keeper.id, Reason.MISTAKE, by=Actor.staff(keeper.id), now=NOW)


@pytest.mark.parametrize("role", ["system", "audit", ""])
@pytest.mark.parametrize("change", CHANGES)
def test_nobody_else_changes_accounts(zhao: Person, role: str, change: Callable[..., None]) -> None:
    other = administrator(role)

    with pytest.raises(NotAllowed):
        change(zhao.id, Reason.MISTAKE, by=Actor.staff(other.id), now=NOW)
    with pytest.raises(NotAllowed):
        change(zhao.id, Reason.MISTAKE, by=Actor.resident(), now=NOW)


def test_a_locked_administrator_administers_nothing() -> None:
    keeper = administrator("security")
    actions.lock(keeper.id, Reason.SUSPICION, by=SYSTEM, now=NOW)

    with pytest.raises(NotAllowed):
        register("friend", "朋友", None, by=Actor.staff(keeper.id), now=NOW)


@pytest.mark.parametrize("role", [*Administrator.values, "anonymous"])
@pytest.mark.parametrize(
    ("address", "whose"), [("/people/", "security"), ("/people/{}/", "security"), ("/journal/", "audit")]
)
def test_each_page_is_for_one_of_them_and_does_not_exist_for_others(
    door: Client, zhao: Person, role: str, address: str, whose: str
) -> None:
    if role != "anonymous":
        signed_in(door, administrator(role))

    status = door.get(address.format(zhao.id)).status_code

    assert status == {whose: 200, "anonymous": 302}.get(role, 404)


def test_the_pages_register_lock_and_renew_with_a_reason(door: Client, zhao: Person) -> None:
    keeper = administrator("security")
    signed_in(door, keeper)

    made = door.post("/people/register/", {"username": "chen", "name": "陈调解员", "administrator": ""})
    chen = find_person("chen")
    assert chen is not None
    assert "只显示这一次" in made.content.decode()
    assert door.post(f"/people/{zhao.id}/lock/", {}).status_code == 422
    assert door.post(f"/people/{zhao.id}/lock/", {"reason": "because I say so"}).status_code == 422
    assert door.post(f"/people/{zhao.id}/lock/", {"reason": "leaves"}).status_code == 302
    assert not Person.objects.get(id=zhao.id).is_active
    assert door.post(f"/people/{zhao.id}/promote/", {"reason": "leaves"}).status_code == 404
    entry = journal.Entry.objects.get(action="accounts.lock")
    assert (entry.actor, entry.payload) == (f"staff:{keeper.id}", '{"reason":"leaves"}')


def test_a_renewed_password_works_and_the_old_one_does_not(door: Client, zhao: Person) -> None:
    signed_in(door, administrator("security"))

    page = door.post(f"/people/{zhao.id}/password/", {"reason": "forgot"}).content.decode()
    fresh = page.split("<code>")[1].split("</code>")[0]

    assert admit("zhaojing", fresh, now=NOW).id == zhao.id
    with pytest.raises(NotAllowed):
        admit("zhaojing", PASSWORD, now=NOW)


def test_the_list_is_paged_by_name(door: Client) -> None:
    signed_in(door, administrator("security"))
    for number in range(120):
        register(f"p{number:03}", f"人{number}", None, by=SYSTEM, now=NOW)

    first = door.get("/people/?q=p").content.decode()
    second = door.get("/people/?q=p&after=p049").content.decode()

    assert "after=p049" in first
    assert ">p050<" not in first
    assert ">p050<" in second
