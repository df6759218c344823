"""Labelled texts from a CSV with the columns `text` and `category`, whatever program wrote it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.kernel.formulas import meant
from lianxin.kernel.spreadsheets import decoded

LONGEST_CELL = 16_000_000


@dataclass(frozen=True)
class Bad:
    """A row that was left out: its line in the file, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Texts:
    texts: list[str]
    labels: list[str]
    bad: list[Bad]


def read_texts(path: Path) -> Texts:
    """Rows with both a text and a category; the others come back in `bad`.

    UTF-8 (with or without BOM), UTF-16 and GB18030; comma, semicolon or tab."""
    try:
        content = decoded(path.read_bytes())
    except OSError as trouble:
        sentence = _("打不开文件 %(path)s：%(trouble)s。") % {"path": path, "trouble": trouble.strerror}
        raise Invalid(sentence, instead=_("请检查路径和读取权限。")) from trouble
    csv.field_size_limit(LONGEST_CELL)
    texts, labels, bad = [], [], []
    for line, text, label in _cells(content, path):
        if text and label:
            texts.append(text)
            labels.append(label)
        else:
            bad.append(Bad(line, _("text 是空的") if label else _("category 是空的")))
    if not texts:
        raise Invalid(
            _("文件 %(path)s 里没有可用的行。") % {"path": path},
            instead=_("每行都需要 text 和 category 两列有内容。"),
        )
    return Texts(texts, labels, bad)


def _cells(content: str, path: Path) -> Iterator[tuple[int, str, str]]:
    head = content.split("\n", 1)[0]
    separator = max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        if not {"text", "category"} <= set(columns):
            raise Invalid(
                _("文件 %(path)s 里没有 text 和 category 两列。") % {"path": path},
                instead=_("现有的列：%(columns)s。") % {"columns": "、".join(columns) or "–"},
            )
        text, label = columns.index("text"), columns.index("category")
        for row in reader:
            padded = row + [""] * (len(columns) - len(row))
            yield reader.line_num, meant(padded[text].strip()), meant(padded[label].strip())
    except csv.Error as trouble:
        sentence = _("文件 %(path)s 第 %(line)s 行读不下去：%(trouble)s。")
        facts = {"path": path, "line": reader.line_num, "trouble": trouble}
        raise Invalid(sentence % facts) from trouble
