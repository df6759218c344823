"""The panel of a dispute: proposed with reasons, asked by the mediator, struck by a party."""

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import PanelMember, Seat
from lianxin.mediation.public import Ref, Verb
from lianxin.mediation.queries import seating, told
from quarrel import mediating, parties, party, said, stored
from signin import signed_in
from town import Town


def proposed(town: Town, ref: Ref) -> seating.Proposals:
    dispute = stored(ref)
    return seating.proposals(dispute, told.parties(dispute), town.now.date())


def seated(town: Town) -> Ref:
    ref = mediating(town)
    first = proposed(town, ref).panels[0]
    return said(town, Verb.SEAT, ref, seats=tuple((seat.member, seat.role) for seat in first.beside))


def test_a_panel_is_proposed_with_its_reasons(town: Town) -> None:
    first = proposed(town, mediating(town)).panels[0]

    assert first.lead.name
    assert first.beside
    assert all(seat.merits for seat in (first.lead, *first.beside))


def test_whom_the_mediator_asks_sits_there_with_the_reason(town: Town) -> None:
    ref = seated(town)
    seats = seating.seats(stored(ref), town.now.date())

    assert {seat.role for seat in seats} <= {"second", "adviser"}
    assert all(seat.merits for seat in seats)


def test_a_party_has_one_replaced_without_a_reason_and_no_second(town: Town) -> None:
    ref = seated(town)
    who = seating.seats(stored(ref), town.now.date())[0].member
    said(town, Verb.STRIKE, ref, party(ref, 2), member=who)

    assert who not in {seat.member for seat in seating.seats(stored(ref), town.now.date())}
    assert who not in {seat.member for one in proposed(town, ref).panels for seat in (one.lead, *one.beside)}
    other = PanelMember.objects.exclude(id=who).first()
    assert other is not None
    with pytest.raises(NotNow, match="一次"):
        said(town, Verb.STRIKE, ref, party(ref, 2), member=other.id)
    said(town, Verb.STRIKE, ref, party(ref, 1), member=other.id)


def test_a_tie_counts_for_itself_and_keeps_them_off(town: Town) -> None:
    ref = mediating(town)
    who = proposed(town, ref).panels[0].beside[0].member
    said(town, Verb.STRIKE, ref, member=who, tie="relative")

    barred = {one.name: one.why for one in proposed(town, ref).barred}
    assert ("和一方是亲属",) in barred.values()
    with pytest.raises(Invalid):
        said(town, Verb.SEAT, ref, seats=((who, "second"),))


def test_a_mediator_strikes_nobody_without_a_tie(town: Town) -> None:
    ref = mediating(town)
    who = proposed(town, ref).panels[0].beside[0].member

    with pytest.raises(Invalid):
        said(town, Verb.STRIKE, ref, member=who)


def test_a_party_seats_nobody(town: Town) -> None:
    ref = mediating(town)
    who = proposed(town, ref).panels[0].beside[0].member

    with pytest.raises(NotAllowed):
        said(town, Verb.SEAT, ref, party(ref, 1), seats=((who, "second"),))


def test_another_panel_takes_the_place_of_the_first(town: Town) -> None:
    ref = seated(town)
    members = list(PanelMember.objects.values_list("id", flat=True))
    fitting = seating.fitting(stored(ref), told.parties(stored(ref)), town.now.date())
    other = next(id_ for id_ in members if id_ in fitting)
    said(town, Verb.SEAT, ref, seats=((other, "adviser"),))

    now = Seat.objects.filter(county=ref.county, dispute_id=ref.id, left_at__isnull=True)
    assert [(seat.member_id, seat.role) for seat in now] == [(other, "adviser")]


def test_the_page_says_why_and_asks_them(standing: Town, client: Client) -> None:
    ref = mediating(standing)
    signed_in(client, accounts.find_person("chentiaojie"))
    at = f"/disputes/{ref.county}/{ref.id}/panel/"
    page = client.get(at).content.decode()
    first = proposed(standing, ref).panels[0]

    assert "不看谁调成的多" in page
    assert first.by_heart in page
    assert client.post(at, {"seats": first.by_heart}).status_code == 302
    assert Seat.objects.filter(county=ref.county, dispute_id=ref.id).count() == len(first.beside)
    assert client.post(at, {"seats": "nobody"}).status_code == 422
    assert len(parties(ref)) == 2


def test_a_party_sees_who_sits_there_and_has_one_replaced_by_their_own_code(
    standing: Town, client: Client
) -> None:
    ref = seated(standing)
    first = seating.seats(stored(ref), standing.now.date())[0]
    at = f"/t/{party_code(parties(ref)[1].id)}/"
    page = client.get(at).content.decode()
    answer = client.post(f"{at}strike/", {"seen": stored(ref).version, "member": first.member, "tie": ""})

    assert first.name in page
    assert "一起调解的,想换一位" in page
    assert answer.status_code == 302
    assert first.name not in client.get(at).content.decode().split("谁看过")[0].split("走到哪一步了")[0]


def test_the_talks_of_a_court_have_their_own_last_day(town: Town) -> None:
    dispute = stored(mediating(town, sender="court"))
    wanted = seating.need_of(dispute, told.parties(dispute), town.now.date())

    assert (wanted.deadline - town.now.date()).days == 30
