"""No figure stands beside another list than the one with which it was counted: five are counted, four of them
are published, and whoever reads both would know that there is one more."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from commons.board import WORDS, shown
from lianxin.commons import figures
from lianxin.commons import public as commons
from lianxin.matters import public as matters
from lianxin.matters.actions import rights
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb
from lianxin.org import public as org
from lianxin.org.catalogue import CategoryDraft, keep_category
from town import Town

pytestmark = pytest.mark.django_db
TOLD = '<strong class="number">'


def publish(town: Town, ref: Ref) -> None:
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)


def object_(town: Town, ref: Ref) -> None:
    town.speak(Verb.UNPUBLISH, ref, town.resident(ref))


def withdraw(town: Town, ref: Ref) -> None:
    town.speak(Verb.WITHDRAW, ref, town.resident(ref))


def counted(town: Town) -> None:
    commons.renew(town.now)


@pytest.fixture
def five(town: Town) -> list[Ref]:
    """Told as five this morning; none of them is listed."""
    refs = [town.accepted() for _n in range(5)]
    counted(town.later(days=1))
    assert figures.sums(town.chenghuang).asked == 5
    return refs


def test_four_of_five_published_do_not_tell_that_there_is_one_more(
    town: Town, client: Client, five: list[Ref]
) -> None:
    for ref in five[:4]:
        publish(town, ref)

    page = client.get("/commons/").content.decode()
    assert page.count(f'<p class="board-words">{WORDS}') == 4
    assert TOLD not in page

    counted(town)

    assert TOLD not in client.get("/commons/").content.decode(), (
        "one beside four is not told by a count either"
    )


def test_the_first_that_is_published_already_takes_the_figures_down(town: Town, five: list[Ref]) -> None:
    publish(town, five[0])
    assert figures.sums(town.chenghuang).on is None
    publish(town, five[1])

    counted(town)

    assert figures.sums(town.county).asked is None  # three beside two


def test_with_all_five_published_they_are_told_again(town: Town, client: Client, five: list[Ref]) -> None:
    tag = client.get("/commons/")["ETag"]
    for ref in five:
        publish(town, ref)
    between = client.get("/commons/", headers={"if-none-match": tag})
    counted(town)
    after = client.get("/commons/", headers={"if-none-match": between["ETag"]})

    assert (between.status_code, after.status_code) == (200, 200)
    assert TOLD not in between.content.decode()
    assert f"{TOLD}5</strong>" in after.content.decode()


def close_the_kind(town: Town, ref: Ref) -> None:
    card = org.category("facility.manhole")
    assert card
    draft = CategoryDraft(card.code, card.name, card.name_en, card.family, card.service, public=False)
    keep_category(draft, by=town.wuguanli, now=town.now)


def erase(town: Town, ref: Ref) -> None:
    """Its words, years after its end, or asked for."""
    rights._erase(ref.county, [ref.id], by=town.resident(ref), now=town.now)


def merge(town: Town, ref: Ref) -> None:
    into = town.reported("路灯不亮了", category="facility.streetlight")
    number = Matter.objects.get(id=into.id).number
    town.speak(Verb.MERGE, ref, town.qianpaiqian, into=number, reason="同一件")


@pytest.mark.parametrize("takes_down", [object_, withdraw, erase, merge, close_the_kind])
def test_whatever_is_taken_down_is_not_what_is_left_of_the_figure(
    town: Town, takes_down: Callable[[Town, Ref], None]
) -> None:
    refs = [shown(town) for _n in range(5)]
    counted(town.later(days=1))
    assert figures.sums(town.chenghuang).asked == 5

    takes_down(town, refs[2])

    assert figures.sums(town.chenghuang).asked is None
    counted(town)
    assert figures.sums(town.county).asked is None


def test_one_taken_down_and_another_published_are_another_list(town: Town, five: list[Ref]) -> None:
    """As many rows as before, of another kind."""
    listed = [shown(town, category="facility.streetlight") for _n in range(5)]
    counted(town.later(days=1))
    assert figures.sums(town.chenghuang, kind="facility.streetlight").asked == 5

    object_(town.later(minutes=1), listed[0])
    publish(town, five[0])

    assert figures.sums(town.chenghuang, kind="facility.streetlight").asked is None


def test_a_clock_that_was_set_back_in_between_makes_it_no_older_list(town: Town, five: list[Ref]) -> None:
    """One taken down, another published, and the last one stays the last by the clock."""
    listed = [shown(town, category="facility.streetlight") for _n in range(5)]
    listed.append(shown(town.later(minutes=30), category="facility.streetlight"))
    counted(town.later(days=1))
    assert figures.sums(town.chenghuang).asked == 11
    object_(town, listed[0])

    town.later(days=-2)
    publish(town, five[0])

    assert figures.sums(town.chenghuang).on is None


def test_a_kind_that_is_closed_is_in_no_figure_any_more(town: Town, five: list[Ref]) -> None:
    """Also where none of it was listed."""
    close_the_kind(town, five[0])

    assert figures.sums(town.chenghuang).on is None
    counted(town)
    assert figures.sums(town.chenghuang).asked is None


def test_what_is_published_while_it_is_counted_was_not_counted_beside_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = [town.accepted() for _n in range(5)]
    count, left = matters.publicity.counted, refs[:4]

    def in_between(*of: object) -> list[matters.publicity.Count]:
        found = count(*of)  # type: ignore[arg-type]
        while left:
            publish(town, left.pop())
        return found

    monkeypatch.setattr(matters.publicity, "counted", in_between)
    counted(town.later(days=1))

    assert figures.sums(town.chenghuang).asked is None


def test_it_is_counted_again_when_the_list_changed_and_only_then(town: Town, five: list[Ref]) -> None:
    assert commons.renew(town.now) == 0
    publish(town, five[0])
    assert commons.renew(town.now) == 1
    assert commons.renew(town.now) == 0
    town.speak(Verb.SUPPLEMENT, five[0], town.resident(five[0]), note="又有人踩空")
    assert commons.renew(town.now) == 0


def test_the_worker_looks_every_ten_seconds(town: Town, five: list[Ref]) -> None:
    counter = commons.Counter()
    counter(town.now)
    publish(town, five[0])

    assert counter(town.now + timedelta(seconds=2)) == 0
    assert counter(town.now + timedelta(seconds=12)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_it_comes_no_page_leaves_one_to_four(town: Town, seed: int) -> None:
    """Of every figure that is told, less the rows that stand beside it."""
    chance = random.Random(seed)
    refs = [town.accepted() for _n in range(12)]
    town.later(days=1)
    deeds = {"publish": publish, "object": object_, "withdraw": withdraw, "hide": hide}
    told = 0
    for _step in range(60):
        deed = chance.choice([*deeds, "publish", "publish", "count", "count"])
        town.later(seconds=5)
        if deed == "count":
            counted(town)
        elif may := [ref for ref in refs if deed in offered(ref)]:
            deeds[deed](town, chance.choice(may))
        rows, _after = matters.publicity.rows(matters.publicity.Sought(area=town.chenghuang))
        asked = figures.sums(town.chenghuang).asked
        told += asked is not None
        assert asked is None or asked - len(rows) not in {1, 2, 3, 4}
    assert told > 5


def hide(town: Town, ref: Ref) -> None:
    town.speak(Verb.UNPUBLISH, ref, town.qianpaiqian)


def offered(ref: Ref) -> set[str]:
    row = Matter.objects.get(id=ref.id)
    if row.ended_at:
        return set()
    listed = {"hide", "object"} if row.public_at else set()
    return {"withdraw"} | listed | ({"publish"} if not row.public_at and not row.publicity else set())
