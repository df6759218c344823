"""Writing the index, in the transaction of what it is about. The engine's own part follows by itself."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Busy
from lianxin.kernel.rows import insert
from lianxin.search import marks
from lianxin.search.entries import Entry, words_of
from lianxin.search.models import Row

_TRIES = 1000  # seats tried from one's own on: as many of a county may have come in one millisecond


def lay(entry: Entry) -> None:
    """Make a new entry findable. One statement, unless somebody sits in its seat."""
    row = entry.row()
    for _try in range(_TRIES):
        if insert([row], pass_over_known=True):
            return
        row.seat += 1
    raise Busy(_("系统正忙,您的话还没有存下。请稍后再试一次。"))


def change(entry: Entry, *, helpers: bool = False, words: bool = False) -> bool:
    """Who may find it, and as what; its helpers and its words only where that is said. One statement. False
    where there is no such entry: lay it whole."""
    changed: dict[str, object] = {"marks": entry.all_marks(), "fades_at": entry.fades_at}
    if helpers:
        changed["helpers"] = marks.listed(entry.helpers)
    if words:
        changed["words"] = words_of(entry.words)
    return bool(_rows(entry.county, entry.family, [entry.subject]).update(**changed))


def forget(county: str, family: str, subjects: Sequence[UUID]) -> int:
    """Take entries out, words and all; returns how many there were. What the engine keeps of their words in
    pages of its own goes with `scrubbing`."""
    return int(_rows(county, family, subjects).delete()[0])


def _rows(county: str, family: str, subjects: Sequence[UUID]) -> QuerySet[Row]:
    return Row.objects.filter(county=county, family=family, subject__in=subjects)
