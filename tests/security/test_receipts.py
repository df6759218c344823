"""Messages nobody asked for: a stranger who leaves a neighbour's number, or writes in their name, does not
have their telephone ring all day; and no report, code or answer is lost for it."""

import json
import re
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from away import away
from letters.conftest import WANG, mail
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.keyring import keyring
from lianxin.letters.models import Letter
from lianxin.letters.taking import take
from lianxin.matters import public as matters
from lianxin.matters.actions import joining
from lianxin.matters.alike.tokens import token_of
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Ref, Verb, rights
from lianxin.notices import public as notices
from lianxin.notices.models import Message
from lianxin.pages import limits
from lianxin.pages.models import Tally
from notices.setups import MAIL, set_up
from town import Town

__all__ = ["away"]
pytestmark = pytest.mark.django_db
PHONE = "13800001234"
WAYS = (PHONE, "138 0000 1234", "138-0000-1234", "+8613800001234", "(138)00001234", "0086 13800001234")


@pytest.fixture(autouse=True)
def _gateway(settings: LazySettings) -> None:
    settings.PHONES_REACHED = True


def says(town: Town, phone: str = PHONE, **more: str) -> HttpResponse:
    told = {"id": str(uuid4()), "text": "楼道灯坏了", "area": town.chenghuang, "phone": phone, **more}
    return Client().post("/", told, follow=True)


def to_residents() -> list[tuple[str, Any]]:
    """(address, due at) of what was written to residents, in the order it goes out."""
    rows = Message.objects.filter(sealed__isnull=False).order_by("due_at", "id")
    opened = (keyring().open(bytes(row.sealed or b""), bound_to=f"notice:{row.id}") for row in rows)
    return [(json.loads(told)[0], row.due_at) for told, row in zip(opened, rows, strict=True)]


def test_three_an_hour_go_to_one_number_and_every_report_is_there_with_its_code(standing: Town) -> None:
    pages = [says(standing, phone).content.decode() for phone in WAYS * 2]

    assert len(to_residents()) == 3
    assert Matter.objects.count() == 12
    assert all(
        matters.resident_code(id_) in "".join(pages) for id_ in Matter.objects.values_list("id", flat=True)
    )
    says(standing, "13900005678")
    assert len(to_residents()) == 4, "another number has its own"


def test_ten_a_day(standing: Town) -> None:
    for _hour in range(8):
        for _time in range(4):
            says(standing)
        standing.later(hours=1)
    assert len(to_residents()) == 10

    standing.later(hours=16)
    says(standing)

    assert len(to_residents()) == 11


def test_no_page_tells_a_stranger_whether_the_number_has_had_receipts(standing: Town) -> None:
    """「一条也没有发」 on the page would answer whoever asks whether a neighbour has reported lately."""

    def page() -> tuple[str, int]:
        with transaction.atomic():
            answer = says(standing)
            code = matters.resident_code(Matter.objects.get().id)
            told = answer.content.decode().replace(code, "…").replace(Matter.objects.get().number, "…")
            sent = len(to_residents())
            transaction.set_rollback(True)
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", told), sent

    told, sent = page()
    assert sent == 1
    assert "以这里的码为准" in told

    for _time in range(3):
        assert notices.shares.takes_one(PHONE, now=standing.now)

    assert page() == (told, 0)


def test_what_was_held_back_leaves_no_trace_on_the_matter(standing: Town) -> None:
    """C2: no label of a number, for as long as a matter stands, that it was left often."""
    for _time in range(4):
        says(standing)

    assert len(to_residents()) == 3
    first, *others = Movement.objects.filter(version=1).values_list("facts", flat=True)
    assert all(other == first for other in others)
    rows = list(Tally.objects.values_list("key", flat=True))
    standing.later(days=1)
    says(standing)
    assert not set(rows) & set(Tally.objects.exclude(key__in=rows).values_list("key", flat=True))
    assert PHONE not in str(Tally.objects.values())


def test_the_rows_go_a_day_after_their_span(standing: Town) -> None:
    says(standing)
    limits.forget(standing.now + timedelta(days=2, hours=1))

    assert not Tally.objects.exists()


