"""C4 for disputes: what was said ends with its file's time, with a record; the figures stay as they were."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import BinaryField

from lianxin.journal import public as journal
from lianxin.journal.models import Entry
from lianxin.kernel.errors import NotFound, NotNow
from lianxin.mediation import retention, vault
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.actions.sittings import note_aside
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import Agreement, Aside, Destruction, Dispute, Party, Signature, SubsidyClaim
from lianxin.mediation.public import Ref, Verb, forget
from lianxin.mediation.queries.own import own
from lianxin.notices.models import Message
from lianxin.shell.work import work_once
from quarrel import ENDS, dispute_in, kept, mediating, parties, said, stored
from security.planting import Garden, garden
from town import Town

FIGURES = ("id", "number", "category", "area", "source", "sender", "state", "amount", "committee_id",
    "received_at", "taken_at", "agreed_at", "ended_at", "version")  # fmt: skip


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> Garden:
    return garden(monkeypatch)


def filed(town: Town, **more: Any) -> Ref:
    return said(town, Verb.FILE, kept(town, **more))


def after_its_time(town: Town, ref: Ref) -> None:
    until = stored(ref).kept_until
    assert until is not None
    town.later(days=(until - town.now.date()).days + 1)


def words_of(ref: Ref) -> list[str]:
    """Every sealed column of the room that still holds something of one dispute, also of rooms to come."""
    drafts = list(Agreement.objects.filter(county=ref.county, dispute_id=ref.id).values_list("id", flat=True))
    found = []
    for model in apps.get_app_config("mediation").get_models():
        names = {column.name for column in model._meta.concrete_fields}
        if "county" not in names:  # of the whole deployment, and of no dispute
            continue
        whose = {"id": ref.id} if model is Dispute else {"dispute_id": ref.id}
        if "dispute" not in names and model is not Dispute:
            whose = {"agreement_id__in": drafts}  # type: ignore[dict-item]
        for column in model._meta.concrete_fields:
            if isinstance(column, BinaryField):
                rows = model._base_manager.filter(county=ref.county, **whose)
                if rows.exclude(**{column.name: None}).exists():
                    found.append(f"{model._meta.label}.{column.name}")
    return found


def test_to_its_last_day_a_file_is_there_and_the_day_after_it_is_not(town: Town) -> None:
    ref = filed(town)
    row = stored(ref)
    SubsidyClaim.objects.create(
        county=ref.county,
        dispute=row,
        committee_id=row.committee_id,
        mediator=row.mediator,
        month=town.now.date().replace(day=1),
        grade="ordinary",
        amount=30,
        state="returned",
        claimed_at=town.now,
        sealed=vault.shut({"reason": "材料不齐"}, row),
    )
    after_its_time(town, ref)
    town.later(days=-1)
    assert forget(town.now) == 0
    assert "mediation.SubsidyClaim.sealed" in words_of(ref)

    town.later(days=1)
    assert (forget(town.now), forget(town.now)) == (1, 0)

    assert words_of(ref) == []
    assert not Party.objects.filter(dispute_id=ref.id).exists()
    assert not Signature.objects.exists()


def test_a_record_tells_what_was_destroyed_when_and_by_which_rule(town: Town) -> None:
    ref = filed(town)
    after_its_time(town, ref)
    number = stored(ref).number
    forget(town.now)

    record = Destruction.objects.get()
    assert (record.number, record.category, record.rule) == (number, "dispute.neighbour", "dispute 5")
    assert record.destroyed_on == town.now.date()
    assert (record.papers["party"], record.papers["agreement"], record.papers["sitting"]) == (2, 1, 1)
    entry = Entry.objects.get(action="mediation.destroy")
    assert entry.subject == f"dispute:{ref.id}"
    assert number in str(entry.payload)
    assert journal.verify(ref.county) is None


def test_destroyed_it_can_be_looked_at_and_nothing_can_be_said_of_it(town: Town) -> None:
    ref = filed(town)
    code = party_code(parties(ref)[0].id)
    after_its_time(town, ref)
    forget(town.now)

    file = look_in(ref, by=town.chentiaojie, now=town.now)
    assert isinstance(file, File)
    assert file.procedure.destroyed
    assert (file.account, file.parties, file.agreement.promises) == ("", [], ())  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        own(code, now=town.now)
    for verb in (Verb.VISIT, Verb.REOPEN):
        with pytest.raises(NotNow, match="销毁"):
            said(town, verb, ref, note="又去看了看", reason="又吵了")


def test_what_one_told_alone_is_gone_when_the_file_is_closed(town: Town) -> None:
    ref = kept(town)
    note_aside(ref, parties(ref)[0].id, "别告诉他", by=town.chentiaojie, now=town.now)
    said(town, Verb.FILE, ref)

    assert not Aside.objects.exists()
    with pytest.raises(NotNow, match="归档"):
        note_aside(ref, parties(ref)[0].id, "还有一句", by=town.chentiaojie, now=town.now)
    assert words_of(ref)


@pytest.mark.parametrize("state", sorted(ENDS))
def test_what_nobody_files_is_kept_from_its_end_and_whoever_led_it_is_told(town: Town, state: str) -> None:
    ref = dispute_in(state, town)
    ended = stored(ref).ended_at
    assert ended is not None
    town.later(days=364)
    assert forget(town.now) == 0
    town.later(days=2)

    assert (forget(town.now), forget(town.now)) == (1, 0)

    row = stored(ref)
    assert row.kept_until == retention.until(row.category, ended.date())
    assert (row.state, row.destroyed_at) == (state, None)
    told = Message.objects.filter(key=f"dispute:{ref.id}:unfiled")
    assert told.count() == (1 if row.mediator else 0)
    after_its_time(town, ref)
    assert forget(town.now) == 1
    assert words_of(ref) == []


def test_what_one_told_alone_does_not_wait_for_a_file_that_nobody_closes(town: Town) -> None:
    ref = mediating(town)
    note_aside(ref, parties(ref)[0].id, "别告诉他", by=town.chentiaojie, now=town.now)
    said(town, Verb.FAIL, ref, reason="谈不拢")
    town.later(days=366)
    forget(town.now)

    assert not Aside.objects.exists()
    assert words_of(ref)


def test_what_came_back_has_no_end_yet(town: Town) -> None:
    """Handed over, its time begun, and taken back: the talks go on and the clock is gone."""
    ref = dispute_in("handed_over", town)
    town.later(days=366)
    forget(town.now)
    assert stored(ref).kept_until
    said(town, Verb.TAKE_BACK, ref, reason="法院退回")

    town.later(days=4000)
    assert forget(town.now) == 0
    assert words_of(ref)


def test_over_ten_years_no_word_is_kept_past_its_time_and_the_figures_stay(town: Town, grown: Garden) -> None:
    """The worker's clock, a month at a time; a word in every column, looked for in every column."""
    refs = []
    for year in range(3):
        for state in sorted(ENDS | {"filed", "mediating"}):
            refs.append(dispute_in(state, town, mark=grown.mark(f"{state} {year}")))
        town.later(days=200)
    figures = list(Dispute.objects.order_by("id").values(*FIGURES))
    states = Counter(row["state"] for row in figures)

    for _month in range(125):
        town.later(days=30)
        while forget(town.now):
            pass
        over = Dispute.objects.filter(kept_until__lt=town.now.date())
        lying = [ref for ref in (Ref(row.county, row.id) for row in over) if words_of(ref)]
        assert not lying
    work_once(town.now)  # messages that no gateway took
    work_once(town.now + timedelta(days=31))

    assert list(Dispute.objects.order_by("id").values(*FIGURES)) == figures
    assert Destruction.objects.count() == len(refs) - states["mediating"]
    assert grown.lying() == {}
    lies = {what.split()[0] for told in grown.lying_sealed().values() for what in told}
    assert lies == {"mediating"}
    assert journal.verify(town.county) is None
