"""The index follows the matter, in the same transaction."""

from collections.abc import Sequence
from uuid import UUID

from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import Verb
from lianxin.matters.models import Assist, Matter, Movement
from lianxin.matters.searching.entry import NAME, entry_of, marks_of
from lianxin.search import public as search


def lay(matter: Matter) -> None:
    """Just taken in: nobody helps yet and nothing was added."""
    search.lay(entry_of(matter))


def follow(matter: Matter, verb: Verb, before: tuple[str, ...]) -> None:
    """After a verb that changed who may find it, or as what; `before` is what `marks_of` said. One
    statement, none where nothing changed, one more for what was added or who was asked to help."""
    if verb == Verb.SUPPLEMENT:
        renew(matter)
    elif verb == Verb.ASSIST:
        helpers = _helpers(matter)
        if not search.change(entry_of(matter, helpers=helpers), helpers=True):
            renew(matter)
    elif marks_of(matter) != before and not search.change(entry_of(matter)):
        renew(matter)


def renew(matter: Matter) -> None:
    """All of it anew."""
    entry = entry_of(matter, notes=_notes(matter), helpers=_helpers(matter))
    if not search.change(entry, helpers=True, words=True):
        search.lay(entry)


def erase(matter: Matter) -> None:
    """Found by its number still, by its words no more; nor do they stay in the engine's own pages."""
    renew(matter)
    search.scrubbing.owe()


def forget(ref: Ref) -> None:
    """It is not to be found any more, by anybody."""
    search.forget(ref.county, NAME, [ref.id])
    search.scrubbing.owe()


def _notes(matter: Matter) -> list[str]:
    said = Movement.objects.filter(county=matter.county, matter_id=matter.id, verb=Verb.SUPPLEMENT)
    return list(said.order_by("version").values_list("note", flat=True))


def _helpers(matter: Matter) -> Sequence[UUID]:
    asked = Assist.objects.filter(county=matter.county, matter_id=matter.id)
    return list(asked.values_list("unit_id", flat=True))