def test_what_is_owed_to_the_reporter_goes_whatever_was_held_back(standing: Town) -> None:
    for _time in range(3):
        says(standing)
    ref = standing.closed(phone=PHONE)

    told = Message.objects.filter(county=ref.county, subject=f"matter:{ref.id}", sealed__isnull=False)
    assert told.count() == 1, "the end of it, not the receipt"


def test_a_callers_code_waits_for_the_next_hour_and_is_not_lost(standing: Town) -> None:
    """Nobody shows it to them: who serves must not see it."""
    for _time in range(3):
        says(standing)
    told_by_phone = {"phone": PHONE, "channel": "call", "by": standing.liwangge}
    for _time in range(4):
        standing.reported(**told_by_phone)

    hours = [local(due).strftime("%H:%M") for _to, due in to_residents()]
    assert hours == ["10:30"] * 3 + ["11:00"] * 3 + ["12:00"]
    assert notices.relay(standing.now).sent >= 3
    assert len(to_residents()) == 4
    notices.relay(standing.later(minutes=30).now)
    assert len(to_residents()) == 1


def test_what_waits_has_its_place_in_the_hour_for_which_it_waits(standing: Town) -> None:
    for _time in range(6):
        standing.reported(phone=PHONE, channel="call", by=standing.liwangge)
    standing.later(minutes=31)

    says(standing)

    assert len(to_residents()) == 6


def test_a_sheet_with_one_number_in_every_row_never_rings_in_a_heap(standing: Town) -> None:
    """A week's worth waits; nothing is laid on top of it, in the hour at which the week is over."""
    waits = notices.shares.PastShare.WAITS
    due = [notices.shares.moment_for(PHONE, waits, at=standing.now) for _row in range(200)]

    hours = Counter(f"{local(moment):%d %H}" for moment in due if moment)
    assert set(hours.values()) <= {1, 2, 3}
    assert 50 < sum(hours.values()) < 80


def test_what_waits_into_the_night_does_not_ring_in_a_heap_in_the_morning(standing: Town) -> None:
    standing.later(hours=9)  # half past seven in the evening
    for _time in range(9):
        standing.reported(phone=PHONE, channel="call", by=standing.liwangge)

    hours = [local(due).strftime("%d %H:%M") for _to, due in to_residents()]
    assert hours == ["23 19:30"] * 3 + ["24 08:00"] * 3 + ["24 09:00"] * 3


def test_a_nights_receipts_are_three_in_the_morning(standing: Town) -> None:
    standing.later(hours=11)
    for _hour in range(8):
        says(standing)
        standing.later(hours=1)

    assert len(to_residents()) == 3


def test_words_of_danger_wake_nobody_more_often(standing: Town) -> None:
    standing.later(hours=12)
    for _time in range(5):
        says(standing, text="煤气泄漏了,味道很大")

    assert Message.objects.filter(sealed__isnull=False, urgent=True).count() == 3


def test_joining_what_others_said_sends_no_more(standing: Town) -> None:
    """The receipt and the word that it was joined: both come of a stranger's own hand."""
    lead = standing.reported("城隍庙广场北口井盖坏了", phone="13900005678")
    for _time in range(4):
        report = standing.report("城隍庙广场北口井盖坏了", phone=PHONE)
        joining.submit_joining(
            report, token_of(lead, now=standing.now), by=Actor.resident(), now=standing.now
        )

    assert Matter.objects.filter(merged_into=lead.id).count() == 4
    assert [to for to, _due in to_residents()].count(PHONE) == 3


def test_withdrawing_one_after_another_sends_no_more(standing: Town) -> None:
    """Each that is taken back makes the next one carry on, and tells it so."""
    lead, now = standing.reported("路口窨井盖坏了", category="facility.manhole"), standing.now
    for _n in range(8):
        report = standing.report("井盖裂了", phone=PHONE, category="facility.manhole")
        joining.submit_joining(report, token_of(lead, now=now), by=Actor.resident(), now=now)
    standing.later(hours=2)

    for _n in range(8):
        open_ = Matter.objects.exclude(state__in=["merged", "withdrawn"]).get()
        standing.speak(Verb.WITHDRAW, Ref(open_.county, open_.id), Actor.resident(open_.id))

    assert len([address for address, due in to_residents() if due >= standing.now]) == 3


