"""The panel page of a dispute: three proposals with their reasons, who is kept off, who sits there now."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.mediation.actions.looking import File
from lianxin.mediation.actions.speaking import dispute_of, no_such
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.contracts import Brought, Ref
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.proposing import Tie
from lianxin.mediation.queries import seating
from lianxin.mediation.web.forms import IdField
from lianxin.mediation.web.sitting import file_of
from lianxin.mediation.web.wording import DONE
from lianxin.pages.public import attempt, done, signed_in, staff


class SeatsForm(forms.Form):
    """Which proposal: members and roles, as the page names them."""

    seats = forms.CharField(max_length=400)

    def clean_seats(self) -> tuple[tuple[UUID, str], ...]:
        try:
            told = [one.split(":") for one in self.cleaned_data["seats"].split(",")]
            return tuple((UUID(who), role) for who, role in told)
        except ValueError as wrong:
            raise forms.ValidationError(_("请重新选一个班子。")) from wrong


class TieForm(forms.Form):
    """Why somebody may not sit here."""

    member = IdField(label=_("哪一位"))
    tie = forms.ChoiceField(label=_("是什么关系"), choices=[("", _("请选择")), *Tie.choices])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def panel(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    ref = Ref(county, dispute_id)
    found = file_of(request, ref)
    form: forms.Form | None = None
    if request.method == "POST":
        form = TieForm(request.POST) if "tie" in request.POST else SeatsForm(request.POST)
        if "member" in form.fields:
            form.fields["member"].choices = [(request.POST.get("member", ""), "")]  # type: ignore[attr-defined]
        if form.is_valid():
            verb, brought = _said(form)
            by, now = staff(request), clock.now()
            if attempt(form, lambda: speak(verb, ref, brought, by=by, now=now)):
                return done.onward(verb, "mediation:panel_of", county, dispute_id)
    return _page(request, found, form)


def _said(form: forms.Form) -> tuple[Verb, Brought]:
    told = form.cleaned_data
    if isinstance(form, TieForm):
        return Verb.STRIKE, Brought(member=told["member"], tie=told["tie"])
    return Verb.SEAT, Brought(seats=told["seats"])


def _page(request: HttpRequest, found: File, form: forms.Form | None) -> HttpResponse:
    dispute, on = dispute_of(found.procedure.ref), local(clock.now()).date()
    if dispute is None:
        raise NotFound(no_such())
    proposals, seats = seating.proposals(dispute, found.parties, on), seating.seats(dispute, on)
    known = {seat.member: seat.name for one in proposals.panels for seat in (one.lead, *one.beside)}
    known |= {seat.member: seat.name for seat in seats}
    ties = form if isinstance(form, TieForm) else TieForm()
    ties.fields["member"].choices = [("", _("请选择")), *((str(id_), name) for id_, name in known.items())]  # type: ignore[attr-defined]
    page = {
        "file": found,
        "procedure": found.procedure,
        "proposals": proposals,
        "seats": seats,
        "tie_form": ties,
        "refused": form,
        "writes": Verb.SEAT in found.procedure.verbs,
        "done": done.said(request, DONE),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "mediation/desk/panel.html", page, status=status)
