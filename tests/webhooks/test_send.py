"""A target that hangs, refuses, redirects inside or is gone; each ends clearly and holds up nobody."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection

from away import leads, says
from lianxin.kernel.errors import NotNow
from lianxin.kernel.targets import BadTarget
from lianxin.notices.public import inbox_of
from lianxin.tokens import public as tokens
from lianxin.webhooks import actions, sending
from lianxin.webhooks.forgetting import forget_deliveries
from lianxin.webhooks.models import Delivery, Standing
from lianxin.webhooks.sending import send_due
from town import Town
from webhooks.conftest import URL, Line, another, days, hangs


@pytest.fixture
def hasty(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever waits for a target that says nothing."""
    monkeypatch.setattr(sending, "LIMITS", sending.Limits(5.0, 1.0, 5.0, 10_000, may_trust=True))


def ping(line: Line) -> Delivery:
    id_ = actions.ping(line.hook, by=line.by, now=line.now)
    line.rounds()
    return Delivery.objects.get(id=id_)


def test_a_trial_arrives_and_is_logged(line: Line) -> None:
    row = ping(line)

    assert (row.status, row.tries, row.sent_at) == (200, 1, line.now)
    assert line.bodies() == [{"type": "ping", "timestamp": line.now.isoformat(), "data": {}}]


def test_a_refusal_is_tried_again_later_and_later_and_then_given_up(line: Line) -> None:
    line.host.talk = says("500 Oops", b"secret words of theirs")
    row, waits = ping(line), []
    while row.given_up_at is None:
        waits.append(row.due_at - line.now)
        line.town.later(seconds=(row.due_at - line.now).total_seconds() + 61)
        line.rounds()
        row = Delivery.objects.get(id=row.id)

    assert waits[:4] == [timedelta(seconds=30 * 2**n) for n in range(4)]
    assert max(waits) == timedelta(hours=6)
    assert row.tries == sending.TRIES
    assert (row.status, row.fault) == (500, "status")
    assert "secret words" not in str(Delivery.objects.values())


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("talk", "fault"),
    [
        (hangs, "slow"),
        (leads("http://127.0.0.1:{canary}/"), "redirect"),
        (leads("https://other.example.org/"), "redirect"),
        (says("304 Not Modified"), "status"),
        (lambda plug, _asked: None, "garbled"),
    ],
)
def test_what_is_no_yes_is_a_fault_of_a_kind(line: Line, talk: object, fault: str) -> None:
    canary = line.away.canary()
    line.host.talk = talk  # type: ignore[assignment]

    row = ping(line)
    assert row.fault in {fault, "connect"}
    assert row.sent_at is None
    assert canary.hits == 0


@pytest.mark.usefixtures("hasty")
@pytest.mark.crash
def test_a_target_that_hangs_holds_up_no_other(line: Line) -> None:
    line.host.talk = hangs
    good = line.away.host("good.example.org")
    for partner in (line.partner, another(line.town)):
        line.add("https://good.example.org/", partner=partner)
    for number in range(12):
        line.sent_in(f"第{number}个井盖坏了")
    tried = line.rounds()

    assert len(good.asked) == sending.TURN, "the other hook of the same partner got its turn"
    assert line.host.hits == 1, "one try tells that nobody answers"
    assert tried == 1 + sending.TURN
    assert line.rounds() == sending.TURN
    assert line.host.hits == 1, "it rests"
    line.rounds(minutes=2)
    assert line.host.hits == 2


def test_the_order_of_news_is_kept(line: Line) -> None:
    line.host.talk = says("503 Busy")
    line.sent_in()
    line.rounds()
    line.host.talk = says()
    line.rounds(minutes=10)

    assert [body["data"]["version"] for body in line.bodies()[-2:]] == [1, 2]


def test_a_name_that_turned_inside_since_it_was_saved_is_not_called(line: Line) -> None:
    canary = line.away.canary()
    line.away.names["hook.example.org"] = ["127.0.0.1"]

    row = ping(line)
    assert row.fault == "address"
    assert canary.hits == line.host.hits == 0


