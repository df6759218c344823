"""Every matter somebody may see, newest first: fifty at a time, the last page as quick as the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid
from lianxin.matters.contracts import Card
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter
from lianxin.matters.queries.cards import cards_for
from lianxin.matters.queries.marks import mark, unmark
from lianxin.matters.queries.visible import inside, visible_to
from lianxin.org import public as org

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What to list. `area` must lie where the viewer may look; the rest may be left out."""

    area: str = ""
    state: str = ""
    category: str = ""
    after: str = ""

    @staticmethod
    def mark(moment: datetime) -> str:
        """The `after` of a page that begins behind this moment."""
        return page_mark(moment)


@dataclass(frozen=True)
class Listing:
    cards: list[Card]
    next_after: str
    wanted: Wanted


def listing(viewer: Actor, wanted: Wanted, *, now: datetime) -> Listing:
    """Two statements: the viewer's duties, and one page by the index. No count: a total that nobody needs
    costs more than the page. Raises Invalid for a state, category or page mark that does not exist."""
    held = org.held(viewer, on=local(now).date())
    rows = rows_wanted(held, wanted)
    page = list(rows[: PAGE + 1])
    more = page[PAGE - 1] if len(page) > PAGE else None
    after = page_mark(more.received_at, more.id) if more else ""
    return Listing(cards_for(page[:PAGE], held, by=viewer, now=now), after, wanted)


def rows_wanted(held: Sequence[org.Held], wanted: Wanted) -> QuerySet[Matter]:
    """What the list shows to whoever holds these duties, newest first, behind the mark: the one place that
    decides it, for the page and for every file made of it."""
    return _behind(visible_to(held).filter(_filters(wanted)), wanted.after)


def _filters(wanted: Wanted) -> Q:
    if wanted.area and not (wanted.area.isascii() and wanted.area.isdigit() and len(wanted.area) <= 15):
        raise Invalid(_("没有找到这个地方:%(area)s。请从列表里重新选。") % {"area": wanted.area[:20]})
    chosen = inside(wanted.area)
    if wanted.state:
        if wanted.state not in State.values:
            raise Invalid(_("没有这一种状态。"))
        chosen &= Q(state=wanted.state)
    if wanted.category:
        if org.category(wanted.category) is None:
            raise Invalid(_("没有这个类别。"))
        chosen &= Q(category=wanted.category)
    return chosen


def _behind(rows: QuerySet[Matter], after: str) -> QuerySet[Matter]:
    rows = rows.order_by("-received_at", "-id")
    if not after:
        return rows
    moment, last = unmark(after)
    if moment is None:  # a mark of another list: here every row has its moment
        raise Invalid(_("这一页的地址不完整。"), instead=_("请回到第一页。"))
    # Said twice, for SQLite: it seeks by a plain bound and would walk from the newest by an OR alone.
    before = Q(received_at__lt=moment) | Q(received_at=moment, id__lt=last)
    return rows.filter(before, received_at__lte=moment)


def page_mark(received_at: datetime, id_: UUID | None = None) -> str:
    """Names the place behind a row (or a moment): the next page begins with what was received before."""
    return mark(received_at, id_ or UUID(int=0))
