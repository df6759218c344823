"""More time, shelving and the ladder: always with a reason the resident reads."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from lianxin.deadlines import public as deadlines
from lianxin.journal import public as journal
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.matters import public as matters
from lianxin.matters.lifecycle import Verb
from lianxin.matters.models import Movement
from lianxin.notices import public as notices
from lianxin.org import public as org
from town import Town


def test_an_extension_is_granted_and_its_reason_is_read_by_the_resident(town: Town) -> None:
    ref = town.handling()
    until = local(town.now).date() + timedelta(days=20)
    town.speak(Verb.ASK_TIME, ref, town.handler(ref), until=until, reason="要等配件")

    town.speak(Verb.EXTEND, ref, town.qianpaiqian, until=until, reason="配件从厂里调,先围挡")

    told = matters.progress(town.told[-1].code, now=town.now)
    assert local(told.due_at).date() == until
    assert "配件从厂里调,先围挡" in [step.note for step in told.steps]


def test_a_second_extension_needs_an_overseer(town: Town) -> None:
    ref = town.handling()
    first = local(town.now).date() + timedelta(days=20)
    town.speak(Verb.EXTEND, ref, town.qianpaiqian, until=first, reason="等配件")
    second = first + timedelta(days=10)

    with pytest.raises(NotAllowed):
        town.speak(Verb.EXTEND, ref, town.qianpaiqian, until=second, reason="还等")

    town.speak(Verb.EXTEND, ref, town.zhouzhuren, until=second, reason="厂家停产,换型号")
    assert local(matters.whereabouts(ref).due_at).date() == second


def test_a_promise_is_never_made_shorter(town: Town) -> None:
    ref = town.handling("烧烤摊占了人行道", category="appearance.stalls")

    with pytest.raises(Invalid):
        town.speak(
            Verb.EXTEND,
            ref,
            town.qianpaiqian,
            until=local(town.now).date() + timedelta(days=1),
            reason="快点",
        )


def test_shelved_it_rests_and_resumed_the_rest_of_the_time_is_left(town: Town) -> None:
    ref = town.handling()
    before = matters.whereabouts(ref).due_at
    review = local(town.now).date() + timedelta(days=40)
    town.speak(Verb.SHELVE, ref, town.qianpaiqian, until=review, reason="等开春解冻")

    town.later(days=30).speak(Verb.RESUME, ref, town.handler(ref))

    assert matters.whereabouts(ref).due_at == before + timedelta(days=30)


def test_shelving_needs_a_day_to_look_again(town: Town) -> None:
    with pytest.raises(Invalid) as refused:
        town.speak(Verb.SHELVE, town.handling(), town.qianpaiqian, reason="等开春")
    assert "until" in refused.value.fields


def test_late_it_climbs_the_ladder_once_for_each_step(town: Town) -> None:
    ref = town.handling()

    for _twice in range(2):
        town.later(days=15)
        for _round in range(3):
            _rings(town)

    steps = [row.facts["step"].split(":")[1] for row in _watches(ref).order_by("version")]
    assert steps == ["yellow", "red"]
    assert not journal.unheard().exists()


def test_reopened_its_unit_is_not_watched_for_a_dispatch_that_was_made(town: Town) -> None:
    ref = town.closed()
    town.speak(Verb.REOPEN, ref, town.resident(ref), reason="又翘起来了")

    _rings(town.later(days=2))

    assert not _watches(ref).filter(facts__step__startswith="dispatch").exists()


def test_a_desk_is_reminded_of_a_matter_that_is_owed_a_plan(town: Town) -> None:
    ref = town.closed("路面塌了一块", category="facility.road")
    town.speak(Verb.APPEAL, ref, town.resident(ref), reason="补了又塌")
    assert matters.whereabouts(ref).due_at is None
    desk = org.desk_of(matters.whereabouts(ref).desk, on=town.now.date())

    for _hour in range(30):
        _rings(town.later(hours=1))

    words = [message.words for message in notices.inbox_of(unit_ids=[desk.id])]
    assert len([told for told in words if "期限快到" in told]) == 2  # 提醒 and 普通, each once


def test_the_same_news_heard_twice_is_one_movement(town: Town) -> None:
    ref = town.handling()
    _rings(town.later(days=30))
    before = matters.whereabouts(ref)

    journal.Announcement.objects.filter(county=ref.county).update(heard_at=None)
    journal.deliver(now=town.now)

    assert matters.whereabouts(ref) == before
    assert _watches(ref).count() == 2


def _rings(town: Town) -> None:
    """What the background does in one round."""
    deadlines.sweep(town.now, 100)
    journal.deliver(now=town.now)


def _watches(ref: matters.Ref) -> "QuerySet[Movement]":
    return Movement.objects.filter(county=ref.county, matter_id=ref.id, verb=Verb.OVERSEE)
