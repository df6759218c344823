"""Prints papers: one as PDF or Word, or the whole file as one PDF. With templates of an administrator's own,
the work is done in a child process that reaches nothing (`apart.py`)."""

import json
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from lianxin.mediation.papers import typst_form, word_form
from lianxin.mediation.papers.apart import fill_apart, set_apart
from lianxin.mediation.papers.contents import FileContents
from lianxin.mediation.papers.fonts import folder
from lianxin.mediation.papers.kinds import FRONT, PAPERS, Kind, Paper, due
from lianxin.mediation.papers.press import Press
from lianxin.mediation.papers.telling import Told, tell
from lianxin.mediation.papers.watermark import mark

LOOK = Path(__file__).parent / "look" / "look.typ"
_one_at_a_time = threading.Lock()
LONGEST_CATALOGUE = 13  # blank rows make a short one as long as this


def pdf(kind: Kind, contents: FileContents, template: str | None = None) -> bytes:
    """One paper. `template`: typst of an administrator's own."""
    chosen = {kind: template} if template is not None else {}
    return _set([PAPERS[kind]], contents, chosen, whole=False)


def whole_file(contents: FileContents, templates: Mapping[Kind, str] | None = None) -> bytes:
    """Cover, catalogue with pages, every paper that this file has, back cover: one PDF."""
    return _set(due(contents), contents, templates or {}, whole=True)


def docx(kind: Kind, contents: FileContents, template: bytes | None = None) -> bytes:
    """One paper to be changed in Word. `template`: a Word file of an administrator's own."""
    told = dictionary(contents)
    filled = _press().fill(word_template(kind), told) if template is None else fill_apart(template, told)
    return mark(filled, contents.exported)


def dictionary(contents: FileContents) -> Told:
    """Every word that a template may use."""
    rows = [
        {"n": str(at), "key": paper.kind.value, "name": paper.name, "pages": "", "note": ""}
        for at, paper in enumerate((paper for paper in due(contents) if paper.kind not in FRONT), 1)
    ]
    blank = {"n": "", "key": "", "name": "", "pages": "", "note": ""}
    return tell(contents) | {"catalogue": rows + [blank] * (LONGEST_CATALOGUE - len(rows))}


@cache
def _look() -> str:
    """Stands before every source, since a child that can open no file could not fetch it."""
    return LOOK.read_text() + "\n#set document(date: none)\n#let d = json(bytes(sys.inputs.told))\n"


@cache
def lines_before() -> int:
    """How many lines of the source come before a template that is set alone."""
    return _look().count("\n") + 1


@cache
def typst_template(kind: Kind) -> str:
    return typst_form.template(PAPERS[kind].blocks)


@cache
def word_template(kind: Kind) -> bytes:
    return word_form.template(PAPERS[kind].blocks)


@cache
def _press() -> Press:
    return Press(folder())


def _set(papers: Sequence[Paper], contents: FileContents, own: Mapping[Kind, str], *, whole: bool) -> bytes:
    source = _look() + "\n#pagebreak(weak: true)\n".join(
        sheet(paper.kind, own.get(paper.kind, typst_template(paper.kind)), whole=whole) for paper in papers
    )
    told = dictionary(contents)
    if own.keys() & {paper.kind for paper in papers}:
        return set_apart(source, told)
    with _one_at_a_time:
        return _press().set(source, json.dumps(told))


def sheet(kind: Kind, template: str, *, whole: bool) -> str:
    """A template in its frame: the page, its number, the watermark."""
    return f'#sheet("{kind.value}", mark: d.exported, whole: {str(whole).lower()})[\n{template}\n]\n'
