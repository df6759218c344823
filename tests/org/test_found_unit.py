"""Units: founding, naming, closing, and the posts in them."""

from datetime import timedelta
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from lianxin.journal.public import entries_about
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.org import actions
from lianxin.org import public as org
from lianxin.org.models import Unit, UnitKind
from org.conftest import SINCE, Town

STREET = "140403001"


def test_a_founded_unit_is_journaled_and_known(town: Town) -> None:
    unit = town.unit("police_station", "东大街派出所", STREET)

    card = org.unit(unit)
    assert card is not None
    assert (card.name, card.area, card.valid_until) == ("东大街派出所", STREET, None)
    (told,) = entries_about("140403", f"unit:{unit}")
    assert "东大街" not in told.payload


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (org.UnitDraft("police_station", "  ", STREET, SINCE), "要有名称"),
        (org.UnitDraft("no_such", "甲", STREET, SINCE), "没有“no_such”这一类"),
        (org.UnitDraft("police_station", "甲", "140403999", SINCE), "没有编码为"),
    ],
)
def test_a_draft_that_cannot_be_is_refused(town: Town, draft: org.UnitDraft, refusal: str) -> None:
    town.unit("police_station", "东大街派出所", STREET)

    with pytest.raises(Invalid, match=refusal):
        org.found_unit(draft, by=SYSTEM, now=town.now)


def test_the_same_unit_is_not_founded_twice(town: Town) -> None:
    town.unit("police_station", "东大街派出所", STREET)

    with pytest.raises(NotNow, match="已经在册"):
        town.unit("police_station", "东大街派出所", STREET)


def test_a_unit_is_not_put_under_one_of_another_area(town: Town) -> None:
    parent = town.unit("police_station", "韩店派出所", "140404100")
    draft = org.UnitDraft("police_station", "队", STREET, SINCE, parent)

    with pytest.raises(Invalid, match="不包含这个单位"):
        org.found_unit(draft, by=SYSTEM, now=town.now)


def test_only_who_keeps_everything_founds_a_unit_for_everywhere(town: Town) -> None:
    keeper = town.officer("wu", "keeper", "140403")

    with pytest.raises(NotAllowed, match="整个系统"):
        org.found_unit(org.UnitDraft("office", "甲", "", SINCE), by=keeper, now=town.now)


def test_a_keeper_of_the_next_county_changes_no_unit_here(town: Town) -> None:
    outsider, unit = town.officer("o", "keeper", "140404"), town.unit("office", "甲", STREET)

    with pytest.raises(NotAllowed):
        actions.rename_unit(unit, "乙", by=outsider, now=town.now)
    with pytest.raises(NotAllowed):
        actions.close_unit(unit, town.today, by=outsider, now=town.now)
    with pytest.raises(NotAllowed):
        org.open_post(unit, "岗", "handler", by=outsider, now=town.now)
    card = org.unit(unit)
    assert card is not None
    assert (card.name, card.valid_until) == ("甲", None)


def test_a_renamed_unit_bears_its_new_name(town: Town) -> None:
    unit = town.unit("office", "甲", STREET)

    actions.rename_unit(unit, "乙", "0355-5550001", by=SYSTEM, now=town.now)

    card = org.unit(unit)
    assert card is not None
    assert (card.name, card.phone) == ("乙", "0355-5550001")
    with pytest.raises(Invalid):
        actions.rename_unit(unit, " ", by=SYSTEM, now=town.now)


def test_a_unit_is_not_closed_in_the_past_nor_twice_nor_over_its_children(town: Town) -> None:
    unit = town.unit("office", "甲", STREET)
    child = org.found_unit(org.UnitDraft("office", "乙", STREET, SINCE, unit), by=SYSTEM, now=town.now)

    with pytest.raises(Invalid, match="早于今天"):
        actions.close_unit(unit, town.today - timedelta(days=1), by=SYSTEM, now=town.now)
    with pytest.raises(NotNow, match="下属单位"):
        actions.close_unit(unit, town.today, by=SYSTEM, now=town.now)
    actions.close_unit(child, town.today, by=SYSTEM, now=town.now)
    actions.close_unit(unit, town.today, by=SYSTEM, now=town.now)
    with pytest.raises(NotNow, match="已经撤销"):
        actions.close_unit(unit, town.today, by=SYSTEM, now=town.now)


def test_a_post_needs_a_title_a_kind_and_a_unit_and_is_opened_once(town: Town) -> None:
    unit = town.unit("office", "甲", STREET)
    org.open_post(unit, "岗", "handler", by=SYSTEM, now=town.now)

    with pytest.raises(Invalid, match="岗位要有名称"):
        org.open_post(unit, " ", "handler", by=SYSTEM, now=town.now)
    with pytest.raises(Invalid, match="没有“king”这一种职责"):
        org.open_post(unit, "岗", "king", by=SYSTEM, now=town.now)
    with pytest.raises(NotNow, match="已经有“岗”"):
        org.open_post(unit, "岗", "handler", by=SYSTEM, now=town.now)
    with pytest.raises(NotFound):
        org.open_post(uuid4(), "岗", "handler", by=SYSTEM, now=town.now)


def test_a_unit_is_not_renamed_into_another(town: Town) -> None:
    town.unit("police_station", "东大街派出所", STREET)
    other = town.unit("police_station", "西大街派出所", STREET)

    with pytest.raises(NotNow, match="已经在册"):
        actions.rename_unit(other, "东大街派出所", by=SYSTEM, now=town.now)

    card = org.unit(other)
    assert card
    assert card.name == "西大街派出所"


def test_a_name_is_free_again_after_its_unit_was_closed(town: Town) -> None:
    unit = town.unit("police_station", "东大街派出所", STREET)
    actions.close_unit(unit, town.now.date() + timedelta(days=1), by=SYSTEM, now=town.now)

    assert town.unit("police_station", "东大街派出所", STREET) != unit


def test_the_database_itself_holds_no_unit_twice(town: Town) -> None:
    """Imports and hands on the database pass by the verb, and never by this."""
    unit = Unit.objects.get(id=town.unit("police_station", "东大街派出所", STREET))

    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.create(kind=unit.kind, name=unit.name, area=unit.area, valid_from=SINCE)


@pytest.mark.django_db(transaction=True)
def test_units_that_were_founded_twice_before_are_told_apart_when_the_house_is_upgraded() -> None:
    migration = import_module("lianxin.org.migrations.0002_one_unit_of_a_name")
    (rule,) = Unit._meta.constraints
    kind = UnitKind.objects.create(code="police_station", name="派出所")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Unit, rule)
    long = "长" * 80
    names = ["东大街派出所", "东大街派出所", "东大街派出所 (2)", "西大街派出所", "东大街派出所", long, long]
    for number, name in enumerate(names):
        Unit.objects.create(id=UUID(int=number), kind=kind, name=name, area=STREET, valid_from=SINCE)

    migration.tell_apart(apps, None)

    with connection.schema_editor() as editor:
        editor.add_constraint(Unit, rule)
    told = list(Unit.objects.order_by("id").values_list("name", flat=True))
    names[1], names[4], names[6] = "东大街派出所 (3)", "东大街派出所 (4)", "长" * 76 + " (2)"
    assert told == names
