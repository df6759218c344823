"""Showing a matter to anybody: by a dispatcher, in words written for that, and never against the resident."""

import json

import pytest

from lianxin.journal import public as journal
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.matters import public as matters
from lianxin.matters.actions.opening import Doubtful
from lianxin.matters.models import Movement
from lianxin.matters.public import Ref, Verb
from lianxin.notices.models import Message
from town import Town

WORDS = "广场一带:井盖破损,正在换"
pytestmark = pytest.mark.django_db


def read(town: Town, ref: Ref) -> list[str | None]:
    return [row.words for row in matters.publicity.rows(matters.publicity.Sought(area=town.chenghuang))[0]]


def test_a_dispatcher_shows_a_matter_in_words_written_for_anybody(town: Town) -> None:
    ref = town.accepted()

    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)

    (row,) = matters.publicity.rows(matters.publicity.Sought())[0]
    assert (row.words, row.state, row.category) == (WORDS, "hand", "facility.manhole")
    assert row.community == town.chenghuang
    assert row.area_name.endswith("城隍庙社区")


def test_nothing_is_shown_until_then_and_the_proposal_has_no_word_of_the_residents(town: Town) -> None:
    ref = town.reported("我家门口井盖没了", phone="13800138000")

    told = matters.dossier(town.qianpaiqian, ref, now=town.now).public

    assert read(town, ref) == []
    assert told.may
    assert "我家门口" not in told.proposal
    assert matters.publicity.doubts(told.proposal) == []


def test_the_resident_is_told_and_takes_it_down_with_one_word(town: Town) -> None:
    ref = town.reported(phone="13800138000")
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
    assert Message.objects.filter(county=ref.county, key=f"matter:{ref.id}:3:file").count() == 1

    town.speak(Verb.UNPUBLISH, ref, town.resident(ref))

    assert read(town, ref) == []
    with pytest.raises(NotNow, match="不愿意"):
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
    assert matters.progress(town.told[0].code, now=town.now).public.objected


def test_the_resident_says_no_before_anybody_thought_of_it(town: Town) -> None:
    ref = town.reported()

    town.speak(Verb.UNPUBLISH, ref, town.resident(ref))

    with pytest.raises(NotNow):
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
    with pytest.raises(NotNow, match="已经记下"):
        town.speak(Verb.UNPUBLISH, ref, town.resident(ref))


def test_a_dispatcher_takes_it_down_and_may_show_it_again(town: Town) -> None:
    ref = town.accepted()
    with pytest.raises(NotNow, match="没有这件事"):
        town.speak(Verb.UNPUBLISH, ref, town.qianpaiqian)
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)

    town.speak(Verb.UNPUBLISH, ref, town.qianpaiqian)

    assert read(town, ref) == []
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
    assert read(town, ref) == [WORDS]


def test_neither_who_reported_it_nor_who_handled_it_shows_it(town: Town, appointed: object) -> None:
    seen = town.reported(by=town.qianpaiqian, channel="grid")
    with pytest.raises(NotAllowed, match="自己"):
        town.speak(Verb.PUBLISH, seen, town.qianpaiqian, words=WORDS)

    ref = town.handling()
    handler = town.handler(ref)
    appointed(handler, "governance_centre", "派遣员", "dispatcher")  # type: ignore[operator]
    with pytest.raises(NotAllowed, match="自己"):
        town.speak(Verb.PUBLISH, ref, handler, words=WORDS)


@pytest.mark.parametrize(
    ("text", "category"), [("隔壁天天吵架", "dispute.neighbour"), ("低保", "service.allowance")]
)
def test_quarrels_and_what_is_about_persons_are_never_shown(town: Town, text: str, category: str) -> None:
    ref = town.reported(text, category=category)

    with pytest.raises(NotAllowed, match="公共地方"):
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
    assert Verb.PUBLISH not in matters.dossier(town.qianpaiqian, ref, now=town.now).card.verbs
    assert matters.publicity.of_number(town.told[-1].number) is None


def test_words_that_might_tell_on_somebody_need_a_second_yes_for_each_doubt(town: Town) -> None:
    ref = town.accepted("城隍庙广场北口井盖坏了,我差点摔倒")
    words = "北口井盖坏了,我差点摔倒,电话 138 0013 8000"

    with pytest.raises(Doubtful) as refused:
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=words)
    assert [doubt.code for doubt in refused.value.doubts] == ["phone", "verbatim"]
    with pytest.raises(Doubtful):
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=words, sure=("phone",))

    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=words, sure=("phone", "verbatim"))
    move = Movement.objects.filter(county=ref.county, matter_id=ref.id).latest("version")
    assert move.facts["sure"] == "phone,verbatim"


def test_a_handler_a_grid_officer_and_a_stranger_cannot_show_it(town: Town) -> None:
    ref = town.accepted()

    for actor in (town.handler(ref), town.liwangge):
        with pytest.raises(NotAllowed):
            town.speak(Verb.PUBLISH, ref, actor, words=WORDS)
    with pytest.raises(NotFound):
        town.speak(Verb.PUBLISH, ref, town.resident(town.reported()), words=WORDS)
    with pytest.raises(Invalid):
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=" \u200b ")
    with pytest.raises(Invalid, match="120"):
        town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words="长" * 121)


def test_the_journal_keeps_codes_of_it_and_never_the_words(town: Town) -> None:
    ref = town.accepted()
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)

    entry = list(journal.entries_about(ref.county, f"matter:{ref.id}"))[-1]

    assert entry.action == "matters.publish"
    assert "井盖" not in str(entry.payload)
    assert json.loads(entry.payload)["shown"] == "area"
