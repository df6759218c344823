"""The templates of a deployment's own that are in force."""

from lianxin.mediation.choices import Form
from lianxin.mediation.models import PaperTemplate
from lianxin.mediation.papers.kinds import Kind


def in_force(form: Form) -> dict[Kind, PaperTemplate]:
    """With their bodies. One statement."""
    rows = PaperTemplate.objects.filter(form=form, withdrawn_at__isnull=True)
    return {Kind(row.kind): row for row in rows}


def listed(kind: Kind | None = None) -> list[PaperTemplate]:
    """Those in force, of one kind or of all, without their bodies."""
    rows = PaperTemplate.objects.filter(withdrawn_at__isnull=True).defer("body")
    return list(rows.filter(kind=kind) if kind else rows)
