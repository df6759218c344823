"""Which of the pages about mediation belong to whom: said once, for the menu and for the pages themselves."""

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.errors import NotFound
from lianxin.org import public as org
from lianxin.org.public import DutyKind

PAGES: tuple[tuple[str, "str | Promise", frozenset[DutyKind]], ...] = (
    ("oversight", _("督办"), frozenset({DutyKind.MEDIATION_GUIDE, DutyKind.OVERSEER})),
    (
        "statistics",
        _("统计"),
        frozenset({DutyKind.MEDIATION_GUIDE, DutyKind.OVERSEER, DutyKind.MEDIATOR}),
    ),
    ("claims", _("以案定补"), frozenset({DutyKind.MEDIATION_GUIDE, DutyKind.MEDIATOR})),
)


def pages_around(request: HttpRequest) -> list[tuple[str, "str | Promise", str]]:
    """Code, label and address of those that are this person's."""
    mine = {duty.kind for duty in org.duties_today(request)}
    return [(code, label, reverse(f"mediation:{code}")) for code, label, kinds in PAGES if mine & kinds]


def hide_what_is_not_theirs(form: forms.Form) -> None:
    """What was laid into a form goes back to the page; that there is nothing for somebody does not."""
    refusal = getattr(form, "refusal", None)
    if isinstance(refusal, NotFound):
        raise refusal