WRONG = (
    "http://hook.example.org/",
    "https://localhost/",
    "https://10.0.0.1/",
    "https://inside.example.org/",
    "https://hook.example.org:22/",
    "ftp://x.org/",
)


@pytest.mark.parametrize("url", WRONG)
def test_an_address_that_may_not_be_called_is_not_saved(line: Line, url: str) -> None:
    line.away.names["inside.example.org"] = ["192.168.0.7"]

    with pytest.raises(BadTarget):
        line.add(url)
    with pytest.raises(BadTarget):
        actions.change_hook(
            line.hook, actions.HookDraft("x了", url, ["matter.closed"]), by=line.by, now=line.now
        )
    assert line.state().url == URL


def test_a_partner_inside_the_governments_network_is_called_where_the_deployment_says_so(
    line: Line, settings: LazySettings
) -> None:
    inner = line.away.canary()
    settings.TRUSTED_TARGETS = [f"127.0.0.1:{inner.port}"]
    line.hook = line.add(f"http://127.0.0.1:{inner.port}/in")

    assert ping(line).sent_at is not None
    settings.TRUSTED_TARGETS = []
    assert ping(line).fault == "scheme"


def test_after_three_days_of_nothing_it_is_paused_and_its_keeper_told(line: Line) -> None:
    line.host.talk = says("500 Oops")
    ping(line)
    line.sent_in()
    line.rounds(minutes=3 * 24 * 60 + 60)
    assert line.state().standing == Standing.ACTIVE or line.state().because == "failing"
    line.rounds(minutes=24 * 60)

    assert (line.state().standing, line.state().because) == (Standing.PAUSED, "failing")
    letters = inbox_of([line.by.id])  # type: ignore[list-item]
    assert len(letters) == 1
    assert "停下了" in letters[0].words
    hits = line.host.hits
    line.rounds(minutes=600)
    assert line.host.hits == hits


def test_what_waited_goes_out_once_it_is_resumed(line: Line) -> None:
    actions.stop(line.hook, by=line.by, now=line.now)
    line.sent_in()
    assert line.rounds() == 0
    with pytest.raises(NotNow):
        actions.ping(line.hook, by=line.by, now=line.now)

    actions.let_go(line.hook, by=line.by, now=line.now)
    assert line.rounds() == 2
    with pytest.raises(NotNow):
        actions.let_go(line.hook, by=line.by, now=line.now)


def test_one_that_says_it_is_gone_is_paused_at_once(line: Line) -> None:
    line.host.talk = says("410 Gone")

    row = ping(line)
    assert row.given_up_at is not None
    assert line.state().because == "gone"


def test_a_success_in_between_forgives(line: Line) -> None:
    line.host.talk = says("500 Oops")
    ping(line)
    assert line.state().failing_since is not None
    line.host.talk = says()
    line.rounds(minutes=5)
    assert line.state().failing_since is None


def test_a_delivery_is_sent_once_more_with_the_same_id_and_body(line: Line) -> None:
    row = ping(line)
    actions.resend(row.county, row.id, by=line.by, now=line.now)
    with pytest.raises(NotNow):
        actions.resend(row.county, row.id, by=line.by, now=line.now)
    line.rounds()

    first, second = line.host.asked
    assert first == second, "and the receiver, who has seen the id, drops it"


def test_a_closed_partner_hears_nothing_more(line: Line, town: Town) -> None:
    line.sent_in()
    tokens.close_partner(line.partner, by=line.by, now=line.now)
    assert line.rounds() == 0


def test_the_log_is_kept_for_a_month(line: Line) -> None:
    ping(line)

    assert forget_deliveries(line.now + days(29)) == 0
    assert forget_deliveries(line.now + days(31)) == 1


def test_nothing_to_send_is_two_statements(line: Line, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert send_due(line.now) == 0
    assert connection is not None
