"""At the edges of what anybody may read: photos, news, marks and tags say no more than the board."""

from collections.abc import Callable

import pytest
from django.test import Client

from commons.board import shown
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid
from lianxin.matters import public as matters
from lianxin.matters.public import Verb, photos
from lianxin.media.models import Picture
from lianxin.org.catalogue import CategoryDraft, keep_category
from lianxin.webhooks import actions
from lianxin.webhooks.kinds import KINDS
from media.pictures import photo
from pages.conftest import as_
from town import Town
from webhooks.conftest import URL, Line, away, line

__all__ = ["as_", "away", "line"]
pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]
ADDRESSES = ("/commons/", "/commons/map/", "/commons/feed.atom", "/commons/feed.geojson", "/commons/feed.csv")


def test_a_kind_that_the_keeper_closes_takes_its_photos_along(town: Town, client: Client) -> None:
    ref = shown(town)
    photos.add(ref, 1, [photo()], by=Actor.resident(), now=town.now)
    public = photos.publish(ref, Picture.objects.get().name, [], by=town.qianpaiqian, now=town.now)
    at = f"/photos/{ref.county}/{public}/large.jpg"
    assert client.get(at).status_code == 200

    closed = CategoryDraft("facility.manhole", "井盖缺失或破损", "", "event", "utilities", public=False)
    keep_category(closed, by=SYSTEM, now=town.now)

    assert client.get(at).status_code == 404
    assert photos.published_of(ref) == []


def test_an_outside_system_hears_of_no_matter_that_nobody_has_published(line: Line) -> None:
    draft = actions.HookDraft("公开", URL, list(KINDS), [line.town.county])
    actions.change_hook(line.hook, draft, by=line.by, now=line.now)

    ref = line.town.accepted()
    line.rounds()
    assert line.bodies() == [], "of a public kind, but nobody has said that it may be read"

    line.town.speak(Verb.PUBLISH, ref, line.town.qianpaiqian, words="广场一带:井盖破损")
    line.town.speak(Verb.BEGIN, ref, line.town.handler(ref))
    line.rounds()
    assert [body["type"] for body in line.bodies()] == ["matter.begun"]


def test_a_report_that_is_not_shown_marks_no_page(town: Town, client: Client) -> None:
    """Between two reports of one's own, sent a minute apart, lies the minute of a neighbour's."""
    shown(town)
    town.reported("我自己的")
    mine = town.told[-1].number

    with pytest.raises(Invalid):
        matters.publicity.rows(matters.publicity.Sought(after=mine))
    answers = [client.get("/commons/", {"after": told}) for told in (mine, "140403-260101-AAAAAAA")]
    assert [answer.status_code for answer in answers] == [answers[0].status_code] * 2
    assert len({answer.content.replace(mine.encode(), b"140403-260101-AAAAAAA") for answer in answers}) == 1


def test_what_a_resident_says_after_the_end_changes_nothing_that_anybody_reads(
    town: Town, client: Client
) -> None:
    ref = town.closed()
    town.later(hours=2)
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words="广场一带:井盖破损")
    town.later(hours=3)
    before = [client.get(at) for at in ADDRESSES]

    town.speak(Verb.RATE, ref, town.resident(ref), level="1")

    after = [client.get(at) for at in ADDRESSES]
    assert [one["ETag"] for one in before] == [one["ETag"] for one in after]
    assert [one["Last-Modified"] for one in before] == [one["Last-Modified"] for one in after]
    assert [one.content for one in before] == [one.content for one in after]
