"""Addresses of the papers of a file."""

from django.urls import URLPattern, URLResolver, path, register_converter

from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.web import papers
from lianxin.mediation.web.desk_urls import ONE


class PaperKind:
    """A kind of paper; everything else is no address at all."""

    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class PaperForm(PaperKind):
    regex = "|".join(papers.TYPES)


register_converter(PaperKind, "paper_kind")
register_converter(PaperForm, "paper_form")
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}papers/file/", papers.whole, name="papers_whole"),
    path(f"{ONE}papers/<paper_kind:kind>.<paper_form:form>", papers.paper, name="paper"),
]
