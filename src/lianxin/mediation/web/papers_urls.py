"""Addresses of the papers of a file."""

from django.urls import URLPattern, URLResolver, path, register_converter

from lianxin.mediation.choices import Form
from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.web import paper_templates, papers
from lianxin.mediation.web.desk_urls import ONE


class PaperKind:
    """A kind of paper; everything else is no address at all."""

    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class TemplateForm(PaperKind):
    regex = "|".join(Form.values)


class OwnPaper(PaperKind):
    """What a party may have a copy of."""

    regex = "|".join((Kind.AGREEMENT, Kind.ORAL, Kind.RECORD))


class PaperForm(PaperKind):
    regex = "|".join(papers.TYPES)


register_converter(PaperKind, "paper_kind")
register_converter(TemplateForm, "template_form")
register_converter(OwnPaper, "own_paper_kind")
register_converter(PaperForm, "paper_form")
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}papers/file/", papers.whole, name="papers_whole"),
    path("t/<str:code>/papers/<own_paper_kind:kind>.pdf", papers.own_paper, name="own_paper"),
    path(f"{ONE}parties/<int:place>/slip/", papers.slip, name="slip"),
    path(f"{ONE}papers/<paper_kind:kind>.<paper_form:form>", papers.paper, name="paper"),
    path("paper-templates/", paper_templates.every, name="paper_templates"),
    path("paper-templates/<paper_kind:kind>/", paper_templates.one, name="paper_template"),
    path(
        "paper-templates/<paper_kind:kind>/shipped/<template_form:form>/",
        paper_templates.shipped,
        name="paper_template_shipped",
    ),
    path(
        "paper-templates/<paper_kind:kind>/<template_form:form>/withdraw/",
        paper_templates.withdraw,
        name="paper_template_withdraw",
    ),
]
