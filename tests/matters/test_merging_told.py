"""What becomes of the one is told to everybody whose own lies in it, by few statements, however many."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.matters.actions.telling import _contacts_in
from lianxin.matters.actions.verbs import speak
from lianxin.matters.models import Matter
from lianxin.matters.public import Brought, Ref, Verb
from lianxin.notices.models import Message
from matters.test_merging import merged, messages_to
from notices.setups import MAIL, set_up
from town import Town


def test_a_follower_of_what_is_declined_is_told_so_and_of_their_own_way(town: Town) -> None:
    lead = town.reported()
    other = merged(town, lead, phone="13800000002")

    town.speak(Verb.DECLINE, lead, town.qianpaiqian, reason="不归这里管", route="请找供电公司 95598")

    (told,) = [words for words in messages_to(town, other) if "没有受理" in words]
    assert "找上一级" in told
    assert "评价" not in told, "there is nothing to rate"
    town.speak(Verb.APPEAL, other, town.resident(other), reason="我这边要办")


# Each number of reporters, and the ways by which they can be reached: a number, a mail address, both.
WAYS = [
    {"phone": "1380000{:04}"},
    {"mail": "a{}@example.org"},
    {"phone": "1390000{:04}", "mail": "b{}@e.org"},
]


def joined_by(town: Town, lead: Ref, others: int) -> None:
    """So many who said the same, each to be told in another way."""
    for number in range(others):
        ways = {name: way.format(number) for name, way in WAYS[number % len(WAYS)].items()}
        merged(town, lead, **ways)


def statements_of_closing(town: Town, reporters: int) -> int:
    """In service: what each process remembers of channels and quiet hours is not asked for again."""
    lead = town.verified()
    joined_by(town, lead, reporters)
    told = Message.objects.filter(key__contains=f":with:{lead.id}:")

    with CaptureQueriesContext(connection) as captured:
        speak(Verb.CLOSE, lead, Brought(), by=town.qianpaiqian, now=town.now)

    assert told.count() == reporters + reporters // 3, "some by two ways"
    return len(captured)


def test_six_and_sixty_followers_are_told_by_the_same_few_statements(town: Town, warm: None) -> None:
    set_up("email", MAIL)
    statements_of_closing(town, 1)  # whatever is remembered is remembered now

    six = statements_of_closing(town, 6)

    assert six <= 16
    assert statements_of_closing(town, 60) == six


def test_whoever_is_told_is_found_by_what_was_merged_not_by_reading_the_county(town: Town) -> None:
    lead = town.reported()
    merged(town, lead, phone="13800000002")

    plan = _contacts_in(Matter.objects.get(county=lead.county, id=lead.id)).explain()

    if connection.vendor == "sqlite":  # PostgreSQL plans by what lies in the table
        assert "matters_merged_into" in plan, plan
        assert "SCAN" not in plan, plan
