"""Closing tells the resident, who has the last word; a refusal always names another road."""

import json
import re
from base64 import b64decode
from pathlib import Path

import pytest
from django.conf import settings

from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.matters import public as matters
from lianxin.matters.public import Verb
from lianxin.notices import public as notices
from lianxin.org import public as org
from town import Town


def words_to_residents(town: Town) -> list[str]:
    """What the gateway of the deployment finds in its file, and opens with the keyring."""
    notices.relay(town.now, 100)
    lines = map(json.loads, Path(settings.NOTICE_FILE).read_text().splitlines())
    mine = [line for line in lines if str(town.told[-1].ref.id) in line["key"]]
    opened = [keyring().open(b64decode(line["sealed"]), bound_to=line["bound_to"]) for line in mine]
    return [json.loads(told)[1] for told in opened]


def test_closing_tells_the_resident(town: Town) -> None:
    town.closed(phone="13800001234")

    assert any("办完结案" in words for words in words_to_residents(town))


def test_without_a_number_the_progress_page_tells(town: Town) -> None:
    town.closed()

    assert "办好了" in matters.progress(town.told[-1].code, now=town.now).headline


def test_the_resident_rates_in_five_levels(town: Town) -> None:
    ref = town.closed()

    town.speak(Verb.RATE, ref, town.resident(ref), level="4", note="来得快")

    assert matters.progress(town.told[-1].code, now=town.now).level == "4"


def test_a_sixth_level_is_refused(town: Town) -> None:
    ref = town.closed()

    with pytest.raises(Invalid):
        town.speak(Verb.RATE, ref, town.resident(ref), level="6")


def test_reopened_it_goes_back_to_its_unit_with_a_new_promise(town: Town) -> None:
    ref = town.closed()
    before = matters.whereabouts(ref)

    town.later(days=3).speak(Verb.REOPEN, ref, town.resident(ref), reason="又翘起来了")

    at = matters.whereabouts(ref)
    assert (at.state, at.unit) == ("routed", before.unit)
    assert at.due_at > before.due_at


def test_an_appeal_reaches_a_person_outside_the_unit(town: Town) -> None:
    ref = town.closed()
    unit = matters.whereabouts(ref).unit

    town.speak(Verb.APPEAL, ref, town.resident(ref), reason="两次都没修好")

    at = matters.whereabouts(ref)
    assert (at.state, at.unit, at.desk) == ("submitted", None, town.county)
    assert org.desk_of(at.desk, on=town.now.date()).id != unit


def test_an_appeal_takes_the_old_rating_back(town: Town) -> None:
    ref = town.closed()
    town.speak(Verb.RATE, ref, town.resident(ref), level="1")

    town.speak(Verb.APPEAL, ref, town.resident(ref), reason="没修")

    assert matters.progress(town.told[-1].code, now=town.now).level == ""


def test_a_refusal_without_a_road_is_refused(town: Town) -> None:
    ref = town.reported("这个嗯那个")

    with pytest.raises(Invalid) as refused:
        town.speak(Verb.DECLINE, ref, town.qianpaiqian, reason="法院已受理")
    assert "route" in refused.value.fields


def test_declined_the_resident_reads_why_and_where_to(town: Town) -> None:
    ref = town.reported("这个嗯那个", phone="13800001234")
    town.speak(Verb.DECLINE, ref, town.qianpaiqian, reason="法院已受理", route="找承办法官,12368")

    told = matters.progress(town.told[-1].code, now=town.now)
    assert "法院已受理" in told.steps[-1].note
    assert told.steps[-1].road == "找承办法官,12368"
    assert any("不能受理" in words for words in words_to_residents(town))


def test_merged_into_itself_is_refused(town: Town) -> None:
    ref = town.reported()

    with pytest.raises(Invalid):
        town.speak(Verb.MERGE, ref, town.qianpaiqian, into=town.told[-1].number, reason="同一件")


def test_merged_it_follows_the_other(town: Town) -> None:
    town.reported()
    second = town.reported("广场北边那个井盖坏了")

    town.speak(Verb.MERGE, second, town.qianpaiqian, into=town.told[0].number, reason="同一个井盖")

    headline = matters.progress(town.told[1].code, now=town.now).headline
    assert "已经并在一起办" in headline
    assert re.search(r"东街街道综合执法队 在办,\d+月\d+日\(周.\)前给您回话。", headline)


def test_withdrawn_it_can_not_be_worked_on(town: Town) -> None:
    ref = town.reported()
    town.speak(Verb.WITHDRAW, ref, town.resident(ref))

    with pytest.raises(NotNow):
        town.speak(Verb.ACCEPT, ref, town.zhengchengguan)


def test_a_chase_is_a_nudge_once_a_day(town: Town) -> None:
    ref = town.reported()
    town.speak(Verb.CHASE, ref, town.resident(ref))

    with pytest.raises(NotNow, match="今天已经催过"):
        town.speak(Verb.CHASE, ref, town.resident(ref))
    town.later(days=2).speak(Verb.CHASE, ref, town.resident(ref))


def test_a_broken_promise_is_owned_on_the_progress_page(town: Town) -> None:
    town.handling()
    code = town.told[-1].code

    assert "已经晚了" not in matters.progress(code, now=town.now).headline
    assert "已经晚了" in matters.progress(code, now=town.later(days=30).now).headline


def test_a_bad_rating_is_answered_with_what_can_be_done(town: Town) -> None:
    ref = town.closed()
    town.speak(Verb.RATE, ref, town.resident(ref), level="1", reason="井盖又松了")

    told = matters.progress(town.told[-1].code, now=town.now)
    assert "重开" in told.headline
    assert told.steps[-1].note == "井盖又松了"
