"""A dispute is born from a matter, in the words that were said, and the matter hears what became of it."""

import pytest

from lianxin.journal.public import deliver
from lianxin.matters import public as matters
from lianxin.matters.public import MatterMoved
from lianxin.mediation import vault
from lianxin.mediation.models import Dispute, Due
from lianxin.mediation.public import Ref, Verb
from lianxin.mediation.reactions import on_matter_moved
from quarrel import CALM, parties, party, said, stored
from town import Town

WORDS = "邻居把院墙推倒了,说好各修一半,现在不认账"


def born(town: Town) -> tuple[matters.Ref, Ref]:
    ref = town.reported(WORDS, category="dispute.neighbour", name="王阿姨", phone="13800001111")
    deliver(now=town.now)
    found = Dispute.objects.get(county=ref.county, matter=ref.id)
    return ref, Ref(found.county, found.id)


def test_nobody_types_it_again(town: Town) -> None:
    _matter, ref = born(town)

    dispute = stored(ref)
    assert vault.opened(dispute.sealed, dispute) == {"account": WORDS, "place": "广场北口"}
    assert dispute.sender == "matter"
    assert [(one.side, one.hidden) for one in parties(ref)] == [("applicant", True)]


def test_the_same_news_twice_is_one_dispute(town: Town) -> None:
    matter, _ref = born(town)
    news = MatterMoved(
        county=matter.county,
        matter=str(matter.id),
        number="",
        verb="route",
        state="routed",
        version=2,
        area=town.chenghuang,
        category="dispute.neighbour",
        at=town.now.isoformat(),
    )

    on_matter_moved(news, town.now)

    assert Dispute.objects.filter(matter=matter.id).count() == 1


def test_what_is_no_quarrel_stays_a_matter(town: Town) -> None:
    town.reported()
    deliver(now=town.now)

    assert not Dispute.objects.exists()


def test_whoever_takes_it_on_reads_the_number_and_the_reporter_reads_that(town: Town) -> None:
    matter, ref = born(town)
    said(town, Verb.TAKE, ref, harms=CALM)

    first = parties(ref)[0]
    assert vault.opened(first.sealed, first)["person"] == {"name": "王阿姨", "phone": "13800001111"}
    told = matters.progress(matters.resident_code(matter.id), now=town.now)
    assert [look.reason for look in told.looks] == ["转入人民调解"]
    assert told.state == "handling"


def test_the_matter_is_handled_when_the_talks_have_failed(town: Town) -> None:
    matter, ref = born(town)
    said(town, Verb.TAKE, ref, harms=CALM)
    said(town, Verb.FAIL, ref, reason="一方不愿意")

    told = matters.progress(matters.resident_code(matter.id), now=town.now)
    assert told.state == "handled"
    assert "没有达成协议" in told.steps[-1].note
    assert "一方不愿意" not in str(told.steps)


@pytest.mark.parametrize("place", [1])
def test_the_reporter_agrees_by_their_own_code(town: Town, place: int) -> None:
    _matter, ref = born(town)
    said(town, Verb.TAKE, ref, harms=CALM)
    said(town, Verb.CONSENT, ref, party(ref, place), will="yes")

    assert parties(ref)[0].will == "yes"


def test_what_nobody_took_on_is_gone_when_the_matter_goes_another_way(town: Town) -> None:
    matter, ref = born(town)
    town.speak(matters.Verb.WITHDRAW, matter, town.resident(matter))
    deliver(now=town.now)

    dispute = stored(ref)
    assert (dispute.state, dispute.sealed, dispute.matter) == ("withdrawn", None, None)
    assert [one.sealed for one in parties(ref)] == [None]
    assert not Due.objects.filter(met_at__isnull=True).exists()


def test_what_was_taken_on_goes_on_by_itself(town: Town) -> None:
    matter, ref = born(town)
    said(town, Verb.TAKE, ref, harms=CALM)
    town.speak(matters.Verb.WITHDRAW, matter, town.resident(matter))
    deliver(now=town.now)

    assert stored(ref).state == "invited"
