"""Templates of a deployment's own: brought, replaced, withdrawn by its keeper; and what happens where one
fails over a real file."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import models, transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.kernel.rows import insert
from lianxin.mediation.actions.speaking import need
from lianxin.mediation.choices import Form
from lianxin.mediation.models import PaperTemplate
from lianxin.mediation.papers import templates
from lianxin.mediation.papers.kinds import Kind
from lianxin.notices import public as notices
from lianxin.pages.public import permission

ZIP = b"PK\x03\x04"


def bring(kind: Kind, body: bytes, *, by: Actor, now: datetime) -> Form:
    """Takes the place of the one in force. Raises Invalid with every fault: then the old one stays."""
    permission.require_keeper(by, "", local(now).date())
    faults = templates.check(kind, body)  # outside the transaction: a child process takes its time
    if faults:
        words = "".join([*(fault.sentence for fault in faults), _("没有换:原来的模板还在用。")])
        raise Invalid(words, fields={"file": words})
    form = Form.WORD if body.startswith(ZIP) else Form.TYPST
    with transaction.atomic():
        _in_force(kind, form).update(withdrawn_at=now)
        row = PaperTemplate(kind=kind, form=form, body=body, brought_by=need(by.id), brought_at=now)
        row.digest = sha256(body).hexdigest()
        insert([row])
        _told("mediation.bring_paper_template", kind, form, by, now)
    return form


@transaction.atomic
def withdraw(kind: Kind, form: Form, *, by: Actor, now: datetime) -> None:
    """From now on what is shipped is used again."""
    permission.require_keeper(by, "", local(now).date())
    if not _in_force(kind, form).update(withdrawn_at=now):
        raise NotFound(_("这种文书没有自己的模板。"))
    _told("mediation.withdraw_paper_template", kind, form, by, now)


def failed(rows: Iterable[PaperTemplate], *, now: datetime) -> None:
    """What is shipped was used instead: whoever brought it is told once."""
    for row in rows:
        PaperTemplate.objects.filter(id=row.id, failed_at__isnull=True).update(failed_at=now)
        words = _("文书模板“%(kind)s”印不出一份真的卷宗,已经改用自带的模板。请到“文书模板”换一个。")
        key = f"paper_template:{row.id}:failed"
        note = notices.Note(key, "desk", words % {"kind": Kind(row.kind).label}, to_person=row.brought_by)
        notices.write(NATION, [note], now=now)


def _in_force(kind: Kind, form: Form) -> models.QuerySet[PaperTemplate]:
    return PaperTemplate.objects.filter(kind=kind, form=form, withdrawn_at__isnull=True)


def _told(action: str, kind: Kind, form: Form, by: Actor, now: datetime) -> None:
    append(NATION, [Fact(action, f"paper_template:{kind.value}", {"form": form.value})], by=by, now=now)
