"""The pages of panel members: for keepers of a place and guides of mediation."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.journal.public import Snapshot
from lianxin.kernel.actor import Actor
from lianxin.mediation.models import PanelKind, PanelMember
from signin import signed_in
from town import Town

pytestmark = pytest.mark.django_db
Login = Callable[[Actor], Client]
TOLD = {
    "name": "乔老师",
    "kinds": ["teacher_elder"],
    "area": "140403001004",
    "categories": ["dispute.school"],
    "languages": "普通话、长治话",
    "cap": "2",
    "starts_on": "2026-11-23",
}


@pytest.fixture
def login(standing: Town) -> Login:
    return lambda actor: signed_in(Client(), Person.objects.get(id=actor.id))


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_guide_registers_changes_and_ends_somebody_by_page(standing: Town, login: Login) -> None:
    guide = login(standing.yansifa)

    answer = guide.post("/panel/new/", TOLD)
    assert answer.headers["Location"] == "/panel/?done=name"
    member = PanelMember.objects.get(name="乔老师")
    assert member.languages == ["普通话", "长治话"]

    page = words(guide.get(f"/panel/{member.id}/"))
    assert 'value="乔老师"' in page
    assert 'value="2026-11-23"' in page
    assert guide.post(f"/panel/{member.id}/", TOLD | {"cap": "7"}).status_code == 302
    assert guide.post(f"/panel/{member.id}/end/", {"ends_on": "2026-12-01"}).status_code == 302
    member.refresh_from_db()
    assert (member.cap, str(member.ends_on)) == (7, "2026-12-01")
    assert "2026-12-01 止" in words(guide.get("/panel/"))


def test_what_is_refused_keeps_the_words_and_says_why(standing: Town, login: Login) -> None:
    guide = login(standing.yansifa)

    answer = guide.post("/panel/new/", TOLD | {"username": "nobody", "name": ""})
    assert answer.status_code == 422
    assert "没有用户名为“nobody”的人" in words(answer)
    assert 'value="普通话、长治话"' in words(answer)
    member = PanelMember.objects.get(name="常淑琴")
    early = guide.post(f"/panel/{member.id}/end/", {"ends_on": "2020-01-01"})
    assert (early.status_code, "不能早于今天" in words(early)) == (422, True)
    other = guide.post(f"/panel/{member.id}/", TOLD)
    assert (other.status_code, "不能改成另一个人" in words(other)) == (422, True)


def test_the_list_is_in_the_menu_of_who_looks_after_it_and_of_nobody_else(
    standing: Town, login: Login
) -> None:
    for actor, listed in ((standing.yansifa, True), (standing.wuguanli, True), (standing.liwangge, False)):
        assert ('href="/panel/"' in words(login(actor).get("/needle/"))) is listed
    assert login(standing.chentiaojie).get("/panel/").status_code == 404


def test_kinds_are_changed_by_page_by_the_keeper_alone(standing: Town, login: Login) -> None:
    keeper = login(standing.wuguanli)

    told = {"code": "headmaster", "group": "chief", "name": "校长", "mediates": "on"}
    assert keeper.post("/panel/kinds/", told).status_code == 302
    assert "校长" in words(keeper.get("/panel/kinds/"))
    assert keeper.post("/panel/kinds/headmaster/drop/").status_code == 302
    assert not PanelKind.objects.filter(code="headmaster").exists()
    assert keeper.post("/panel/kinds/lawyer/drop/").status_code == 409
    assert login(standing.yansifa).get("/panel/kinds/").status_code == 403
    assert "/panel/kinds/" not in words(login(standing.yansifa).get("/panel/"))


def test_a_sheet_is_tried_first_and_then_taken_in(standing: Town, login: Login) -> None:
    guide = login(standing.yansifa)

    def send(**more: str) -> str:
        sheet = "姓名,种类,服务区域\n乔老师,老教师,140403001004\n坏的,没有,140403001004\n"
        file = SimpleUploadedFile("members.csv", sheet.encode())
        return words(guide.post("/panel/import/", {"file": file, **more}))

    assert "还没有写入" in send()
    assert not PanelMember.objects.filter(name="乔老师").exists()
    assert "从各行写明的日期起" in send(keep="1")
    assert PanelMember.objects.filter(name="乔老师").exists()
    out = guide.get("/panel/export.csv")
    assert "乔老师" in words(out)
    assert 'filename="panel_members.csv"' in out.headers["Content-Disposition"]


def test_no_page_takes_more_than_twelve_statements(
    standing: Town, login: Login, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    keeper, member = login(standing.wuguanli), PanelMember.objects.get(name="常淑琴")
    pages = ("/panel/", "/panel/new/", f"/panel/{member.id}/", "/panel/kinds/", "/panel/import/")
    for page in pages:
        keeper.get(page)
    monkeypatch.setattr(Snapshot, "look_every", 1000.0)

    for page in pages:
        with django_assert_max_num_queries(12):
            assert keeper.get(page).status_code == 200
