"""What `personal.py` says goes with the words does go, and what it says stays does stay."""

import pytest
from django.apps import apps
from django.db.models import Model

from lianxin.matters import personal
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb, rights
from town import Town


@pytest.fixture
def erased(town: Town) -> Ref:
    """Everything declared had something in it."""
    ref = town.closed(
        "我家门口井盖坏了", phone="13800001234", mail="a@b.cn", name="王阿姨", point=town.point()
    )
    matters.reveal(ref, "约时间", by=town.qianpaiqian, now=town.now)
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words="井盖坏了")
    town.speak(Verb.RATE, ref, town.resident(ref), level="4", reason="谢谢")
    rights.send_proof(ref, now=town.now) if rights.asked(ref) in rights.SENT else None
    rights.erase_words(ref, by=town.resident(ref), now=town.now)
    return ref


def rows(ref: Ref, model: type[Model]) -> list[Model]:
    names = {field.name for field in model._meta.fields}
    key = "id" if model._meta.object_name == "Matter" else "matter"
    assert key in names
    found = model._base_manager.filter(**{"county": ref.county, key: ref.id})
    return list(found)


@pytest.mark.parametrize("row", personal.DECLARED, ids=lambda row: row.column)
def test_it_goes_or_stays_as_declared(erased: Ref, row: personal.Declared) -> None:
    name, column = row.column.split(".")
    left = [getattr(one, column) for one in rows(erased, apps.get_model("matters", name))]
    kept = [value for value in left if value not in (None, "")]
    if row.retention == personal.STAYS:
        assert kept or column == "reporter", "nothing of it stayed; this one nobody took down"
    else:
        assert kept == []
