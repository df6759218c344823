"""The system administrator keeps where news goes; nobody else learns that there is such a page."""

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.webhooks.models import Delivery, Hook, Standing
from signin import signed_in
from webhooks.conftest import URL, Line

FORM = {"name": "进展", "url": URL, "kinds": ["matter.closed"], "areas": ""}


@pytest.fixture
def system(line: Line, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: line.now)
    return signed_in(Client(), Person.objects.get(id=line.by.id))


def test_an_address_is_added_and_its_secret_shown_once(line: Line, system: Client) -> None:
    answer = system.post(f"/hooks/new/{line.partner}/", FORM)

    page = answer.content.decode()
    hook = Hook.objects.order_by("-made_at", "-id").first()
    assert hook is not None
    assert "whsec_" in page
    assert "whsec_" not in system.get(f"/hooks/{hook.id}/").content.decode()
    assert b"whsec_" not in bytes(hook.sealed)


def test_an_address_inside_is_refused_on_the_page(line: Line, system: Client) -> None:
    answer = system.post(f"/hooks/new/{line.partner}/", {**FORM, "url": "https://10.1.2.3/"})

    assert answer.status_code == 422
    assert "指向内部网络或本机" in answer.content.decode()
    answer = system.post(f"/hooks/{line.hook}/change/", {**FORM, "areas": "140404"})
    assert answer.status_code == 422
    assert "不在这个对接方的地方里" in answer.content.decode()


def test_a_trial_a_pause_a_new_secret_and_an_end(line: Line, system: Client) -> None:
    at = f"/hooks/{line.hook}/"
    assert "排上队" in system.post(at + "ping/", follow=True).content.decode()
    line.rounds()
    page = system.get(at).content.decode()
    assert "收下了" in page
    assert "HTTP 200" in page
    assert "停着" in system.post(at + "pause/", follow=True).content.decode()
    assert system.post(at + "pause/").status_code == 409
    assert "恢复了" in system.post(at + "resume/", follow=True).content.decode()
    assert "whsec_" in system.post(at + "secret/").content.decode()
    assert "停用了" in system.post(at + "close/", follow=True).content.decode()
    assert line.state().standing == Standing.CLOSED
    assert system.get(at).status_code == 404


def test_the_log_says_what_happened_and_sends_once_more(line: Line, system: Client) -> None:
    line.sent_in()
    line.away.names["hook.example.org"] = ["10.0.0.9"]
    line.rounds()
    row = Delivery.objects.order_by("id").first()
    assert row is not None
    at = f"/deliveries/{row.county}/{row.id}/"

    page = system.get(at).content.decode()
    assert "网址指向内部网络或本机" in page
    assert line.town.told[0].number in page
    assert system.post(at + "again/").status_code == 409, "it is waiting anyway"
    Delivery.objects.filter(county=row.county).update(given_up_at=line.now)
    assert "重新排上了队" in system.post(at + "again/", follow=True).content.decode()
    listed = system.get(f"/hooks/{line.hook}/?only=given_up").content.decode()
    assert row.number in listed


def test_nobody_else_finds_it(line: Line, system: Client) -> None:
    for name in ("wuguanli", "qianpaiqian", "anquan", "liwangge"):
        other = signed_in(Client(), Person.objects.get(username=name))
        for at in ("/hooks/", f"/hooks/{line.hook}/", f"/hooks/new/{line.partner}/"):
            assert other.get(at).status_code == 404
        assert other.post(f"/hooks/{line.hook}/pause/").status_code == 404
    assert line.state().standing == Standing.ACTIVE


def test_pages_take_few_statements(
    line: Line, system: Client, warm: None, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        line.sent_in(f"第{number}个井盖坏了")
    line.rounds()
    system.get("/hooks/")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert system.get("/hooks/").status_code == 200
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert system.get(f"/hooks/{line.hook}/").status_code == 200
