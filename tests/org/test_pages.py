"""The pages of org: who sees what, and in how many statements."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.accounts.models import Person
from lianxin.journal.public import Snapshot
from lianxin.kernel.actor import Actor
from org.conftest import Town
from signin import signed_in


def _client(actor: Actor) -> Client:
    return signed_in(Client(), Person.objects.get(id=actor.id))


@pytest.fixture
def listed(town: Town) -> Town:
    town.category("facility")
    town.category("facility.heat", "facility")
    town.item("1", "facility", "street_office", 9)
    town.item("2", "facility.heat", "heat", 9)
    town.item("3", "facility", "bureau", 6)
    town.item("4", "facility", "office_two", 6)
    town.unit("street_office", "东街街道办事处", "140403001")
    town.unit("bureau", "潞州区住建局", "140403")
    town.unit("office_two", "潞州区城管局", "140403")
    return town


def test_the_matrix_hatches_gaps_and_doubles_overlaps(listed: Town) -> None:
    keeper = _client(listed.officer("wu", "keeper", "140403"))

    page = keeper.get("/duties/?area=140403").content.decode()
    street = keeper.get("/duties/?area=140403001").content.decode()

    assert 'class="cell gap"' in page
    assert 'class="cell overlap"' in page
    assert "东街街道办事处" not in page  # it serves one street of the county only
    assert "<b>东街街道办事处</b>" in street


def test_an_opened_cell_tells_the_legal_basis_and_who_serves(listed: Town) -> None:
    keeper = _client(listed.officer("wu", "keeper", "140403"))

    page = keeper.get("/duties/?area=140403001&cell=facility:9&part=cell").content.decode()

    assert "消防法" in page
    assert "东街街道办事处" in page
    assert "<html" not in page


def test_only_what_is_wrong_leaves_the_rest_out(listed: Town) -> None:
    listed.category("fine")
    listed.item("5", "fine", "bureau", 6)
    keeper = _client(listed.officer("wu", "keeper", "140403"))

    page = keeper.get("/duties/?area=140403&wrong=1").content.decode()

    assert 'id="facility.heat"' in page
    assert 'id="fine"' not in page


@pytest.mark.parametrize(
    "path", ["/duties/", "/duties/import/", "/duties/export.csv", "/units/", "/units/new/"]
)
def test_nobody_without_signing_in_reads_them(town: Town, path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_a_keeper_of_the_next_county_finds_a_unit_as_absent_as_one_that_never_was(town: Town) -> None:
    outsider = _client(town.officer("outsider", "keeper", "140404"))
    unit = town.unit("police_station", "东大街派出所", "140403001")

    denied = outsider.get(f"/units/{unit}/")
    absent = outsider.get("/units/00000000-0000-7000-8000-000000000000/")

    assert denied.status_code == absent.status_code == 404
    varies = rb"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[A-Za-z0-9]{64}\""  # the address itself, the form's token
    assert re.sub(varies, b"", denied.content) == re.sub(varies, b"", absent.content)


def test_a_keeper_appoints_through_the_page(town: Town) -> None:
    keeper = _client(town.officer("wu", "keeper", "140403"))
    unit = town.unit("police_station", "东大街派出所", "140403001")
    town.person("zhao")
    keeper.post(f"/units/{unit}/open-post/", {"title": "社区民警", "kind": "handler"})
    page = keeper.get(f"/units/{unit}/").content.decode()
    post = page.split('name="post" value="')[1].split('"')[0]

    words = {"post": post, "username": "zhao", "area": "140403001", "starts_on": "2020-01-01"}
    answer = keeper.post(f"/units/{unit}/appoint/", words)

    assert answer.status_code == 302
    assert "赵警官" in keeper.get(f"/units/{unit}/").content.decode()


def test_a_refused_appointment_keeps_the_words_and_says_why(town: Town) -> None:
    keeper = _client(town.officer("wu", "keeper", "140403"))
    unit = town.unit("police_station", "东大街派出所", "140403001")
    keeper.post(f"/units/{unit}/open-post/", {"title": "社区民警", "kind": "handler"})
    page = keeper.get(f"/units/{unit}/").content.decode()
    post = page.split('name="post" value="')[1].split('"')[0]

    words = {"post": post, "username": "nobody", "area": "140403001", "starts_on": "2020-01-01"}
    answer = keeper.post(f"/units/{unit}/appoint/", words)

    assert answer.status_code == 422
    assert "没有用户名为“nobody”的人" in answer.content.decode()


def test_no_page_takes_more_than_twelve_statements(listed: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = _client(listed.officer("wu", "keeper", "140403"))
    unit = listed.unit("police_station", "东大街派出所", "140403001")
    monkeypatch.setattr(Snapshot, "look_every", 60.0)
    for path in ("/duties/", "/duties/?area=140403&cell=facility:9", "/units/", f"/units/{unit}/"):
        keeper.get(path)
        with CaptureQueriesContext(
            connection,
        ) as ran:
            assert keeper.get(path).status_code == 200
        assert len(ran) <= 12, path


def test_an_area_that_does_not_exist_is_not_found(town: Town) -> None:
    keeper = _client(town.officer("wu", "keeper", "140403"))

    assert keeper.get("/duties/?area=999999").status_code == 404
