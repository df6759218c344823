"""Finding a matter: the field on top of every page leads here."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.matters.searching import Results, Sought, find, suggest
from lianxin.matters.web.forms import ListForm, status_of
from lianxin.matters.web.overseeing import areas_seen
from lianxin.pages.public import attempt, signed_in, staff
from lianxin.search.public import rebuilding

NARROWING = ("area", "state", "category", "since", "until")


class SearchForm(ListForm):
    """What to look for, and where; shown filled, so that the page says what it shows."""

    q = forms.CharField(
        label=_("找什么"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-search": ""}),
        error_messages={"required": _("请写要找的字、地名、类别或编号。")},
    )
    since = forms.DateField(label=_("从哪天收到"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("到哪天收到"), required=False, widget=forms.DateInput({"type": "date"}))

    field_order = ("q", "area", "state", "category", "since", "until")

    def sought(self, after: str) -> Sought:
        told = self.cleaned_data
        return Sought(
            told["q"], told["area"], told["state"], told["category"], told["since"], told["until"], after
        )


@require_GET
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """What is found of what I may see, newest first; without a question, how to ask."""
    asked = request.GET
    form = SearchForm(asked if "q" in asked else None, areas=areas_seen(request))
    found = _found(request, form, asked.get("after", ""))
    following = asked.copy()
    following["after"] = found.next_after if found else ""
    page = {
        "form": form,
        "found": found,
        "following": following.urlencode(),
        "sought": asked.get("q", "")[:100],
        "is_later": bool(asked.get("after")),
        "narrowed": any(asked.get(name) for name in NARROWING),
        "is_owed": found is not None and rebuilding.is_owed(),
    }
    status = status_of(form) if form.is_bound and form.errors else 200
    return render(request, "matters/search.html", page, status=status)


def _found(request: HttpRequest, form: SearchForm, after: str) -> Results | None:
    if not form.is_bound or not form.is_valid():
        return None
    sought, now = form.sought(after), clock.now()
    return attempt(form, lambda: find(staff(request), sought, now=now))


@require_GET
@signed_in
def suggestions(request: HttpRequest) -> HttpResponse:
    """`?q=井` → {"suggestions": [{"kind", "text", "told"}]}: what may be meant, of what I may see."""
    found = suggest(staff(request), request.GET.get("q", "")[:100], now=clock.now())
    answer = JsonResponse({"suggestions": [vars(row) for row in found]})
    answer["Cache-Control"] = "no-store"
    return answer
