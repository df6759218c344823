"""What somebody inside, or a neighbour with a code, could do to a matter with verbs that are theirs to speak:
hide it, take it back in a resident's name, wipe out what a resident said, drown it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.deadlines import public as deadlines
from lianxin.deadlines.clockwork import next_ring
from lianxin.deadlines.models import Clock
from lianxin.deadlines.times import Rung
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound
from lianxin.matters import public as matters
from lianxin.matters.actions import joining, rights
from lianxin.matters.alike.tokens import token_of
from lianxin.matters.contracts import Progress
from lianxin.matters.models import Matter, Movement, Reveal
from lianxin.matters.public import Ref, Verb
from lianxin.notices.models import Message
from lianxin.org.actions import appoint, open_post, rename_unit
from lianxin.org.models import Post
from signin import signed_in
from town import Town

PHONE = "13877665544"
pytestmark = pytest.mark.django_db


def state_of(ref: Ref) -> str:
    return Matter.objects.get(county=ref.county, id=ref.id).state


def number_of(ref: Ref) -> str:
    return Matter.objects.get(county=ref.county, id=ref.id).number


def told(ref: Ref, town: Town) -> Progress:
    return matters.progress(matters.resident_code(ref.id), now=town.now)


# ---- a day that never comes ------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2040, 1, 1), date(7000, 1, 1), date.max])
@pytest.mark.parametrize("verb", [Verb.ASK_TIME, Verb.EXTEND, Verb.SHELVE])
def test_nobody_puts_a_matter_off_for_ever(standing: Town, verb: Verb, day: date) -> None:
    """And a day near the end of the calendar stopped every clock of the county: the sweep could not count."""
    ref = standing.handling()
    who = standing.handler(ref) if verb == Verb.ASK_TIME else standing.qianpaiqian

    with pytest.raises(Invalid) as refusal:
        standing.speak(verb, ref, who, until=day, reason="以后再说")

    assert "until" in refusal.value.fields
    assert state_of(ref) == "handling"


def test_a_clock_that_ends_with_the_calendar_stops_no_other() -> None:
    """One that is there already, or was carried over: it rings late or never, and the others go on."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    endless = Clock(counted_from=now, due_at=datetime(9999, 12, 30, tzinfo=UTC))

    assert next_ring(endless, [Rung("red", 4, "红色", "Red", 1000)]) is None


def test_a_shelved_matter_whose_day_has_passed_is_late_for_whoever_oversees(standing: Town) -> None:
    ref = standing.handling()
    until = standing.now.date() + timedelta(days=30)
    standing.speak(Verb.SHELVE, ref, standing.qianpaiqian, until=until, reason="等开春")
    standing.later(days=29)
    assert not told(ref, standing).late

    standing.later(days=2)

    watched = matters.oversight(standing.zhouzhuren, standing.town, now=standing.now)
    assert [card.ref for card in watched.cards] == [ref]
    assert watched.cards[0].late
    assert "过" in told(ref, standing).headline


@pytest.mark.parametrize("verb", [Verb.EXTEND, Verb.SHELVE])
@pytest.mark.parametrize("asked_only", [True, False])
def test_nobody_grants_time_to_themselves_from_a_second_post(
    standing: Town, verb: Verb, asked_only: bool
) -> None:
    ref = standing.accepted()
    who, until = standing.handler(ref), standing.now.date() + timedelta(days=30)
    post = open_post(standing.unit("governance_centre"), "夜班", "dispatcher", by=SYSTEM, now=standing.now)
    appoint(who.id, post, standing.town, standing.now.date(), by=SYSTEM, now=standing.now)
    if asked_only:
        standing.speak(Verb.ASK_TIME, ref, who, until=until, reason="缺料")
    else:
        standing.speak(Verb.BEGIN, ref, who)

    with pytest.raises(NotAllowed):
        standing.speak(verb, ref, who, until=until, reason="缺料")

    standing.speak(verb, ref, standing.qianpaiqian, until=until, reason="缺料")


