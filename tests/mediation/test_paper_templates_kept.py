"""A deployment's own templates: used, refused with what is wrong, withdrawn; none is in the way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.journal.models import Entry
from lianxin.mediation.actions.exporting import export
from lianxin.mediation.models import PaperTemplate
from lianxin.mediation.papers import templates
from lianxin.mediation.papers.kinds import Kind
from lianxin.notices.models import Message
from paperwork import word, word_words, words
from quarrel import mediating
from signin import signed_in
from town import Town

OWN = "#title[东街自己的样子]\n#put(d.number)".encode()
FAILS = b"#put(d.parties.at(7).name)"  # as if nobody had looked: a file has two parties


@pytest.fixture
def keeper(standing: Town, client: Client) -> Client:
    signed_in(client, accounts.find_person("wuguanli"))
    return client


def brought(client: Client, body: bytes, name: str = "own.typ") -> str:
    upload = {"file": SimpleUploadedFile(name, body)}
    return client.post("/paper-templates/note/", upload, follow=True).content.decode()


def note(town: Town, form: str = "pdf") -> str:
    ref = mediating(town)
    made = export(ref, Kind.NOTE, form, by=town.chentiaojie, now=town.now).made
    return words(made) if form == "pdf" else word_words(made)


def test_ones_own_template_is_used_from_then_on_and_withdrawn_again(standing: Town, keeper: Client) -> None:
    assert "模板换好了" in brought(keeper, OWN)
    assert "东街自己的样子" in note(standing)
    assert Entry.objects.filter(action="mediation.bring_paper_template").count() == 1

    keeper.post("/paper-templates/note/typst/withdraw/")
    assert "东街自己的样子" not in note(standing)
    assert keeper.post("/paper-templates/note/typst/withdraw/").status_code == 404


def test_a_word_template_serves_word_alone(standing: Town, keeper: Client) -> None:
    brought(keeper, word("东街自己的样子", "{{ number }}"), "own.docx")

    assert "东街自己的样子" in note(standing, "docx")
    assert "东街自己的样子" not in note(standing)


@pytest.mark.parametrize(
    ("body", "wrong"), [(b"#put(d.salary)", "salary"), (b"#title[x]\n\n#put(1 + [a])", "第 3 行")]
)
def test_a_wrong_field_is_named_and_the_old_one_stays_in_force(
    standing: Town, keeper: Client, body: bytes, wrong: str
) -> None:
    brought(keeper, OWN)
    page = brought(keeper, body)

    assert wrong in page
    assert "原来的模板还在用" in page
    assert "东街自己的样子" in note(standing)


def test_another_one_replaces_the_first(standing: Town, keeper: Client) -> None:
    brought(keeper, OWN)
    brought(keeper, "#title[第二个样子]".encode())

    assert "第二个样子" in note(standing)
    assert PaperTemplate.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert PaperTemplate.objects.count() == 2


@pytest.mark.parametrize("whole", [False, True])
def test_one_that_fails_over_a_real_file_is_not_in_the_way_and_its_keeper_is_told_once(
    standing: Town, keeper: Client, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    monkeypatch.setattr(templates, "check", lambda kind, body: [])
    brought(keeper, FAILS)
    ref = mediating(standing)
    for _time in range(2):
        made = export(ref, None if whole else Kind.NOTE, by=standing.chentiaojie, now=standing.now)
        assert "需要说明的情况" in words(made.made)

    told = Message.objects.filter(key__startswith="paper_template:")
    assert [message.to_person for message in told] == [standing.wuguanli.id]
    assert "印不出一份真的卷宗" in keeper.get("/paper-templates/note/").content.decode()


def test_what_is_shipped_can_be_taken_away(keeper: Client) -> None:
    shipped = keeper.get("/paper-templates/note/shipped/docx/")

    assert "卷宗情况说明" in word_words(shipped.content)
    assert "#title" in keeper.get("/paper-templates/note/shipped/typst/").content.decode()


def test_nobody_but_the_keeper_brings_a_template(standing: Town, client: Client) -> None:
    signed_in(client, accounts.find_person("chentiaojie"))

    assert client.get("/paper-templates/").status_code == 403
    assert (
        client.post("/paper-templates/note/", {"file": SimpleUploadedFile("a.typ", OWN)}).status_code == 403
    )
    assert not PaperTemplate.objects.exists()
