"""`lianxin classify train|evaluate|history`: learn kinds of matter, and measure it."""

import argparse
import csv
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from lianxin.kernel.errors import Invalid
from lianxin.kernel.formulas import defused
from lianxin.matters import public as matters
from lianxin.matters.public import classifier, suggest

WIDEST = 24  # labels in the printed table; more are printed as the commonest mistakes
CATALOGUE = files("lianxin") / "org" / "data" / "categories.csv"


def register(commands: Any) -> None:
    parser = commands.add_parser("classify", help="train and measure the suggestion of categories")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    train = verbs.add_parser("train", help="learn a model from a CSV with the columns text and category")
    train.add_argument("file", type=Path)
    train.add_argument("--model", type=Path, required=True, help="where the model is written")
    train.add_argument("--json", type=Path, metavar="OUT")
    train.set_defaults(run=run_train)
    evaluate = verbs.add_parser("evaluate", help="accuracy, macro-F1 and the confusion table")
    evaluate.add_argument("file", type=Path)
    how = evaluate.add_mutually_exclusive_group(required=True)
    how.add_argument("--model", type=Path, help="a model written by `classify train`")
    how.add_argument("--folds", type=int, help="no model: cross-validate within FILE")
    how.add_argument("--lexicon", action="store_true", help="no model: the keyword lexicon alone")
    evaluate.add_argument(
        "--map", type=Path, help="CSV label,category: FILE's labels in the catalogue's codes"
    )
    evaluate.add_argument("--json", type=Path, metavar="OUT")
    evaluate.set_defaults(run=run_evaluate)
    history = verbs.add_parser("history", help="the town's own closed matters as a CSV to train on")
    history.add_argument("--out", type=Path, required=True, help="residents' words: keep it on this machine")
    history.set_defaults(run=run_history)


def run_history(chosen: argparse.Namespace) -> int:
    """0600, because the words are residents' own."""
    _writable(chosen.out)
    count = 0
    handle = os.open(chosen.out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "category"])
        for text, category in matters.history.worked_to_the_end():
            rows.writerow([defused(text), defused(category)])  # opened in a spreadsheet, words stay words
            count += 1
    print(f"{count} matters worked to the end are in {chosen.out}.")
    print(f"Next: lianxin classify train {chosen.out} --model {settings.CLASSIFIER}")
    return 0


def run_train(chosen: argparse.Namespace) -> int:
    rows = _read(chosen.file, chosen.json)
    _writable(chosen.model)
    with Progress(console=Console(stderr=True)) as bars:
        model = classifier.trainer().train(rows.texts, rows.labels, names=_names(), progress=_Bars(bars))
    model.save(chosen.model)
    labels = len(model.labels)
    grams = len(model.vocabulary)
    print(f"rows {model.rows}  labels {labels}  features {grams + len(model.kinds)}  model {chosen.model}")
    unknown = sorted(set(rows.labels) - set(_names()))
    if unknown:
        print(f"{len(unknown)} labels are not in the catalogue: this model knows them, the town does not.")
    _write(chosen.json, {"n": model.rows, "labels": list(model.labels), "features": grams})
    return 0


def run_evaluate(chosen: argparse.Namespace) -> int:
    rows = _read(chosen.file, chosen.json)
    known = _mapping(chosen.map)
    wanted = [known.get(label, label) for label in rows.labels]
    measured = classifier.measure(wanted, _answers(chosen, rows, wanted))
    _show(measured)
    _write(chosen.json, {**asdict(measured), "skipped": len(rows.bad)})
    return 0


def _answers(chosen: argparse.Namespace, rows: classifier.Texts, wanted: Sequence[str]) -> list[str]:
    with Progress(console=Console(stderr=True)) as bars:
        tell = _Bars(bars)
        if chosen.folds is not None:
            training = classifier.trainer()
            return list(
                training.cross_validate(rows.texts, wanted, chosen.folds, names=_names(), progress=tell)
            )
        if chosen.lexicon:
            found = (suggest(text) for text in tell.along(rows.texts))
            return [suggestion.category if suggestion else "-" for suggestion in found]
        model = classifier.load(chosen.model)
        return [model.label(text) for text in tell.along(rows.texts)]


def _read(path: Path, out: Path | None) -> classifier.Texts:
    if out:
        _writable(out)
    rows = classifier.read_texts(path)
    if rows.bad:
        print(f"{path}: {len(rows.bad)} rows left out, {len(rows.texts)} kept.", file=sys.stderr)
        for bad in rows.bad[:5]:
            print(f"  line {bad.line}: {bad.reason}", file=sys.stderr)
    return rows


def _names() -> Mapping[str, str]:
    """Category codes and their names: from the file, since training needs no database."""
    with CATALOGUE.open(encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def _mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return {row["label"]: row["category"] for row in csv.DictReader(lines)}
    except (OSError, KeyError, UnicodeDecodeError) as trouble:
        sentence = _("对照表 %(path)s 用不了：需要 label 和 category 两列。") % {"path": path}
        raise Invalid(sentence) from trouble


def _show(measured: classifier.Measured) -> None:
    console = Console()
    console.print(
        f"n {measured.n}  accuracy {measured.accuracy:.4f}  macro-F1 {measured.macro_f1:.4f}", highlight=False
    )
    size = len(measured.labels)
    if size <= WIDEST:
        table = Table("category \\ answer", *(str(at + 1) for at in range(size)), title="confusion")
        for at, row in enumerate(measured.confusion):
            table.add_row(f"{at + 1} {measured.labels[at]}", *(str(n or "·") for n in row))
    else:
        table = Table("category", "taken for", "rows", title="commonest mistakes")
        wrong = [
            (n, measured.labels[row], measured.labels[column])
            for row, line in enumerate(measured.confusion)
            for column, n in enumerate(line)
            if n and row != column
        ]
        for n, category, answer in sorted(wrong, key=lambda each: (-each[0], *each[1:]))[:WIDEST]:
            table.add_row(category, answer, str(n))
    console.print(table)


def _writable(path: Path) -> None:
    """Said before the work, not after it."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        sentence = _("写不到 %(path)s：文件夹不存在，或者它本身是文件夹。") % {"path": path}
        raise Invalid(sentence, instead=_("请换一个路径。"))


def _write(path: Path | None, figures: Mapping[str, Any]) -> None:
    if path:
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


class _Bars:
    """One bar per stage of the work."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=of)
        self._bars.update(self._tasks[what], completed=done, total=of)

    def along(self, texts: Sequence[str]) -> Any:
        return self._bars.track(texts, description="answers")
