"""C6: what is said in a dispute opens with the room's own key alone, and every look stands on a list."""

import json

import pytest
from django.conf import settings
from django.db import connection

from lianxin.journal.models import Entry
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.kernel.keyring import keyring
from lianxin.kernel.sealing import SealBroken
from lianxin.mediation import vault
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.actions.sittings import note_aside
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import Aside, Look
from lianxin.mediation.public import Verb
from lianxin.mediation.queries.own import own
from quarrel import ACCOUNT, in_force, kept, mediating, parties, party, said, stored, taken
from town import Town

SAID = "我其实愿意出一半,别告诉他"


def test_the_common_key_opens_nothing_of_it(town: Town) -> None:
    dispute = stored(taken(town))

    assert settings.MEDIATION_KEYRING != settings.KEYRING
    with pytest.raises(SealBroken):
        keyring().open(bytes(dispute.sealed), bound_to=f"mediation.dispute:{dispute.id}")
    assert vault.opened(dispute.sealed, dispute)["account"] == ACCOUNT


def test_no_word_of_it_lies_open_in_any_table(town: Town) -> None:
    """All columns of all tables: the words of the parties, their names and numbers stand in none."""
    ref = kept(town)
    note_aside(ref, parties(ref)[0].id, SAID, by=town.chentiaojie, now=town.now)
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    whole = "\n".join(found)

    for words in (ACCOUNT, "王阿姨", "赵大爷", "13800001111", "把墙修好", "材料钱", "难处", SAID, "收条"):
        assert words not in whole, words


def test_the_journal_holds_codes_and_days(town: Town) -> None:
    ref = in_force(town)
    entries = Entry.objects.filter(subject=f"dispute:{ref.id}")

    assert entries.count() > 10
    assert "赵" not in json.dumps([entry.payload for entry in entries], ensure_ascii=False, default=str)


def test_every_look_stands_on_the_list_that_the_parties_read(town: Town) -> None:
    ref = taken(town)
    file = look_in(ref, by=town.chentiaojie, now=town.now)

    assert isinstance(file, File)
    assert file.account == ACCOUNT
    told = own(party_code(parties(ref)[0].id), now=town.now)
    assert [look.who for look in told.looks] == ["城隍庙社区人民调解委员会 人民调解员 陈调解员"]


def test_colleagues_and_the_guide_see_the_procedure_and_the_file_for_a_reason(town: Town) -> None:
    ref = mediating(town)

    for who in (town.qintiaojie, town.yansifa):
        assert not isinstance(look_in(ref, by=who, now=town.now), File)
    assert not Look.objects.exists()
    with pytest.raises(Invalid):
        look_in(ref, by=town.yansifa, now=town.now, reason="看")
    assert isinstance(look_in(ref, by=town.yansifa, now=town.now, reason="当事人投诉,核实"), File)
    (look,) = own(party_code(parties(ref)[0].id), now=town.now).looks
    assert look.reason == "当事人投诉,核实"


def test_nobody_else_learns_that_it_is_there(town: Town) -> None:
    ref = taken(town)

    for stranger in (town.liwangge, town.qianpaiqian, town.zhouzhuren, town.wailai, town.zhaojing):
        with pytest.raises(NotFound):
            look_in(ref, by=stranger, now=town.now, reason="想看一看")


def test_what_one_told_alone_reaches_nobody_but_its_writer(town: Town) -> None:
    ref = mediating(town)
    one, other = parties(ref)
    note_aside(ref, one.id, SAID, by=town.chentiaojie, now=town.now)

    mine = look_in(ref, by=town.chentiaojie, now=town.now)
    theirs = look_in(ref, by=town.yansifa, now=town.now, reason="当事人投诉,核实")
    assert isinstance(mine, File)
    assert [aside.words for aside in mine.asides] == [SAID]
    assert SAID not in str(theirs)
    for code in (party_code(one.id), party_code(other.id)):
        assert SAID not in str(own(code, now=town.now))
    with pytest.raises(NotFound):
        note_aside(ref, one.id, SAID, by=town.qintiaojie, now=town.now)
    assert Aside.objects.count() == 1


def test_one_party_never_reads_how_to_reach_the_other(town: Town) -> None:
    ref = mediating(town)
    told = own(party_code(parties(ref)[0].id), now=town.now)

    assert [other.named for other in told.others] == ["赵大爷"]
    assert "13800002222" not in str(told)
    assert "4号楼" not in str(told.others)


def test_who_has_not_agreed_knows_no_name_and_none_knows_theirs(town: Town) -> None:
    ref = taken(town)
    said(town, Verb.CONSENT, ref, party(ref, 1), will="yes")
    willing, waiting = (own(party_code(one.id), now=town.now) for one in parties(ref))

    assert [other.named for other in waiting.others] == ["申请人1"]
    assert [other.named for other in willing.others] == ["被申请人2"]
    assert waiting.account == ""


def test_a_hidden_party_is_called_by_their_side(town: Town) -> None:
    ref = mediating(town)
    row = parties(ref)[0]
    type(row).objects.filter(id=row.id, county=row.county).update(hidden=True)

    told = own(party_code(parties(ref)[1].id), now=town.now)
    assert "王阿姨" not in str(told)
    assert [other.named for other in told.others] == ["申请人1"]


def test_a_code_of_a_matter_is_no_code_of_a_dispute(town: Town) -> None:
    with pytest.raises(NotFound):
        own("0000000000", now=town.now)


def test_the_file_shows_what_each_has_promised(town: Town) -> None:
    """What is empty in a promise is not kept, and is read back as nothing."""
    file = look_in(in_force(town), by=town.chentiaojie, now=town.now)

    assert isinstance(file, File)
    assert file.agreement is not None
    assert [promise.term.does for promise in file.agreement.promises] == [
        "付修墙的材料钱",
        "请人把墙修到一米八高",
    ]
