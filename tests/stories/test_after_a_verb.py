"""What somebody sees right after they spoke: never a door that has just closed behind them."""

from datetime import date, timedelta

from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.matters import public as matters
from lianxin.matters.public import Verb
from lianxin.org import public as org
from signin import signed_in
from town import Town


def now_in(town: Town) -> Town:
    """Pages read the wall clock."""
    town.now = clock.now()
    return town


def test_who_sent_it_back_is_led_to_their_list(town: Town, client: Client) -> None:
    ref = now_in(town).accepted()
    signed_in(client, accounts.find_person("zhengchengguan"))

    form = {"unit": str(town.unit("street_office")), "reason": "不归我们"}
    answer = client.post(f"/matters/{ref.county}/{ref.id}/send_back/", form, follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[0][0].startswith("/needle/")


def test_a_wish_for_more_time_is_the_first_button_with_its_day_filled_in(town: Town, client: Client) -> None:
    ref = now_in(town).handling()
    until = clock.local(town.now).date() + timedelta(days=20)
    town.speak(Verb.ASK_TIME, ref, town.handler(ref), until=until, reason="等配件")
    signed_in(client, accounts.find_person("qianpaiqian"))

    card = matters.dossier(town.qianpaiqian, ref, now=town.now).card
    page = client.get(f"/matters/{ref.county}/{ref.id}/").content.decode()

    assert card.verbs[0] == Verb.EXTEND
    assert f'value="{until:%Y-%m-%d}"' in page


def test_a_promise_ends_with_the_matter(town: Town) -> None:
    ref = now_in(town).reported("这个嗯那个")
    town.speak(Verb.DECLINE, ref, town.qianpaiqian, reason="法院已受理", route="12368")

    assert matters.dossier(town.qianpaiqian, ref, now=town.now).card.due_at is None
    assert matters.progress(town.told[-1].code, now=town.now).due_at is None


def test_a_promise_of_hours_names_the_hour(town: Town) -> None:
    now_in(town).reported("闻到煤气味", category="safety.gas_leak")

    told = matters.progress(town.told[-1].code, now=town.now)
    assert f"{clock.local(told.due_at):%H:%M}" in told.headline


def test_the_matters_own_page_says_what_was_done(town: Town, client: Client) -> None:
    ref = now_in(town).reported()
    signed_in(client, accounts.find_person("zhengchengguan"))

    answer = client.post(f"/matters/{ref.county}/{ref.id}/accept/", follow=True)

    assert "已经签收。接着由" in answer.content.decode()


def test_who_oversees_everything_begins_where_the_house_serves(town: Town, client: Client) -> None:
    office = org.units_in("", "platform_office")[0].id
    post = org.open_post(office, "总督办", "overseer", by=SYSTEM, now=town.now)
    org.appoint(town.wuguanli.id, post, "", date(2026, 1, 1), by=SYSTEM, now=town.now)
    signed_in(client, accounts.find_person("wuguanli"))

    assert client.get("/oversight/")["Location"] == "/oversight/140403/"


def test_a_step_that_is_no_longer_offered_is_refused_aloud(town: Town, client: Client) -> None:
    """The form was open while somebody else moved the matter on: its faults had no place to stand."""
    ref = now_in(town).handling()
    signed_in(client, accounts.find_person("zhengchengguan"))

    answer = client.post(f"/matters/{ref.county}/{ref.id}/send_back/", {"reason": ""})

    assert answer.status_code == 422
    assert "这一步现在做不了了" in answer.content.decode()
