"""Templates of papers, for the keeper: take away what is shipped, bring one's own, go back."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.mediation.actions import paper_templates as acts
from lianxin.mediation.choices import Form
from lianxin.mediation.papers.kinds import PAPERS, Kind
from lianxin.mediation.papers.render import typst_template, word_template
from lianxin.mediation.queries import paper_templates
from lianxin.mediation.web.papers import TYPES
from lianxin.pages.public import attempt, done, menu, permission, signed_in, staff

DONE = {"bring": _("模板换好了,从现在起照它印。"), "withdraw": _("撤回了,从现在起照自带的印。")}
LARGEST = 2_000_000


class BringForm(forms.Form):
    file = forms.FileField(label=_("自己的模板(.docx 或 .typ)"), max_length=200)


def keeps(request: HttpRequest) -> bool:
    """In the menu of whoever keeps the whole deployment."""
    return menu.serves(request) and permission.keeps(request)


@require_GET
@signed_in
def every(request: HttpRequest) -> HttpResponse:
    permission.require_keeper(staff(request))
    own = paper_templates.listed()
    rows = [(kind, [row for row in own if row.kind == kind]) for kind in Kind]
    return render(request, "mediation/paper_templates.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: HttpRequest, kind: str) -> HttpResponse:
    by, now, paper = staff(request), clock.now(), Kind(kind)
    permission.require_keeper(by)
    given = request.method == "POST"
    form = BringForm(request.POST, request.FILES) if given else BringForm()
    if given and form.is_valid():
        upload: Any = form.cleaned_data["file"]
        attempt(form, partial(acts.bring, paper, upload.read(LARGEST + 1), by=by, now=now))
        if not form.errors:
            return done.onward("bring", "mediation:paper_template", kind)
    page = {
        "kind": paper,
        "form": form,
        "own": paper_templates.listed(paper),
        "fields": sorted(PAPERS[paper].needs),
        "done": done.said(request, DONE),
    }
    return render(request, "mediation/paper_template.html", page, status=422 if form.errors else 200)


@require_GET
@signed_in
def shipped(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """What comes with the house, to start from."""
    permission.require_keeper(staff(request))
    word = form == Form.WORD
    made = word_template(Kind(kind)) if word else typst_template(Kind(kind)).encode()
    answer = HttpResponse(made, content_type=TYPES["docx"] if word else "text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind}.{"docx" if word else "typ"}"'
    return answer


@require_POST
@signed_in
def withdraw(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    acts.withdraw(Kind(kind), Form(form), by=staff(request), now=clock.now())
    return done.onward("withdraw", "mediation:paper_template", kind)
