"""B2: what one may not see is not found, not counted, not suggested; whoever may see it finds it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound
from lianxin.kernel.ids import uuid7
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb, searching
from lianxin.matters.searching import Sought
from lianxin.matters.searching.question import asked
from lianxin.org.models import Duty
from lianxin.org.public import Held
from town import Town

NEXT_DOOR = "140404"
MARKER = "暗号龘䨻"
EVERYBODY = (
    "liwangge", "majuwei", "zhaojing", "gaosuozhang", "chentiaojie", "zhengchengguan", "qianpaiqian",
    "luxianpai", "shipaiqian", "zhouzhuren", "wuguanli", "xitong", "anquan", "shenji", "wailai",
)  # fmt: skip


def finds(town: Town, who: Actor, text: str = MARKER) -> int:
    results = searching.find(who, Sought(text), now=town.now)
    assert results.count == len(results.hits), "a count tells of nothing that is not shown"
    return results.count


def opens(town: Town, who: Actor, ref: Ref) -> bool:
    try:
        matters.dossier(who, ref, now=town.now)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("verbs", ["reported", "accepted", "handled", "closed"])
def test_whoever_may_open_it_finds_it_and_nobody_else(town: Town, verbs: str) -> None:
    ref: Ref = getattr(town, verbs)(f"城隍庙广场北口井盖坏了,{MARKER}")

    for name in EVERYBODY:
        who = getattr(town, name)
        assert finds(town, who) == int(opens(town, who, ref)), name


@pytest.mark.parametrize("name", ["wailai", "xitong", "anquan", "shenji", "wuguanli"])
def test_neither_by_word_nor_by_place_kind_or_number(town: Town, name: str) -> None:
    town.reported(f"井盖坏了,{MARKER}")
    who = getattr(town, name)

    for text in ("井盖", "城隍庙社区", "东街街道", "潞州区", town.told[0].number, town.told[0].number[-4:]):
        assert finds(town, who, text) == 0, text


def test_it_leaves_the_unit_that_lost_it_and_comes_to_the_one_that_got_it(town: Town) -> None:
    ref = town.accepted(f"井盖坏了,{MARKER}")
    before, police = town.handler(ref), town.zhaojing
    assert (finds(town, before), finds(town, police)) == (1, 0)

    unit = town.unit("police_station")
    town.speak(Verb.TRANSFER, ref, town.qianpaiqian, unit=unit, reason="归派出所")

    assert (finds(town, before), finds(town, police)) == (0, 1)


def test_who_is_asked_to_help_finds_it_for_a_month_after_its_end(town: Town) -> None:
    ref = town.handling(f"井盖坏了,{MARKER}")
    assert finds(town, town.zhaojing) == 0

    town.speak(Verb.ASSIST, ref, town.handler(ref), unit=town.unit("police_station"), reason="围一下")
    assert finds(town, town.zhaojing) == 1

    town.speak(Verb.FINISH, ref, town.handler(ref), note="好了")
    town.speak(Verb.VERIFY, ref, town.liwangge, note="好了")
    town.speak(Verb.CLOSE, ref, town.qianpaiqian)
    town.later(days=30)
    assert (finds(town, town.zhaojing), opens(town, town.zhaojing, ref)) == (1, True)
    town.later(seconds=1)
    assert (finds(town, town.zhaojing), opens(town, town.zhaojing, ref)) == (0, False)

    town.speak(Verb.REOPEN, ref, town.resident(ref), reason="又坏了")
    assert finds(town, town.zhaojing) == 1


def test_what_somebody_took_down_stays_theirs_to_find(town: Town) -> None:
    town.reported(f"邻村的井盖,{MARKER}", by=town.liwangge, area="140403001001")

    assert finds(town, town.liwangge) == 1


@pytest.mark.parametrize("text", [MARKER, f"别处的井盖 {MARKER}", "井盖", "别处井盖坏了", "不管了" * 30])
def test_also_in_another_county_and_nobody_else_of_theirs_does(town: Town, text: str) -> None:
    said = f"别处的井盖坏了,{MARKER}"
    town.reported(f"{said}{'不管了' * 300}", by=town.liwangge, area=NEXT_DOOR)

    assert finds(town, town.liwangge, text) == 1
    assert finds(town, town.wailai, text) == 1
    assert (finds(town, town.majuwei, text), finds(town, town.luxianpai, text)) == (0, 0)


def test_who_serves_in_two_counties_sees_both(town: Town, appointed: Callable[..., None]) -> None:
    town.reported(f"井盖坏了,{MARKER}")
    town.later(minutes=1).reported(f"别处的井盖坏了,{MARKER}", area=NEXT_DOOR)
    assert finds(town, town.wailai) == 1

    appointed(town.wailai, "governance_centre", "派遣员", "dispatcher")

    assert finds(town, town.wailai) == 2


def test_a_unit_of_the_city_helps_in_all_its_counties(town: Town) -> None:
    """Although the one who serves there looks after one county alone."""
    held = Held("dispatcher", uuid7(), "市综治中心", "1404", "派遣员", "140403", uuid7())

    assert asked(Sought("井盖"), Actor.staff(held.person_id), [held]).county == ""


def test_a_duty_that_ended_counts_at_once(town: Town) -> None:
    town.reported(f"井盖坏了,{MARKER}")
    assert finds(town, town.liwangge) == 1

    yesterday: date = (town.now - timedelta(days=1)).date()
    Duty.objects.filter(person_id=town.liwangge.id).update(ends_on=yesterday)

    assert finds(town, town.liwangge) == 0


def test_a_second_duty_opens_its_own(town: Town, appointed: Callable[..., None]) -> None:
    town.reported(f"井盖坏了,{MARKER}")

    appointed(town.wailai, "governance_centre", "派遣员", "dispatcher")

    assert finds(town, town.wailai) == 1


@pytest.mark.parametrize("secret", ["code", "phone", "name"])
def test_neither_the_code_nor_how_to_reach_them_is_in_the_index(town: Town, secret: str) -> None:
    town.reported(f"井盖坏了,{MARKER}", phone="0355-5550198", name="欧阳小满")
    texts = {
        "code": [town.told[0].code, town.told[0].code[-5:]],
        "phone": ["0355-5550198", "5550198", "0355"],
        "name": ["欧阳小满", "小满"],
    }

    for text in texts[secret]:
        assert finds(town, town.qianpaiqian, text) == 0, text
    assert finds(town, town.qianpaiqian) == 1


def test_an_index_that_lags_behind_shows_nothing_it_should_not(town: Town) -> None:
    """The hit is looked at once more, as its own page would: found by a mark that should be gone."""
    from lianxin.search.models import Row

    town.reported(f"井盖坏了,{MARKER}")
    row = Row.objects.get()
    assert town.wailai.id is not None
    Row.objects.filter(county=row.county, id=row.id).update(marks=f"{row.marks} r{town.wailai.id.hex}")

    assert searching.find(town.wailai, Sought(MARKER), now=town.now).hits == []
