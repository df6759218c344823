"""An administrator's own template: used, or refused with the name of what is wrong; it never reaches out."""

import io
import socket
import subprocess
import sys
import zipfile

import pytest

from lianxin.kernel.errors import Invalid
from lianxin.mediation.papers import press, render
from lianxin.mediation.papers.apart import fill_apart, set_apart
from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.papers.press import Unusable
from lianxin.mediation.papers.sample import FULL
from lianxin.mediation.papers.templates import Fault, check
from lianxin.mediation.papers.word_package import LARGEST_WORD
from paperwork import part, word, word_words, words

NOTE = Kind.NOTE


def with_part(form: bytes, name: str, told: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each, old.read(each))
        new.writestr(name, told)
    return made.getvalue()


def codes(faults: list[Fault]) -> list[tuple[str, str]]:
    assert all(len(fault.sentence) > 8 for fault in faults)
    return [(fault.code, fault.at) for fault in faults]


@pytest.mark.broad
@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_shipped_may_be_taken_away_and_brought_back(kind: Kind) -> None:
    assert check(kind, render.typst_template(kind).encode()) == []
    assert check(kind, render.word_template(kind)) == []


def test_ones_own_words_are_printed_with_the_watermark_over_them() -> None:
    own = "#title[东街的说明]\n#put(d.committee)：#prose(d.account)"
    own_word = word("东街的说明", "{{ committee }}", "{{ account }}")

    assert check(NOTE, own.encode()) == check(NOTE, own_word) == []
    printed = words(render.pdf(NOTE, FULL, own))
    assert "东街的说明" in printed
    assert FULL.committee in printed
    assert FULL.exported.replace(" ", "") in printed
    filled = render.docx(NOTE, FULL, own_word)
    assert FULL.committee in word_words(filled)
    assert FULL.exported in part(filled, "word/header1.xml")
    assert "东街的说明" in words(render.whole_file(FULL, {NOTE: own}))


@pytest.mark.parametrize(
    ("template", "name"),
    [
        (b"#put(d.salary)", "salary"),
        (b"#for it in d.parties [#it.salary]", "salary"),
        (b"#salary", "salary"),
        (b'#if d.number == "x" [#put(d.salary)]', "salary"),
        (word("{{ salary }}"), "salary"),
        (word("{%p for it in parties %}", "{{ it.salary }}", "{%p endfor %}"), "salary"),
        (word("{% if number == 'x' %}{{ salary }}{% endif %}"), "salary"),
    ],
)
def test_a_field_that_nobody_knows_is_named(template: bytes, name: str) -> None:
    faults = check(NOTE, template)

    assert codes(faults) == [("field", name)]
    assert name in faults[0].sentence


@pytest.mark.broad
@pytest.mark.parametrize(
    "template", [b"#put(d.number", b"[open", b"] #let x = 1 [", word("{{ number"), word("{% for %}")]
)
def test_broken_writing_is_refused(template: bytes) -> None:
    assert [fault.code for fault in check(NOTE, template)] == ["syntax"]


def test_the_line_that_is_wrong_is_named() -> None:
    (fault,) = check(NOTE, "#title[说明]\n\n#put(1 + [a])".encode())

    assert fault.code == "syntax"
    assert "第 3 行" in fault.sentence


@pytest.mark.parametrize(
    "template",
    [
        b"",
        b"%PDF-1.7 x",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x03\x04 no zip",
        b"<?xml version='1.0'?>",
        b"{\\rtf1 x}",
    ],
)
def test_another_kind_of_file_is_refused(template: bytes) -> None:
    assert codes(check(NOTE, template)) == [("type", "")]


def test_a_spreadsheet_is_no_word_file() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")

    assert codes(check(NOTE, made.getvalue())) == [("type", "")]


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ('#read("/etc/passwd")', "read"),
        ('#import "@preview/cetz:0.3.1": *', "import"),
        ('#include "other.typ"', "include"),
        ('#image("/x.png")', "image"),
        ('#eval("1")', "eval"),
        ('#dictionary(std).at("ev" + "al")', "dictionary"),
        ("#set page(foreground: none)", "foreground"),
        ('#{ let f = plugin("x.wasm") }', "plugin"),
    ],
)
def test_typst_that_reaches_out_is_refused_before_it_runs(template: str, word: str) -> None:
    assert ("reach", word) in codes(check(NOTE, template.encode()))


@pytest.mark.parametrize(
    "words",
    [
        "{{ number.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ parties.append(1) }}",
    ],
)
def test_word_that_climbs_out_of_the_sandbox_is_refused(words: str) -> None:
    assert [fault.code for fault in check(NOTE, word(words))] == ["reach"]


@pytest.mark.parametrize(
    ("name", "told", "what"),
    [
        ("word/vbaProject.bin", b"x", "word/vbaProject.bin"),
        ("word/embeddings/a.xlsx", b"x", "word/embeddings/a.xlsx"),
        (
            "word/_rels/settings.xml.rels",
            b'<R><Relationship Target="http://far.example/t.dotm" TargetMode="External"/></R>',
            "http://far.example/t.dotm",
        ),
        (
            "word/footnotes.xml",
            b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
            "<!DOCTYPE",
        ),
        ("word/endnotes.xml", b"<w:instrText>INCLUDETEXT c:/x</w:instrText>", "INCLUDETEXT"),
    ],
)
def test_word_that_carries_what_runs_or_is_fetched_is_refused(name: str, told: bytes, what: str) -> None:
    faults = check(NOTE, with_part(word("{{ number }}"), name, told))

    assert codes(faults) == [("reach", what)]


def test_what_is_too_large_is_refused_unread() -> None:
    bomb = with_part(word("{{ number }}"), "word/media/a.xml", b"0" * 30_000_000)

    assert [fault.code for fault in check(NOTE, b"a" * 200_001)] == ["size"]
    assert [fault.code for fault in check(NOTE, b"PK\x03\x04" + b"a" * LARGEST_WORD)] == ["size"]
    assert [fault.code for fault in check(NOTE, bomb)] == ["type"]


@pytest.mark.broad
def test_what_eats_all_memory_is_stopped() -> None:
    assert codes(check(NOTE, b"#let a = (1,) * 9000\n#for _ in range(40) { a = a + a }")) == [("heavy", "")]
    assert codes(check(NOTE, word("{{ 'a' * 10 ** 10 }}"))) == [("heavy", "")]


@pytest.mark.broad
def test_what_never_ends_is_stopped() -> None:
    forever = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"

    with pytest.raises(Invalid):
        fill_apart(word(forever), {})


@pytest.mark.broad
@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../press.py")',
        '#read("/look.typ")',
        '#import "@preview/cetz:0.3.1": *',
    ],
)
def test_even_unchecked_a_template_opens_nothing(source: str) -> None:
    with pytest.raises(Unusable):
        set_apart(source, {})


def test_a_locked_child_opens_neither_file_nor_network() -> None:
    tried = (
        "import sys, socket; sys.path.insert(0, sys.argv[1]); import press; press.lock()\n"
        "for act in (lambda: open('/etc/passwd'), socket.socket, lambda: open('/dev/shm/x', 'w')):\n"
        "    try: act()\n"
        "    except OSError as fault: print(fault.errno)\n"
    )
    folder = press.__file__.rpartition("/")[0]
    child = subprocess.run(
        [sys.executable, "-I", "-c", tried, folder], capture_output=True, text=True, check=True
    )

    assert child.stdout.split() == ["24", "24", "24"]
    socket.socket().close()  # and we ourselves still may
