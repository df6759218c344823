"""The audit administrator's page: reads the journal and proves the chain. Nothing turns it off."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.accounts.gate import only
from lianxin.accounts.models import Administrator
from lianxin.accounts.queries import find_person, names
from lianxin.accounts.web.forms import JournalFilter
from lianxin.journal import public as journal
from lianxin.kernel.clock import CHINA
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.pages.public import deeds

PAGE = 50
AT_ONCE = 200_000  # links: two seconds; longer chains are proved from the command line


@require_GET
@only(Administrator.AUDIT)
def read(request: HttpRequest) -> HttpResponse:
    return _page(request, JournalFilter(request.GET))


@require_POST
@only(Administrator.AUDIT)
def verified(request: HttpRequest) -> HttpResponse:
    form = JournalFilter(request.POST)
    county = _given(form)["county"]
    if journal.length(county) > AT_ONCE:
        raise NotNow(
            _("这条链太长,网页上核对要等很久。"), instead="lianxin journal verify --county " + county
        )
    return _page(request, form, checked=True, broken=journal.verify(county))


def _page(request: HttpRequest, form: JournalFilter, **extra: Any) -> HttpResponse:
    given = _given(form)
    rows = journal.read(
        given["county"],
        journal.Asked(given["actor"], given["action"], given["subject"], given["since"], given["until"]),
        before=given["before"],
        limit=PAGE + 1,
    )
    told = {
        "form": form,
        "county": given["county"],
        "counties": journal.counties(),
        "rows": list(zip(rows[:PAGE], _actors(rows[:PAGE]), deeds.tell(rows[:PAGE]), strict=True)),
        "rooms": deeds.rooms(),
        "nation": journal.NATION,
        "more": rows[PAGE - 1].position if len(rows) > PAGE else None,
        "query": _query(request),
        **extra,
    }
    return render(request, "accounts/journal.html", told)


def _given(form: JournalFilter) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid(_("筛选条件看不懂。"), instead=_("县区代码是六位数字,日期写成 2026-11-23。"))
    given = dict(form.cleaned_data)
    given["county"] = given["county"] or journal.NATION
    given["since"] = _midnight(given["since"])
    given["until"] = _midnight(given["until"] + timedelta(days=1)) if given["until"] else None
    known = find_person(given["actor"]) if given["actor"] else None
    given["actor"] = f"staff:{known.id}" if known else given["actor"]
    return given


def _midnight(day: Any) -> datetime | None:
    return datetime.combine(day, time(), CHINA) if day else None


def _query(request: HttpRequest) -> str:
    """The filter alone, for the link to the next page."""
    kept = request.GET.copy()
    kept.pop("before", None)
    return kept.urlencode()


def _actors(rows: list[journal.Entry]) -> list[str]:
    """Who did it, in words; "" for whom nobody knows any more: then the code stands alone."""
    staff = {row.actor.removeprefix("staff:") for row in rows if row.actor.startswith("staff:")}
    known = {f"staff:{id_}": name for id_, name in names(deeds.ids(staff)).items()}
    others = {"system": _("系统"), "resident": _("报事人")}
    return [known.get(row.actor) or others.get(row.actor.partition(":")[0], "") for row in rows]
