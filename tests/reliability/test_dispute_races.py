"""Two at once at one dispute: one number and one leader, one answer for each promise, and no word twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lianxin.accounts.models import Person
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Refusal
from lianxin.mediation import vault
from lianxin.mediation.contracts import AgreementDraft, Done, Signed
from lianxin.mediation.models import Agreement, Dispute, Fulfilment, Party, Series, Signature, Step
from lianxin.mediation.public import Brought, Ref, Verb, speak
from lianxin.org import public as org
from lianxin.org.models import UnitKind
from quarrel import (
    CALM,
    drafted,
    in_force,
    mediating,
    names,
    parties,
    recorded,
    registered,
    stored,
    taken,
    terms,
)
from reliability.hamlet import NOW, SINCE, Hamlet, id_of
from reliability.test_races import Race, race
from reliability.test_races import town as hamlet
from town import Town

__all__ = ["hamlet", "race"]
pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]
COMMUNITY = "140403001004"
Deed = Callable[[], Any]


class Yard(Town):
    """The hamlet, as far as a quarrel needs a town: its committee and two who mediate for it."""

    def __getattr__(self, username: str) -> Actor:
        return Actor.staff(id_of("person", username))


@pytest.fixture
def yard(hamlet: Hamlet) -> Iterator[Yard]:
    UnitKind.objects.get_or_create(code="mediation_committee", defaults={"name": "调委会"})
    draft = org.UnitDraft("mediation_committee", "城隍庙社区人民调解委员会", COMMUNITY, SINCE)
    unit = org.found_unit(draft, by=SYSTEM, now=NOW)
    for name in ("chentiaojie", "qintiaojie"):
        Person.objects.create(id=id_of("person", name), username=name, name=name)
        post = org.open_post(unit, f"{name}的岗位", "mediator", by=SYSTEM, now=NOW)
        org.appoint(id_of("person", name), post, COMMUNITY, SINCE, by=SYSTEM, now=NOW)
    vault.vault.cache_clear()
    yield Yard(now=NOW)
    vault.vault.cache_clear()


def saying(yard: Yard, verb: Verb, ref: Ref, by: Actor | None = None, **brought: Any) -> Deed:
    now = yard.now
    return lambda: speak(verb, ref, Brought(**brought), by=by or yard.chentiaojie, now=now)


def won(told: list[Any]) -> int:
    assert all(isinstance(answer, Dispute | Refusal) for answer in told), told
    return sum(isinstance(answer, Dispute) for answer in told)


def assert_whole() -> None:
    """Every version has its step and its entry; every chain verifies."""
    for row in Dispute.objects.all():
        spoken = Step.objects.filter(county=row.county, dispute=row).values_list("verb", flat=True)
        entries = journal.Entry.objects.filter(subject=f"dispute:{row.id}", action__startswith="mediation.")
        assert row.version == len(spoken)
        assert Counter(spoken) == Counter(
            action.removeprefix("mediation.") for action in entries.values_list("action", flat=True)
        )
    assert [journal.verify(county) for county in journal.counties()] == [None] * len(journal.counties())


def test_two_clerks_take_one_dispute_and_one_of_them_leads_it(race: Race, yard: Yard) -> None:
    for _round in range(3):
        ref = registered(yard)
        told = race.run(
            saying(yard, Verb.TAKE, ref, yard.chentiaojie, harms=CALM),
            saying(yard, Verb.TAKE, ref, yard.qintiaojie, harms=CALM),
        )

        assert won(told) == 1
        winner = next(answer for answer in told if isinstance(answer, Dispute))
        assert (stored(ref).mediator, stored(ref).number) == (winner.mediator, winner.number)
    assert Series.objects.get().last == 3
    assert_whole()


def test_twelve_disputes_of_one_series_have_twelve_numbers(race: Race, yard: Yard) -> None:
    refs = [registered(yard) for _one in range(12)]
    told = race.run(*[saying(yard, Verb.TAKE, ref, harms=CALM) for ref in refs])

    assert won(told) == 12
    numbers = Dispute.objects.values_list("number", flat=True)
    assert {int(number.split("第")[1].removesuffix("号")) for number in numbers} == set(range(1, 13))
    assert_whole()


def test_the_last_two_consents_are_both_heard(race: Race, yard: Yard) -> None:
    for _round in range(3):
        ref = taken(yard)
        told = race.run(
            *[saying(yard, Verb.CONSENT, ref, Actor.resident(one.id), will="yes") for one in parties(ref)]
        )

        assert won(told) == len(told)
        assert [one.will for one in Party.objects.filter(dispute_id=ref.id)] == ["yes", "yes"]
    assert_whole()


def test_who_signs_while_it_is_drafted_anew_signs_one_draft_and_is_told_or_is_not_bound(
    race: Race, yard: Yard
) -> None:
    """A signature stands under the words that were read, never under later ones."""
    for _round in range(3):
        ref = mediating(yard)
        recorded(yard, ref)
        drafted(yard, ref)
        one = parties(ref)[0]
        told = race.run(
            saying(yard, Verb.SIGN, ref, signature=Signed("party", "ink", one.id, 1)),
            saying(yard, Verb.DRAFT, ref, terms=AgreementDraft("改过", terms(yard, *names(ref)))),
        )

        assert won(told) >= 6, "every draft goes in"
        drafts = {row.id: row.draft for row in Agreement.objects.filter(dispute_id=ref.id)}
        assert sorted(drafts.values()) == list(range(1, 8))
        under = Signature.objects.filter(party=one).values_list("agreement_id", flat=True)
        assert {drafts[id_] for id_ in under} <= {1}
    assert_whole()


def test_one_promise_that_is_reported_kept_by_two_at_once_is_recorded_once_and_confirmed_once(
    race: Race, yard: Yard
) -> None:
    for _round in range(3):
        ref = in_force(yard)
        other = Actor.resident(parties(ref)[0].id)
        done = Done(1, yard.now.date(), "收条")
        told = race.run(
            saying(yard, Verb.PERFORM, ref, term=done), saying(yard, Verb.PERFORM, ref, other, term=done)
        )

        assert won(told) == 2, "one says it, the other confirms it, the other ten are told"
        row = Fulfilment.objects.get(agreement=Agreement.objects.get(dispute_id=ref.id), place=1)
        assert row.done_on == done.on
        assert row.confirmed_at is not None
        assert stored(ref).state == "agreed"
    assert_whole()


def test_the_last_two_promises_kept_at_once_end_it_once(race: Race, yard: Yard) -> None:
    for _round in range(3):
        ref = in_force(yard)
        told = race.run(
            *[saying(yard, Verb.PERFORM, ref, term=Done(place, yard.now.date(), "")) for place in (1, 2)]
        )

        assert won(told) == 2
        assert stored(ref).state == "kept"
        assert Step.objects.filter(dispute_id=ref.id, verb=Verb.KEEP).count() == 1
    assert_whole()
