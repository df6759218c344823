"""Who people are."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.accounts.models import Administrator, Person
from lianxin.accounts.names import tidy
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.errors import NotFound


def person(id_: UUID) -> Person:
    """Raises NotFound."""
    found = Person.objects.filter(id=id_).first()
    if found is None:
        raise NotFound(_("没有找到这个人。"))
    return found


def find_person(username: str) -> Person | None:
    return Person.objects.filter(username=tidy(username)).first()


def person_name(id_: UUID | None) -> str:
    """ "" for nobody and for an id that is not known."""
    return names([id_]).get(id_, "") if id_ else ""


def names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of those that are known, in one statement."""
    wanted = {id_ for id_ in ids if id_}
    if not wanted:
        return {}
    return dict(Person.objects.filter(id__in=wanted).values_list("id", "name"))


def people(*, text: str = "", after: str = "", limit: int = 50) -> list[Person]:
    """In the order of user names, from the one behind `after`; `text` is found in name or user name."""
    listed = Person.objects.filter(username__gt=after).order_by("username")
    if text:
        listed = listed.filter(name__contains=text) | listed.filter(username__contains=tidy(text))
    return list(listed[:limit])


def administrators(kind: str) -> list[Person]:
    """Everybody who administers `kind` (system, security, audit) and can sign in."""
    return (
        list(Person.objects.filter(administrator=kind, is_active=True).order_by("username")) if kind else []
    )


def administrator_of(actor: Actor) -> str:
    """ "system", "security", "audit" or "": what this actor administers today."""
    if actor.kind != ActorKind.STAFF or actor.id is None:
        return Administrator.NONE
    found = Person.objects.filter(id=actor.id, is_active=True).values_list("administrator", flat=True).first()
    return found or Administrator.NONE