# ---- in a resident's place -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more", [{"phone": PHONE}, {"channel": "visit"}, {"channel": "grid", "phone": PHONE}]
)
def test_whoever_took_it_down_does_not_take_it_back_for_the_resident(
    standing: Town, more: dict[str, str]
) -> None:
    """A complaint that does not please the officer who wrote it down."""
    ref = standing.reported("网格员不干活", by=standing.liwangge, **more)

    with pytest.raises(NotAllowed):
        standing.speak(Verb.WITHDRAW, ref, standing.liwangge)

    assert "withdraw" in told(ref, standing).verbs
    standing.speak(Verb.WITHDRAW, ref, standing.resident(ref))
    assert state_of(ref) == "withdrawn"


def test_what_an_officer_saw_for_themselves_they_may_take_back(standing: Town) -> None:
    ref = standing.reported("看错了", by=standing.liwangge, channel="grid")

    standing.speak(Verb.WITHDRAW, ref, standing.liwangge)

    assert state_of(ref) == "withdrawn"


@pytest.mark.parametrize("who", ["qianpaiqian", "liwangge"])
def test_nobody_who_serves_wipes_out_a_rating_by_reopening(standing: Town, who: str) -> None:
    ref = standing.closed(by=standing.liwangge)
    standing.speak(Verb.RATE, ref, standing.resident(ref), level="1")

    standing.speak(Verb.REOPEN, ref, getattr(standing, who), reason="再看看")

    assert Matter.objects.get(id=ref.id, county=ref.county).level == "1"


def test_the_resident_may_reopen_and_say_anew(standing: Town) -> None:
    ref = standing.closed()
    standing.speak(Verb.RATE, ref, standing.resident(ref), level="1")

    standing.speak(Verb.REOPEN, ref, standing.resident(ref), reason="还是坏的")

    assert Matter.objects.get(id=ref.id, county=ref.county).level == ""


# ---- merged away -----------------------------------------------------------------------------------------


@pytest.fixture
def merged(standing: Town) -> tuple[Ref, Ref]:
    """Two that have nothing to do with each other, and the dispatcher's word that they are one."""
    mine, other = standing.reported("说不清的一件事", phone=PHONE), standing.reported("说不清的另一件")
    standing.speak(Verb.MERGE, mine, standing.qianpaiqian, into=number_of(other), reason="同一件")
    return mine, other


def test_whoever_was_merged_away_may_ask_the_tier_above(standing: Town, merged: tuple[Ref, Ref]) -> None:
    mine, _other = merged
    assert told(mine, standing).verbs == ("appeal", "supplement")

    standing.speak(Verb.APPEAL, mine, standing.resident(mine), reason="这不是同一件事")

    row = Matter.objects.get(id=mine.id, county=mine.county)
    assert (row.state, row.desk, row.merged_into, row.ended_at) == ("submitted", standing.county, None, None)
    assert row.due_at


def test_a_neighbour_does_not_take_back_what_others_said_too(standing: Town, merged: tuple[Ref, Ref]) -> None:
    mine, other = merged

    standing.speak(Verb.WITHDRAW, other, standing.resident(other))

    assert state_of(other) == "withdrawn"
    assert state_of(mine) == "submitted", "where the other one was, for whoever must find a unit"


def test_a_neighbour_who_joins_holds_nobody_to_their_words(standing: Town) -> None:
    """加入, and then the first could neither withdraw nor have their words erased until it had ended."""
    lead = standing.reported("我家门口的井盖裂了,王大娘")
    report = standing.report("井盖裂了", point=standing.point())
    joined = joining.submit_joining(
        report, token_of(lead, now=standing.now), by=Actor.resident(), now=standing.now
    )
    assert joined.joined

    standing.speak(Verb.WITHDRAW, lead, standing.resident(lead))
    rights.erase_words(lead, by=standing.resident(lead), now=standing.now)

    assert Matter.objects.get(id=lead.id, county=lead.county).text == ""
    assert (state_of(joined.ref), told(joined.ref, standing).text) == ("routed", "井盖裂了")


def test_nothing_is_merged_into_what_was_declined(standing: Town) -> None:
    mine, other = standing.reported("说不清的一件事"), standing.reported("说不清的另一件")
    standing.speak(Verb.DECLINE, other, standing.qianpaiqian, reason="已在法院", route="找承办法官")

    with pytest.raises(Invalid):
        standing.speak(Verb.MERGE, mine, standing.qianpaiqian, into=number_of(other), reason="同一件")


