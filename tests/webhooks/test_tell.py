"""What an outside system hears: of what it sent in, in ids and codes, signed, each movement once."""

import base64
import hmac
from hashlib import sha256
from uuid import UUID

import pytest

from lianxin.journal.models import Announcement
from lianxin.matters.public import MatterMoved, Verb
from lianxin.webhooks import actions, knowing
from lianxin.webhooks.kinds import OF_VERB
from lianxin.webhooks.models import Delivery
from lianxin.webhooks.reactions import on_matter_moved
from webhooks.conftest import URL, Line, another

WORDS, PHONE, NAME = "我家隔壁张三天天吵", "13877665544", "曾要保密"


def test_what_it_sent_in_is_told_step_by_step(line: Line) -> None:
    ref = line.sent_in()
    line.town.speak(Verb.ACCEPT, ref, line.town.handler(ref))
    line.rounds()

    told = line.bodies()
    assert [body["type"] for body in told] == ["matter.submitted", "matter.routed", "matter.accepted"]
    assert [body["data"]["version"] for body in told] == [1, 2, 3]
    assert set(told[0]["data"]) == {"number", "version", "state", "category", "area"}
    assert told[2]["data"]["state"] == "accepted"
    assert told[0]["data"]["number"] == line.town.told[0].number


def test_it_hears_nothing_of_others_matters(line: Line) -> None:
    line.town.reported()
    theirs = another(line.town)
    line.town.reported("路灯不亮", credential=f"partner:{theirs}")

    assert line.rounds() == 0
    assert not Delivery.objects.exists()


def test_news_is_told_in_whatever_order_it_is_heard(line: Line) -> None:
    """Two workers, or a reaction that had to be tried again: what came first may be heard last."""
    ref = line.sent_in()
    line.town.speak(Verb.ACCEPT, ref, line.town.handler(ref))
    waiting = Announcement.objects.filter(county=ref.county, topic="matters.moved", heard_at__isnull=True)
    for row in sorted(waiting, key=lambda row: -row.payload["version"]):
        on_matter_moved(MatterMoved(**row.payload), line.now)

    kinds = Delivery.objects.values_list("kind", flat=True)
    assert set(kinds) == {"matter.submitted", "matter.routed", "matter.accepted"}


def test_no_word_name_number_or_person_goes_out(line: Line) -> None:
    ref = line.sent_in(WORDS, phone=PHONE, name=NAME, place="二单元301")
    handler = line.town.handler(ref)
    line.town.speak(Verb.ACCEPT, ref, handler)
    line.town.speak(Verb.BEGIN, ref, handler)
    line.town.speak(Verb.FINISH, ref, handler, note="劝过张三了")
    line.rounds()

    wire = b"".join(line.host.asked).decode() + str(list(Delivery.objects.values_list("body", "fault")))
    assert len(line.bodies()) == 5
    for secret in (WORDS, PHONE, NAME, "张三", "301", str(handler.id), str(ref.id), line.secrets[0]):
        assert secret not in wire
    assert all(len(body["data"]["area"]) <= 12 for body in line.bodies())


def test_what_units_say_among_themselves_is_no_news() -> None:
    inner = {Verb.SEND_BACK, Verb.TRANSFER, Verb.ESCALATE, Verb.HAND_DOWN, Verb.ASSIST, Verb.ASK_TIME}
    inner |= {Verb.CHASE, Verb.OVERSEE, Verb.RULE, Verb.APPEAL, Verb.SUPPLEMENT, Verb.RATE}
    assert not inner & set(OF_VERB)


def test_only_the_kinds_it_asked_for(line: Line) -> None:
    draft = actions.HookDraft("结案", URL, ["matter.accepted"])
    actions.change_hook(line.hook, draft, by=line.by, now=line.now)
    ref = line.sent_in()
    line.town.speak(Verb.ACCEPT, ref, line.town.handler(ref))
    line.rounds()

    assert [body["type"] for body in line.bodies()] == ["matter.accepted"]


def test_news_heard_twice_is_told_once(line: Line) -> None:
    line.sent_in()
    line.rounds()
    Announcement.objects.filter(county=line.town.county).update(heard_at=None)
    line.rounds()

    assert len(line.bodies()) == 2


def test_a_signature_is_what_the_receiver_computes(line: Line) -> None:
    line.sent_in()
    line.rounds()

    head, _, body = line.host.asked[0].partition(b"\r\n\r\n")
    told = dict(row.split(": ", 1) for row in head.decode().split("\r\n")[1:])
    key = base64.b64decode(line.secrets[0].removeprefix("whsec_"))
    wanted = f"{told['webhook-id']}.{told['webhook-timestamp']}.".encode() + body
    mark = base64.b64encode(hmac.new(key, wanted, sha256).digest()).decode()
    assert told["webhook-signature"] == f"v1,{mark}"
    assert told["webhook-timestamp"] == str(int(line.now.timestamp()))
    assert told["webhook-id"] == str(Delivery.objects.order_by("id").first().id)  # type: ignore[union-attr]


def test_for_a_day_after_a_change_both_secrets_sign(line: Line) -> None:
    actions.renew_secret(line.hook, by=line.by, now=line.now)
    line.sent_in()
    line.rounds()
    line.rounds(minutes=25 * 60)
    line.sent_in("路灯不亮")
    line.rounds()

    marks = [asked.split(b"webhook-signature: ")[1].split(b"\r\n")[0] for asked in line.host.asked]
    assert [len(mark.split(b" ")) for mark in marks] == [2, 2, 1, 1]


def test_what_is_public_is_told_where_it_may_be_read(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.change_hook(
        line.hook,
        actions.HookDraft("公开", URL, ["matter.submitted"], [line.town.town]),
        by=line.by,
        now=line.now,
    )
    shown: set[str] = set()
    monkeypatch.setattr(knowing, "is_public", lambda news: news.number in shown)
    line.town.reported()
    line.rounds()
    assert line.bodies() == [], "nobody else's matter, and not public"

    monkeypatch.setattr(knowing, "is_public", lambda news: True)
    line.town.reported("路灯不亮")
    line.rounds()
    assert len(line.bodies()) == 1


def test_it_hears_of_no_place_outside_its_own(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowing, "is_public", lambda news: True)
    listener = knowing.Listener(UUID(int=1), UUID(int=2), frozenset({"matter.submitted"}), ("140404",))
    monkeypatch.setattr(knowing.listeners, "get", lambda: [listener])
    news = MatterMoved(
        line.town.county,
        str(UUID(int=3)),
        "n",
        "submit",
        "submitted",
        1,
        line.town.chenghuang,
        "x",
        "2026-01-01",
    )
    assert knowing.who_may_hear(news, "matter.submitted") == []


def test_hearing_takes_few_statements(line: Line, warm: None, django_assert_max_num_queries: object) -> None:
    news = MatterMoved(
        line.town.county, str(UUID(int=3)), "n", "submit", "submitted", 1, line.town.chenghuang, "x",
        "2026-11-23T02:30:00+00:00", f"partner:{line.partner}",
    )  # fmt: skip
    knowing.listeners.get()
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        on_matter_moved(news, line.now)
    assert Delivery.objects.count() == 1
