"""The feeds: well-formed for whatever stands in the words, and the same rows as the page."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from commons.board import WORDS, shown
from lianxin.matters.models import Matter
from town import Town

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>]]>&\u202e\x00\x0b\x1b\ud7ff\"'"
pytestmark = pytest.mark.django_db


def rows_of(client: Client, **asked: str) -> dict[str, list[str]]:
    atom = ElementTree.fromstring(client.get("/commons/feed.atom", asked).content)  # our own
    geo = json.loads(client.get("/commons/feed.geojson", asked).content)
    table = list(csv.reader(io.StringIO(client.get("/commons/feed.csv", asked).content.decode("utf-8-sig"))))
    return {
        "atom": [entry.findtext(f"{ATOM}id", "").rpartition(":")[2] for entry in atom.iter(f"{ATOM}entry")],
        "geojson": [feature["id"] for feature in geo["features"]],
        "csv": [row[0] for row in table[1:-1]],
    }


def test_every_feed_has_the_rows_of_the_page_and_its_filters(town: Town, client: Client) -> None:
    for _n in range(3):
        shown(town.later(hours=1))

    told = [answer.number for answer in town.told][::-1]
    assert rows_of(client) == {"atom": told, "geojson": told, "csv": told}
    assert rows_of(client, state="done") == {"atom": [], "geojson": [], "csv": []}


def test_they_say_where_they_come_from_and_under_which_licence(town: Town, client: Client) -> None:
    shown(town)

    for form in ("atom", "geojson", "csv"):
        told = client.get(f"/commons/feed.{form}").content.decode("utf-8-sig")
        assert "creativecommons.org/licenses/by/4.0" in told
        assert "来源" in told
    assert client.get("/commons/feed.atom")["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_hostile_words_break_no_form_and_run_nowhere(town: Town, client: Client) -> None:
    ref = shown(town, spot=True, point=town.point())
    Matter.objects.filter(county=ref.county, id=ref.id).update(public_words=HOSTILE.replace("\x00", ""))

    atom = ElementTree.fromstring(client.get("/commons/feed.atom").content)  # our own
    title = atom.findtext(f"{ATOM}entry/{ATOM}title", "")
    (feature,) = json.loads(client.get("/commons/feed.geojson").content)["features"]
    table = list(csv.reader(io.StringIO(client.get("/commons/feed.csv").content.decode("utf-8-sig"))))
    page = client.get("/commons/").content.decode()
    drawn = client.get("/commons/map/").content.decode()

    assert "<script>alert(1)" not in page
    assert table[1][2].startswith("'=")
    for told in (title, feature["properties"]["words"], table[1][2], page, drawn):
        assert not set(told) & set("\u202e\x00\x0b\x1b")


def test_more_than_one_answer_holds_go_on_in_the_next(
    town: Town, client: Client, monkeypatch: object
) -> None:
    from lianxin.commons.web import views

    monkeypatch.setattr(views, "FED", 2)  # type: ignore[attr-defined]
    for _n in range(3):
        shown(town.later(hours=1))

    first = client.get("/commons/feed.geojson")
    following = json.loads(first.content)["next"]

    assert f'<{following}>; rel="next"' == first["Link"]
    (last,) = json.loads(client.get(following).content)["features"]
    assert last["id"] == town.told[0].number
    assert last["properties"]["words"] == WORDS
