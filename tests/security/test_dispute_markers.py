"""C6: a word planted in all that is said in a dispute, in every state, is shown to nobody it is not for: on
no page, in no answer, file, feed, search, log, message, journal or command."""

import io
import logging
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from lianxin.journal.models import Announcement, Entry
from lianxin.kernel import clock
from lianxin.kernel.sealing import Keyring
from lianxin.mediation import vault
from lianxin.mediation.actions.looking import look_in
from lianxin.mediation.codes import party_code
from lianxin.mediation.public import Ref
from lianxin.mediation.queries.own import own
from lianxin.notices.models import Message
from lianxin.notices.public import relay
from lianxin.shell.cli import main
from lianxin.shell.work import work_once
from quarrel import STATES, dispute_in, parties
from security.cast import Cast, gather, let_in
from security.planting import Garden, garden
from security.policy import EVERYBODY, ROUTES
from security.probing import probe_of
from town import Town

MEDIATOR = "assisting"  # 陈调解员 leads every dispute of these tests
Planted = dict[str, Ref]


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> Garden:
    return garden(monkeypatch)


@pytest.fixture
def cast(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    settings.WRONG_CODES = settings.REPORTS_PER_HOUR = 10**8
    settings.NOTICE_FILE = tmp_path / "notices.jsonl"
    return let_in(gather(town))


@pytest.fixture
def planted(cast: Cast, grown: Garden) -> Planted:
    """A dispute in every state; each has a word of its own, in every sealed column."""
    marks = {grown.mark(state): state for state in sorted(STATES)}
    return {mark: dispute_in(state, cast.town, mark=mark) for mark, state in marks.items()}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, planted: Planted) -> list[str]:
    """What the room's own key opens from here on, by the row it is bound to."""
    seen: list[str] = []
    ring, open_ = vault.vault(), Keyring.open

    def opening(self: Keyring, sealed: bytes, *, bound_to: str) -> str:
        if self is ring:
            seen.append(bound_to)
        return open_(self, sealed, bound_to=bound_to)

    monkeypatch.setattr(Keyring, "open", opening)
    return seen


def told_by(answer: bytes) -> str:
    """Also what a workbook or an archive holds."""
    if not answer.startswith(b"PK"):
        return answer.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(answer)) as box:
        return "".join(box.read(name).decode(errors="replace") for name in box.namelist())


def test_every_sealed_column_bears_the_mark_and_no_other_column_of_any_table(
    grown: Garden, planted: Planted
) -> None:
    assert grown.lying() == {}
    assert set(grown.lying_sealed()) == {
        "mediation.Dispute.sealed", "mediation.Party.sealed", "mediation.Step.sealed",
        "mediation.Sitting.sealed", "mediation.Aside.sealed", "mediation.Agreement.sealed",
        "mediation.Fulfilment.sealed", "mediation.Fulfilment.proof", "mediation.Look.sealed",
    }  # fmt: skip


@pytest.mark.broad
def test_no_page_shows_a_word_of_it_to_anybody_else(
    cast: Cast, grown: Garden, planted: Planted, opened: list[str]
) -> None:
    """All routes for everybody; outside the room's own pages nothing is even opened."""
    ref, leaks, seen = cast.town.reported("说不清的一件事", by=cast.actors["reporter"]), [], 0
    for relation in sorted(EVERYBODY):
        for route in (name for name, row in ROUTES.items() if "GET" in row):
            answer = cast.clients[relation].get(probe_of(route, relation, cast, ref).path, follow=True)
            words, seen = told_by(b"".join(answer)), seen + 1
            own_page = route.startswith("mediation:")
            if grown.in_words(words) and not (own_page and relation == MEDIATOR):
                leaks.append(f"{relation} reads {grown.in_words(words)} on {route}")
            if opened and not own_page:
                leaks.append(f"{route} opens {opened} for {relation}")
            opened.clear()
    assert not leaks, "\n".join(leaks)
    assert seen > 1_000


@pytest.mark.parametrize(
    "relation", ["assisting", "town_dispatcher", "county_dispatcher", "keeper", "overseer"]
)
def test_a_search_for_its_words_is_a_search_for_nothing(
    cast: Cast, planted: Planted, opened: list[str], relation: str
) -> None:
    """Equal to the byte, counts and suggestions too, to what a word that was never said finds."""
    client, never = cast.clients[relation], "qzx999wk"
    for mark in list(planted)[:3]:
        for path, name in (("/search/", "q"), ("/matters/", "q")):
            said, unsaid = (client.get(path, {name: word}).content.decode() for word in (mark, never))
            assert said.replace(mark, never) == unsaid, path
    assert opened == []


def test_a_neighbour_who_writes_the_same_is_not_told_of_it(
    cast: Cast, planted: Planted, opened: list[str]
) -> None:
    """No suggestion beside a new report, and none of it on the board or in a feed."""
    told = {"text": "两家共用的院墙倒了一段,谁来修、修多高,说不到一起。", "area": cast.town.chenghuang}
    page = Client().post("/before/", told).content.decode()

    assert not [mark for mark in planted if mark in page]
    assert opened == []


def test_no_party_of_another_dispute_reads_a_word_of_it(cast: Cast, grown: Garden, planted: Planted) -> None:
    for mark, ref in planted.items():
        for one in parties(ref):
            told = repr(own(party_code(one.id), now=cast.town.now))
            assert grown.in_words(told) <= {grown.marks[mark]}
            assert "愿意让一步" not in told


def test_what_one_told_alone_is_for_no_colleague_and_no_guide(
    cast: Cast, grown: Garden, planted: Planted, opened: list[str]
) -> None:
    for ref in planted.values():
        told = look_in(ref, by=cast.town.yansifa, now=cast.town.now, reason="当事人投诉,核实")
        assert "愿意让一步" not in repr(told)
    assert "mediation.aside" not in {row.partition(":")[0] for row in opened}
    assert opened


@pytest.mark.broad
def test_messages_logs_journal_and_commands_hold_no_word_of_it(
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    settings: LazySettings,
    tmp_path: Path,
    cast: Cast,
    grown: Garden,
    planted: Planted,
    opened: list[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    again = grown.mark("while everything is logged")
    dispute_in("kept", cast.town, mark=again)
    work_once(cast.town.now)
    relay(cast.town.now, 100)
    opened.clear()
    for words in (
        ["journal", "verify"],
        ["journal", "witness", "--out", str(tmp_path / "heads.json")],
        ["search", "check"],
        ["duties", "check"],
        ["work", "--once"],
    ):
        main(words)
    told = {
        "commands": "".join(capsys.readouterr()),
        "witness": (tmp_path / "heads.json").read_text(),
        "journal": "".join(Entry.objects.values_list("payload", flat=True)),
        "announcements": str(list(Announcement.objects.values_list("payload", "fault"))),
        "messages": str(list(Message.objects.values_list("words", "subject", "key", "fault"))),
        "notices": settings.NOTICE_FILE.read_text(),
        "logs": "\n".join(row.getMessage() for row in caplog.records if not row.name.startswith("django.db")),
    }
    assert "dispute:" in told["messages"]
    assert not {where: found for where, words in told.items() if (found := grown.in_words(words))}
    names = ("王阿姨", "赵大爷", "院墙")
    assert not [(where, name) for where, words in told.items() for name in names if name in words]
