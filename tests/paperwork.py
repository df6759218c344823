"""Reads printed papers back, and fills a file with marks that can be found again."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pypdfium2
from docx import Document

from lianxin.mediation.papers.sample import FULL
from lianxin.mediation.papers.telling import day, moment, money

SENTENCE = ("who", "does", "to", "amount", "by", "how", "where", "parts.amount", "parts.by")


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without the breaks of the lines."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_tight(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def words(pdf: bytes) -> str:
    return "".join(pages(pdf))


def word_words(docx: bytes) -> str:
    told = part(docx, "word/document.xml")
    return _tight(html.unescape(re.sub(r"<[^>]+>", "", told)))


def part(docx: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read(name).decode()


def _tight(told: str) -> str:
    return re.sub(r"\s|\ufffe", "", told)


def word(*lines: str) -> bytes:
    document, made = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


class Marked:
    """The full sample with a mark of its own in every field; `marks`: (field, what a paper must show)."""

    def __init__(self) -> None:
        self._next = count(1)
        self.marks: list[tuple[str, str]] = []
        self.contents = replace(self._fill(FULL, ""), oral=False)

    def under(self, field: str) -> Iterator[str]:
        wanted = {field}
        if field == "terms.sentence":
            wanted = {f"terms.{name}" for name in SENTENCE}
        return (mark for name, mark in self.marks if name in wanted)

    def _fill(self, thing: Any, path: str) -> Any:
        if isinstance(thing, tuple):
            return tuple(self._fill(each, path) for each in thing)
        if is_dataclass(thing):
            return replace(
                thing,
                **{f.name: self._fill(getattr(thing, f.name), _join(path, f.name)) for f in fields(thing)},
            )
        return thing if thing is None or isinstance(thing, bool) else self._mark(thing, path)

    def _mark(self, leaf: Any, path: str) -> Any:
        made, shown = self._made(leaf)
        self.marks.append((path, shown))
        return made

    def _made(self, leaf: Any) -> tuple[Any, str]:
        number = next(self._next)
        if isinstance(leaf, datetime):
            at = leaf + timedelta(days=37 * number)
            return at, moment(at)
        if isinstance(leaf, date):
            on = leaf + timedelta(days=37 * number)
            return on, day(on)
        if isinstance(leaf, Decimal):
            amount = Decimal(7000 + number) / 10
            return amount, money(amount)
        if isinstance(leaf, int):
            return 7, "一式柒份"
        return f"标{number:04}记", f"标{number:04}记"


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
