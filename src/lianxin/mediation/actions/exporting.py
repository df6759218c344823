"""Taking papers out of the house: the look is written down first, and stands across every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.mediation.actions import paper_templates as templates
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.actions.speaking import no_such
from lianxin.mediation.choices import Form
from lianxin.mediation.contracts import Ref
from lianxin.mediation.models import PaperTemplate
from lianxin.mediation.papers import render
from lianxin.mediation.papers.contents import FileContents
from lianxin.mediation.papers.kinds import PAPERS, Kind
from lianxin.mediation.papers.press import Unusable
from lianxin.mediation.papers.telling import moment
from lianxin.mediation.queries import paper_templates
from lianxin.mediation.queries.contents import CHINESE, called, contents_of, own_kinds
from lianxin.mediation.queries.own import Own
from lianxin.org import public as org

WHOLE = "人民调解卷宗"
PDF, WORD = "pdf", "docx"


@dataclass(frozen=True)
class Printed:
    """`name` is Chinese as the paper is: the file's number and the paper's own name, nobody's."""

    name: str
    made: bytes


def export(
    ref: Ref,
    kind: Kind | None = None,
    form: str = PDF,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    held: Sequence[org.Held] | None = None,
) -> Printed:
    """One paper, or the whole file (`kind` None). For who leads it; for who may see the procedure, with a
    reason that the parties read, once. Raises NotFound alike for everybody else."""
    file = look_in(ref, by=by, now=now, reason=reason, what="export", held=held)
    if not isinstance(file, File):
        raise NotFound(no_such())
    if file.procedure.destroyed:
        raise NotNow(
            _("这份卷宗保管期满,里面的话已经销毁,没有文书了。"),
            instead=_("留下的只有编号、种类、日子、结果和金额。"),
        )
    contents = contents_of(file, file.parties, exported=exported(file.reader, now))
    return printed(contents, kind, form, now=now)


def own_paper(told: Own, kind: Kind, *, now: datetime) -> Printed:
    """What a party has a right to have: the agreement, the record, as they themselves read it. Raises
    NotNow."""
    if kind not in own_kinds(told):
        raise NotNow(_("还没有这份文书。"), instead=_("协议生效、调解记完以后就有了。"))
    contents = contents_of(told, [told.me, *told.others], exported=exported(called(told.me), now))
    return printed(contents, kind, now=now)


def printed(contents: FileContents, kind: Kind | None, form: str = PDF, *, now: datetime) -> Printed:
    """By the templates in force; where one of them fails over this file, by what is shipped in its stead."""
    name = f"{contents.number} {PAPERS[kind].name if kind else WHOLE}".strip()
    own = paper_templates.in_force(Form.WORD if form == WORD else Form.TYPST)
    own = own if kind is None else {one: row for one, row in own.items() if one == kind}
    try:
        made = _made(contents, kind, form, own)
    except (Unusable, Invalid):
        bad = [one for one, row in own.items() if not _prints(contents, one, form, row)]
        templates.failed((own[one] for one in bad), now=now)
        made = _made(contents, kind, form, {one: row for one, row in own.items() if one not in bad})
    return Printed(f"{name}.{form}", made)


def _made(contents: FileContents, kind: Kind | None, form: str, own: Mapping[Kind, PaperTemplate]) -> bytes:
    bodies = {one: bytes(row.body) for one, row in own.items()}
    if kind is None:
        return render.whole_file(contents, {one: body.decode() for one, body in bodies.items()})
    body = bodies.get(kind)
    if form == WORD:
        return render.docx(kind, contents, body)
    return render.pdf(kind, contents, body.decode() if body else None)


def _prints(contents: FileContents, kind: Kind, form: str, row: PaperTemplate) -> bool:
    try:
        _made(contents, kind, form, {kind: row})
    except (Unusable, Invalid):
        return False
    return True


def exported(who: str, now: datetime) -> str:
    """「东街司法所 张指导员 2027年2月21日10时08分 导出」."""
    with override(CHINESE):
        return f"{who} {moment(local(now))} 导出"
