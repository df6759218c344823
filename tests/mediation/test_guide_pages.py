"""Pay per case on its page, and what was handed to a unit on its own."""

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.mediation.models import HandOver, SubsidyClaim
from lianxin.mediation.public import Verb
from mediation.test_desk_pages import statements
from quarrel import kept, mediating, said
from signin import signed_in
from town import Town


def enter(client: Client, who: str) -> Client:
    signed_in(client, accounts.find_person(who))
    return client


@pytest.fixture
def claimed(standing: Town, client: Client) -> SubsidyClaim:
    """A filed case, claimed for through the page."""
    said(standing, Verb.FILE, kept(standing))
    committee = standing.unit("mediation_committee", standing.chenghuang)
    asked = {"committee": str(committee), "month": f"{standing.now:%Y-%m}"}
    answer = enter(client, "chentiaojie").post("/disputes/claims/claim/", asked)
    assert "done=claim" in answer.url
    return SubsidyClaim.objects.get()


def decide(client: Client, claim: SubsidyClaim, verb: str, **words: str) -> int:
    return client.post(f"/disputes/claims/{claim.county}/{claim.id}/{verb}/", words).status_code


def test_a_guide_lands_on_what_waits_and_carries_it_to_the_end(claimed: SubsidyClaim, client: Client) -> None:
    page = enter(client, "yansifa").get("/disputes/claims/").content.decode()
    assert "城隍庙社区人民调解委员会" in page
    assert "核准" in page

    assert decide(client, claimed, "approve") == 302
    assert decide(client, claimed, "pay") == 302
    assert SubsidyClaim.objects.get().state == "paid"


def test_who_returns_it_says_why_and_the_mediator_reads_it(claimed: SubsidyClaim, client: Client) -> None:
    enter(client, "yansifa")
    assert decide(client, claimed, "return", reason="") == 422
    assert decide(client, claimed, "return", reason="缺收条") == 302

    assert "缺收条" in enter(client, "chentiaojie").get("/disputes/claims/").content.decode()
    assert decide(client, claimed, "again") == 302
    assert SubsidyClaim.objects.get().state == "claimed"


def test_a_colleague_sees_nothing_of_it_and_a_mediator_decides_nothing(
    claimed: SubsidyClaim, client: Client
) -> None:
    assert (
        "50.00" not in enter(client, "qintiaojie").get("/disputes/claims/").content.decode().split("每件")[0]
    )

    assert decide(enter(client, "chentiaojie"), claimed, "approve") == 404
    for who in ("zhaojing", "zhouzhuren", "liwangge"):
        assert enter(client, who).get("/disputes/claims/").status_code == 404


def test_the_list_goes_out_as_a_sheet_without_parties(claimed: SubsidyClaim, client: Client) -> None:
    answer = enter(client, "yansifa").get("/disputes/claims/export.csv")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    assert "50.00,已申报" in text
    assert "王阿姨" not in text


def test_the_pages_cost_few_statements(claimed: SubsidyClaim, standing: Town, client: Client) -> None:
    handed(standing)

    assert len(statements(enter(client, "yansifa"), "/disputes/claims/")) <= 9
    assert len(statements(enter(client, "zhaojing"), "/disputes/offered/")) <= 7


def handed(town: Town) -> HandOver:
    ref = mediating(town)
    said(town, Verb.HAND_OVER, ref, to="police", unit=town.unit("police_station"), reason="归他们管")
    return HandOver.objects.get(dispute_id=ref.id, county=ref.county)


def answer(client: Client, row: HandOver, **words: str) -> int:
    return client.post(f"/disputes/offered/{row.county}/{row.id}/", words).status_code


def test_the_unit_reads_the_procedure_and_takes_it(standing: Town, client: Client) -> None:
    row = handed(standing)
    page = enter(client, "zhaojing").get("/disputes/offered/").content.decode()
    assert stored_number(row) in page
    assert not [word for word in ("王阿姨", "院墙", "归他们管", "陈调解员") if word in page]

    assert answer(client, row, answer="accept") == 302
    assert HandOver.objects.get().answer == "accepted"
    assert answer(client, row, answer="accept") == 422, "it was answered already"


def stored_number(row: HandOver) -> str:
    return row.dispute.number


def test_a_no_says_why(standing: Town, client: Client) -> None:
    row = handed(standing)
    enter(client, "zhaojing")

    assert answer(client, row, answer="return", reason="") == 422
    assert answer(client, row, answer="return", reason="不属于治安案件") == 302
    assert HandOver.objects.get().answer == "returned"


def test_another_unit_sees_nothing_of_it_and_answers_nothing(standing: Town, client: Client) -> None:
    row = handed(standing)
    number = stored_number(row)

    assert number not in enter(client, "zhengchengguan").get("/disputes/offered/").content.decode()
    assert answer(client, row, answer="accept") == 404
    assert enter(client, "liwangge").get("/disputes/offered/").status_code == 404


def test_only_who_is_concerned_has_the_pages_in_the_menu(standing: Town, client: Client) -> None:
    in_menu = {
        who: {name for name in ("oversight", "offered") if f'href="/disputes/{name}/"' in home(client, who)}
        for who in ("yansifa", "zhouzhuren", "zhaojing", "liwangge")
    }

    assert in_menu == {
        "yansifa": {"oversight"},
        "zhouzhuren": {"oversight"},
        "zhaojing": {"offered"},
        "liwangge": set(),
    }


def home(client: Client, who: str) -> str:
    return enter(client, who).get("/needle/").content.decode()