def test_whoever_was_merged_reads_and_is_told_how_it_ended(standing: Town, merged: tuple[Ref, Ref]) -> None:
    mine, other = merged
    before = told(mine, standing).headline

    standing.speak(Verb.DECLINE, other, standing.qianpaiqian, reason="已在法院", route="找承办法官")

    assert told(mine, standing).headline != before
    assert "找上一级" in told(mine, standing).headline
    about_mine = Message.objects.filter(subject=f"matter:{mine.id}", channel="file")
    assert about_mine.count() == 3  # received, merged, and now how it ended


# ---- a file that closes ----------------------------------------------------------------------------------


def test_who_helped_reads_it_no_more_a_month_after_it_ended(standing: Town) -> None:
    ref = standing.handling()
    mediators = standing.unit("mediation_committee", standing.chenghuang)
    standing.speak(Verb.ASSIST, ref, standing.handler(ref), unit=mediators, reason="请帮忙")
    standing.speak(Verb.FINISH, ref, standing.handler(ref), note="好了")
    standing.speak(Verb.VERIFY, ref, standing.zhouzhuren, note="看过")
    standing.speak(Verb.CLOSE, ref, standing.qianpaiqian)
    assert matters.dossier(standing.chentiaojie, ref, now=standing.now)

    standing.later(days=31)

    with pytest.raises(NotFound) as page:
        matters.dossier(standing.chentiaojie, ref, now=standing.now)
    with pytest.raises(NotFound) as verb:
        standing.speak(Verb.REOPEN, ref, standing.chentiaojie, reason="再看看")
    assert page.value.sentence == verb.value.sentence
    standing.speak(Verb.REOPEN, ref, standing.resident(ref), reason="又坏了")
    assert matters.dossier(standing.chentiaojie, ref, now=standing.now)


# ---- drowned ---------------------------------------------------------------------------------------------


def test_one_code_does_not_write_without_end(standing: Town) -> None:
    """A report is bounded by address; what was added to it was not: each one a row, a link of the chain, and
    a line on the page of whoever must work with it."""
    ref = standing.reported()
    path = f"/p/{matters.resident_code(ref.id)}/supplement/"
    answers = [Client().post(path, {"note": "还有"}).status_code for _ in range(25)]

    assert answers[:20] == [302] * 20
    assert set(answers[20:]) == {409}
    standing.later(hours=25)
    assert Client().post(path, {"note": "隔天再说"}).status_code == 302


def test_nobody_carries_off_the_numbers_of_a_county(standing: Town, settings: LazySettings) -> None:
    """Each look has its reason and its entry; a thousand in a night are a list of residents, and the journal
    is read the day after."""
    settings.LOOKS_PER_HOUR = 3
    officer = signed_in(Client(), Person.objects.get(id=standing.liwangge.id))
    refs = [standing.reported(phone=PHONE) for _ in range(5)]
    answers = [
        officer.post(f"/matters/{ref.county}/{ref.id}/contact/", {"reason": "问一下情况"}) for ref in refs
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert PHONE not in answers[3].content.decode()
    assert Reveal.objects.count() == 3
    standing.later(hours=1)
    again = officer.post(f"/matters/{refs[4].county}/{refs[4].id}/contact/", {"reason": "问一下情况"})
    assert PHONE in again.content.decode()


# ---- names -----------------------------------------------------------------------------------------------


def test_the_longest_names_fit_the_timeline(standing: Town) -> None:
    """PostgreSQL refuses what is longer than its column: one keeper's long name stopped a whole unit."""

    ref = standing.reported(phone=PHONE)
    who, unit = standing.handler(ref), matters.whereabouts(ref).unit
    assert unit
    rename_unit(unit, "东" * 80, by=SYSTEM, now=standing.now)
    Post.objects.filter(unit_id=unit).update(title="员" * 60)
    Person.objects.filter(id=who.id).update(name="赵" * 60)

    standing.speak(Verb.ACCEPT, ref, who)
    matters.reveal(ref, "联系报事人", by=who, now=standing.now)

    lines = [*Movement.objects.values_list("post", flat=True), *Reveal.objects.values_list("post", flat=True)]
    assert max(map(len, lines)) <= 150
    assert "赵" * 60 in lines[-1]


def test_the_sweep_still_runs(standing: Town) -> None:
    standing.handling()
    assert deadlines.sweep(standing.now + timedelta(days=400)) > 0
