"""Taking in the sheet of questions. Good rows go in, bad ones come back with line and reason; the same file
twice changes nothing; a dry run does everything but keep it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.cells import day_from, yes_or_no
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, Refusal
from lianxin.kernel.spreadsheets import BadRow, read_rows
from lianxin.open311 import sheets
from lianxin.open311.models import Question
from lianxin.open311.queries import CATALOGUE, renew
from lianxin.org import public as org
from lianxin.pages.public import permission

Step = Callable[[int, int], None]
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
HIGHEST = 32_000


@dataclass
class Taken:
    """What an import did (or, on a dry run, would do)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


def import_questions(
    path: Path, *, by: Actor, now: datetime, dry_run: bool = False, progress: Step = lambda done, total: None
) -> Taken:
    """The questions that kinds of matter ask, known again by category, code and first day. Two versions of
    one question may not be in force on the same day."""
    today, taken = local(now).date(), Taken()
    permission.require_keeper(by, "", today)
    with transaction.atomic():
        rows = list(read_rows(path, sheets.COLUMNS, sheets.REQUIRED))
        for done, row in enumerate(rows, 1):
            try:
                if row.fault:
                    raise Invalid(row.fault)
                _take({name: row.cells.get(name, "") for name in sheets.COLUMNS}, today, taken)
            except Refusal as refusal:
                taken.bad.append(BadRow(row.line, refusal.sentence, row.raw))
            progress(done, len(rows))
        if dry_run:
            transaction.set_rollback(True)
        elif taken.facts:
            renew()
            append(NATION, taken.facts, by=by, now=now)
    return taken


def _take(cells: Mapping[str, str], today: date, taken: Taken) -> None:
    category, code = cells["category"].strip(), cells["code"].strip()
    if org.category(category) is None:
        raise Invalid(_("没有“%(category)s”这一类。") % {"category": category[:40]})
    if not CODE.fullmatch(code):
        raise Invalid(_("代码“%(code)s”只能用英文字母、数字和下划线,字母开头。") % {"code": code[:40]})
    values = _values(cells, today)
    row = Question.objects.filter(category=category, code=code, valid_from=values["valid_from"]).first()
    _one_at_a_time(category, code, values)
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        taken.unchanged += 1
        return
    taken.added, taken.changed = taken.added + (row is None), taken.changed + (row is not None)
    row = row or Question(category_id=category, code=code)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    until = row.valid_until.isoformat() if row.valid_until else ""
    told = {"category": category, "question": code, "from": row.valid_from.isoformat(), "until": until}
    taken.facts.append(Fact("open311.import_question", CATALOGUE, told))


def _values(cells: Mapping[str, str], today: date) -> dict[str, Any]:
    datatype = sheets.datatype_from(cells["datatype"])
    words = {name: cells[name].strip() for name in ("words", "words_en", "hint", "hint_en")}
    if not words["words"] or max(map(len, words.values())) > sheets.LONGEST:
        raise Invalid(_("问题要写,每一格最多 %(most)d 个字。") % {"most": sheets.LONGEST})
    order = cells["order"].strip() or "0"
    if not (order.isascii() and order.isdigit() and int(order) <= HIGHEST):
        raise Invalid(_("顺序要写一个数。"))
    since = day_from(cells["valid_from"], today)
    until = day_from(cells["valid_until"], None)
    if until is not None and since is not None and until <= since:
        raise Invalid(_("失效日期要晚于生效日期。"))
    return {
        **words,
        "datatype": datatype.value,
        "required": yes_or_no(cells["required"], False),
        "variable": yes_or_no(cells["variable"], True),
        "order": int(order),
        "choices": sheets.choices_from(cells["choices"], datatype),
        "valid_from": since,
        "valid_until": until,
    }


def _one_at_a_time(category: str, code: str, values: Mapping[str, Any]) -> None:
    since, until = values["valid_from"], values["valid_until"]
    others = Question.objects.filter(category=category, code=code).exclude(valid_from=since)
    for first, last in others.values_list("valid_from", "valid_until"):
        if (until is None or first < until) and (last is None or last > since):
            raise Invalid(
                _("“%(code)s”从 %(day)s 起已有一个版本,同一天不能有两个。请先写明它的失效日期。")
                % {"code": code, "day": first.isoformat()}
            )
