"""What was handed over, or offered for mediating together, to the units for which somebody answers."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound
from lianxin.mediation.actions.handing import answer_hand_over
from lianxin.mediation.contracts import Ref
from lianxin.mediation.queries.hand_overs import ANSWERS, offered_to
from lianxin.mediation.queries.overseeing import no_such
from lianxin.mediation.web.around import hide_what_is_not_theirs
from lianxin.mediation.web.desk import BODIES
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, menu, signed_in, staff

DONE = {
    "accept": _("接下了,调委会会收到消息。"),
    "return": _("退回去了,调委会会看到原因。"),
}


class AnswerForm(forms.Form):
    """Taken, or returned; a return says why (that is for the verb to ask)."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("return", "")], widget=forms.HiddenInput)
    reason = forms.CharField(label=_("为什么不接"), required=False, max_length=1000, widget=forms.Textarea)
    reason.widget.attrs["rows"] = 2


def is_asked(request: HttpRequest) -> bool:
    """In the menu of whoever answers for a unit to which disputes go."""
    return menu.serves(request) and any(_is_body(duty) for duty in _answers(request))


def _answers(request: HttpRequest) -> list[org.Held]:
    return [duty for duty in org.duties_today(request) if duty.kind in ANSWERS]


def _is_body(duty: org.Held) -> bool:
    unit = org.unit(duty.unit_id)
    return unit is not None and unit.kind in BODIES


@require_GET
@signed_in
def offered(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@signed_in
def answer(request: HttpRequest, county: str, hand_over_id: UUID) -> HttpResponse:
    """Whoever may not answer it finds none."""
    ref, form, by, now = Ref(county, hand_over_id), AnswerForm(request.POST), staff(request), clock.now()
    if form.is_valid():
        accept, reason = form.cleaned_data["answer"] == "accept", form.cleaned_data["reason"]
        attempt(form, lambda: answer_hand_over(ref, accept=accept, by=by, now=now, reason=reason))
    hide_what_is_not_theirs(form)
    if not form.errors:
        return done.onward(form.cleaned_data["answer"], "mediation:offered")
    return _page(request, hand_over_id, form)


def _page(request: HttpRequest, id_: UUID | None = None, refused: AnswerForm | None = None) -> HttpResponse:
    if not _answers(request):
        raise NotFound(no_such())
    rows = [
        (one, refused if one.ref.id == id_ and refused else AnswerForm(auto_id=f"{one.ref.id}_%s"))
        for one in offered_to(staff(request), now=clock.now())
    ]
    page = {"rows": rows, "refused": refused, "done": done.said(request, DONE)}
    return render(request, "mediation/overseeing/offered.html", page, status=422 if refused else 200)