@pytest.mark.parametrize("lead_too", [True, False])
def test_one_step_of_one_rings_one_telephone_three_times_at_most(standing: Town, lead_too: bool) -> None:
    """A stranger lays a neighbour's number into what is mended anyway: one step would ring for each."""
    lead = standing.handling("路口窨井盖坏了", phone=WAYS[2] if lead_too else "", category="facility.manhole")
    for way in WAYS * 2:
        report = standing.report("井盖裂了", phone=way, category="facility.manhole")
        joining.submit_joining(
            report, token_of(lead, now=standing.now), by=Actor.resident(), now=standing.now
        )
    mine = standing.report("井盖裂了", phone="13900005678", category="facility.manhole")
    joining.submit_joining(mine, token_of(lead, now=standing.now), by=Actor.resident(), now=standing.now)
    standing.later(hours=1)

    until = (standing.now + timedelta(days=7)).date()
    standing.speak(Verb.SHELVE, lead, standing.qianpaiqian, until=until, reason="等配件")

    told = [to for to, due in to_residents() if due >= standing.now]
    assert told.count("13900005678") == 1
    assert len(told) == 4
    if lead_too:
        assert WAYS[2] in told, "the one that it is about is told first"


def test_a_dispatchers_merge_is_told_all_the_same(standing: Town) -> None:
    lead = standing.reported("城隍庙广场北口井盖坏了")
    others = [standing.reported("城隍庙广场北口井盖坏了", phone=PHONE) for _time in range(3)]
    for ref in others:
        number = Matter.objects.get(id=lead.id).number
        standing.speak(Verb.MERGE, ref, standing.qianpaiqian, into=number, reason="同一件")

    assert len(to_residents()) == 6


def test_a_forged_sender_gets_three_answers_an_hour_and_ten_a_day(standing: Town) -> None:
    set_up("email", MAIL)
    for number in range(25):
        sender = f"王阿姨 <{WANG.replace('@', f'+{number}@')}>"
        letter = mail(f"城隍庙社区第{number}盏路灯不亮", f"灯{number}", sender=sender)
        take(letter, standing.county, now=standing.now)

    assert Matter.objects.count() == 10, "the others wait for a clerk"
    assert Letter.objects.filter(fate="waiting", why="many").count() == 15
    hours = [local(due).strftime("%H:%M") for _to, due in to_residents()]
    assert hours == ["10:30"] * 3 + ["11:00"] * 3 + ["12:00"] * 3 + ["13:00"]


def test_what_waits_for_ones_own_addresses_is_not_turned_to_a_neighbours(standing: Town) -> None:
    set_up("email", MAIL)
    standing.later(hours=11)
    refs = [standing.reported(mail=f"mine{number}@mail.example.org") for number in range(6)]
    assert len(to_residents()) == 6

    for ref in refs:
        rights.correct(ref, "", "", WANG, by=Actor.resident(ref.id), now=standing.now)
        standing.later(hours=1)

    assert [to for to, _due in to_residents()] == [WANG] * 3


def test_a_number_that_is_only_left_uses_up_nothing_of_its_share(standing: Town) -> None:
    """With one code, and one telephone after the other, a whole street would get no receipts."""
    ref = standing.reported()
    for _time in range(10):
        for phone in ("13900005678", PHONE):
            rights.correct(ref, "", phone, "", by=Actor.resident(ref.id), now=standing.now)

    standing.reported(phone=PHONE)

    assert [to for to, _due in to_residents()] == [PHONE]


def test_an_address_written_otherwise_keeps_what_waits(standing: Town) -> None:
    set_up("email", MAIL)
    standing.later(hours=11)
    refs = [standing.reported(mail=WANG) for _time in range(3)]

    for ref in refs:
        rights.correct(ref, "", "", WANG.replace("w", "W"), by=Actor.resident(ref.id), now=standing.now)

    assert len(to_residents()) == 3
