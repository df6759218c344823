"""What a keeper reads about the units that they keep. To anybody else such a unit does not exist."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound
from lianxin.org.cards import UnitCard
from lianxin.org.models import Duty, DutyKind, Post
from lianxin.org.queries import holds, unit


@dataclass(frozen=True)
class DutyCard:
    """A person in a post; `state` is now, later or over."""

    id: UUID
    person_name: str
    username: str
    area: str
    starts_on: date
    ends_on: date | None
    state: str


@dataclass(frozen=True)
class PostCard:
    id: UUID
    title: str
    kind: str
    duties: tuple[DutyCard, ...]


def kept_unit(unit_id: UUID, viewer: Actor, on: date) -> UnitCard:
    """The unit, for who keeps its area. Raises NotFound alike for an absent unit and for anybody else's."""
    found = unit(unit_id)
    if found is None or not holds(viewer, DutyKind.KEEPER, over=found.area, on=on):
        raise NotFound(no_such_unit())
    return found


def kept_area(viewer: Actor, area: str, on: date) -> None:
    if not holds(viewer, DutyKind.KEEPER, over=area, on=on):
        raise NotFound(no_such_unit())


def posts_of(unit_id: UUID, on: date) -> list[PostCard]:
    """The posts of a unit with those who hold them now or later, and since a year ago. Two statements."""
    recent = Q(ends_on__isnull=True) | Q(ends_on__gt=on.replace(day=1, year=on.year - 1))
    rows = Duty.objects.filter(recent, post__unit_id=unit_id).order_by("starts_on", "id")
    fields = ("post_id", "id", "person__name", "person__username", "area", "starts_on", "ends_on")
    by_post: dict[UUID, list[DutyCard]] = {}
    for post, id_, name, username, area, starts, ends in rows.values_list(*fields):
        card = DutyCard(id_, name, username, area, starts, ends, _state(starts, ends, on))
        by_post.setdefault(post, []).append(card)
    posts = Post.objects.filter(unit_id=unit_id).order_by("kind", "title")
    return [PostCard(post.id, post.title, post.kind, tuple(by_post.get(post.id, ()))) for post in posts]


def _state(starts_on: date, ends_on: date | None, on: date) -> str:
    if ends_on is not None and ends_on <= on:
        return "over"
    return "now" if starts_on <= on else "later"


def post_ids_of(unit_id: UUID) -> set[UUID]:
    return set(Post.objects.filter(unit_id=unit_id).values_list("id", flat=True))


def duties_of(unit_id: UUID) -> set[UUID]:
    return set(Duty.objects.filter(post__unit_id=unit_id).values_list("id", flat=True))


def no_such_unit() -> str:
    return _("没有这个单位,或者它不归您管理。")


def no_such_area(area: str) -> str:
    return _("没有编码为%(area)s的区域。") % {"area": area[:15]}


def no_such_person(username: str) -> str:
    return _("没有用户名为“%(username)s”的人。") % {"username": username}
