"""Taking papers out of the house: the look is written down first, and stands across every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound, NotNow
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.actions.speaking import no_such
from lianxin.mediation.contracts import Ref
from lianxin.mediation.papers import render
from lianxin.mediation.papers.contents import FileContents
from lianxin.mediation.papers.kinds import PAPERS, Kind
from lianxin.mediation.papers.telling import moment
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
    return printed(contents, kind, form)


def own_paper(told: Own, kind: Kind, *, now: datetime) -> Printed:
    """What a party has a right to have: the agreement, the record, as they themselves read it. Raises
    NotNow."""
    if kind not in own_kinds(told):
        raise NotNow(_("还没有这份文书。"), instead=_("协议生效、调解记完以后就有了。"))
    contents = contents_of(told, [told.me, *told.others], exported=exported(called(told.me), now))
    return printed(contents, kind)


def printed(contents: FileContents, kind: Kind | None, form: str = PDF) -> Printed:
    name = f"{contents.number} {PAPERS[kind].name if kind else WHOLE}".strip()
    if kind is None:
        return Printed(f"{name}.{PDF}", render.whole_file(contents))
    made = render.docx(kind, contents) if form == WORD else render.pdf(kind, contents)
    return Printed(f"{name}.{form}", made)


def exported(who: str, now: datetime) -> str:
    """「东街司法所 张指导员 2027年2月21日10时08分 导出」."""
    with override(CHINESE):
        return f"{who} {moment(local(now))} 导出"
