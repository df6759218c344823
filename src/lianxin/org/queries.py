"""Reading org. Duties are read afresh at every question; the duty list comes from memory."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.journal.public import Snapshot, bump
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.org.cards import CategoryCard, Gap, Held, ItemCard, Lead, PersonCard, UnitCard
from lianxin.org.check import Check, check
from lianxin.org.dutylist import DutyList, Missing, View, Why, in_force, lineage
from lianxin.org.models import Category, Duty, DutyItem, Unit, UnitKind
from lianxin.territory import public as territory

DESK = "governance_centre"


def _in_force(on: date) -> QuerySet[Duty]:
    """Duties of that day: of people who may sign in and are none of the three administrators, in units that
    stand. Anything else holds nothing."""
    return Duty.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        Q(post__unit__valid_until__isnull=True) | Q(post__unit__valid_until__gt=on),
        post__unit__valid_from__lte=on,
        starts_on__lte=on,
        person__is_active=True,
        person__administrator="",
    )


def held(by: Actor, *, on: date) -> tuple[Held, ...]:
    """All duties of an actor on a day. One statement; none for residents and the system, who hold nothing."""
    if by.kind != ActorKind.STAFF or by.id is None:
        return ()
    rows = _in_force(on).filter(person_id=by.id).select_related("post__unit").order_by("area", "id")
    return tuple(
        Held(
            duty.post.kind,
            duty.post.unit_id,
            duty.post.unit.name,
            duty.post.unit.area,
            duty.post.title,
            duty.area,
            by.id,
        )
        for duty in rows
    )


def holds(by: Actor, duty: str, *, over: str, on: date) -> bool:
    """Whether an actor holds a duty over an area (or over one that covers it). The one question that decides
    permission: never remembered, one indexed statement, False whenever in doubt."""
    if by.kind != ActorKind.STAFF or by.id is None:
        return False
    return _in_force(on).filter(person_id=by.id, post__kind=duty, area__in=lineage(over)).exists()


def unheld(duty: str, areas: Sequence[str], *, on: date) -> list[str]:
    """Those of `areas` over which nobody holds this duty. One statement."""
    asked = {above for area in areas for above in lineage(area)}
    rows = _in_force(on).filter(post__kind=duty, area__in=asked)
    served = set(rows.values_list("area", flat=True))
    return [area for area in areas if served.isdisjoint(lineage(area))]


LONGEST_POST = 150  # as the columns of timelines: the longest unit, post and name together are longer


def post_line(duty: Held, name: str = "") -> str:
    """「东街派出所 社区民警 赵警官」: how a person in a post is named on a timeline. The name whole, and of
    the post in front of it what there is room for."""
    line = f"{duty.unit_name} {duty.title}"
    return f"{line[: LONGEST_POST - 1 - len(name)]} {name}".strip()


def members(unit_id: UUID | None, kind: str, on: date, *, over: str = "") -> list[PersonCard]:
    """Who holds one kind of duty on a day, by name: in a unit (None: in any), and where a place is named,
    over it. One statement."""
    rows = _in_force(on).filter(post__kind=kind)
    rows = rows.filter(post__unit_id=unit_id) if unit_id else rows
    rows = rows.filter(area__in=lineage(over)) if over else rows
    rows = rows.order_by("person__name", "id")
    return [
        PersonCard(person, name, title)
        for person, name, title in rows.values_list("person_id", "person__name", "post__title")
    ]


def _load() -> DutyList:
    named = list(UnitKind.objects.order_by("code").values_list("code", "name", "name_en"))
    kinds = {code: name for code, name, _english in named}
    english = {code: name_en or name for code, name, name_en in named}
    categories = [
        (
            CategoryCard(
                row.code, row.name, row.name_en, row.parent_id or "", row.family, row.service, row.public
            ),
            row.retired_on,
        )
        for row in Category.objects.order_by("order", "code")
    ]
    items = [item_card(row) for row in DutyItem.objects.order_by("number", "area", "valid_from")]
    fields = ("id", "kind_id", "name", "area", "parent_id", "phone", "valid_from", "valid_until")
    units = [
        UnitCard(id_, kind, kinds[kind], name, area, parent, phone, since, until)
        for id_, kind, name, area, parent, phone, since, until in Unit.objects.values_list(*fields)
    ]
    return DutyList(kinds, english, categories, items, units)


def item_card(row: DutyItem) -> ItemCard:
    return ItemCard(
        row.id,
        row.number,
        row.category_id,
        row.area,
        row.tier,
        row.lead_id,
        tuple(row.helpers),
        row.part,
        row.title,
        row.basis,
        row.service,
        row.valid_from,
        row.valid_until,
    )


_LIST: Snapshot[DutyList] = Snapshot("duty_list", _load)


def duty_list() -> DutyList:
    """The whole list from memory; a change anywhere is seen within a second."""
    return _LIST.get()


def renew() -> None:
    """Called by every write to units, kinds, categories or items, inside its transaction."""
    bump(_LIST.name)


def lead_for(category: str, area: str, *, on: date, at_or_above: int | None = None) -> Lead | Gap:
    """Who leads a category at a place, or why nobody does. No statement when warm.

    `at_or_above` is a code length: only lines of that tier or a higher one are asked (escalation)."""
    view = _LIST.get().on(on)
    found = view.find(category, area, at_or_above)
    if isinstance(found, Missing):
        return Gap(words_for(found, view, category, area))
    return view.lead(found, category)


def words_for(missing: Missing, view: View, category: str, area: str) -> str:
    """Why nobody leads, as a sentence."""
    place = territory.name_of(area) or area or _("这里")
    card = view.categories.get(category)
    words = {"place": place, "category": card.name if card else category}
    if missing.why is Why.NO_CATEGORY:
        return _("分类目录里没有“%(category)s”这一类。") % words
    if missing.why is Why.NO_ITEM:
        return _("责任清单里没有一条规定%(place)s的“%(category)s”由谁牵头。") % words
    item = missing.items[0]
    words |= {"number": item.number, "kind": duty_list().kinds.get(item.lead, item.lead)}
    return _("责任清单第%(number)s条定由“%(kind)s”牵头,但%(place)s及其上级都还没有这样的单位。") % words


def kind_name(code: str, *, english: bool = False) -> str:
    listed = _LIST.get()
    return (listed.kinds_in_english if english else listed.kinds).get(code, code)


def unit_kinds(*, english: bool = False) -> dict[str, str]:
    listed = _LIST.get()
    return dict(listed.kinds_in_english if english else listed.kinds)


def place_name(area: str) -> str:
    return (territory.name_of(area) or area) if area else _("所有区域")


def leads_at(category: str, area: str, tier: int, *, on: date) -> list[Lead]:
    """Everybody who leads at exactly that tier; more than one is an overlap."""
    view = _LIST.get().on(on)
    return [view.lead(candidate, category) for candidate in view.leads_at(category, area, tier)]


def unit(id_: UUID) -> UnitCard | None:
    """A unit by id, closed ones too. No statement when warm."""
    return _LIST.get().units.get(id_)


def units_in(area: str, kind: str | None = None, on: date | None = None) -> list[UnitCard]:
    """Units whose area lies inside `area` ("" for all), ordered; with a day, those that stand."""
    found = [
        card
        for card in _LIST.get().units.values()
        if card.area.startswith(area)
        and (kind is None or card.kind == kind)
        and (on is None or in_force(card.valid_from, card.valid_until, on))
    ]
    return sorted(found, key=lambda card: (card.area, card.kind, card.name))


def desk_of(area: str, on: date) -> UnitCard | None:
    """The desk that dispatches for a place: the governance centre there or the nearest above."""
    found = _LIST.get().on(on).serving(DESK, area, len(area))
    return found[0] if found else None


def category(code: str) -> CategoryCard | None:
    return _LIST.get().categories().get(code)


def categories(on: date | None = None) -> list[CategoryCard]:
    """The catalogue in its order; with a day, without those retired by then."""
    return list(_LIST.get().categories(on).values())


def check_duties(on: date, within: str = "") -> Check:
    """Every gap and overlap of the duty list on a day, over all communities of `within` ("": all)."""
    return check(_LIST.get().on(on), communities_in(within, on), within=within)


def communities_in(area: str, on: date) -> list[str]:
    """The codes of all communities of an area on a day."""
    return [row.code for row in territory.divisions_in(area, on) if row.tier == territory.Tier.COMMUNITY]
