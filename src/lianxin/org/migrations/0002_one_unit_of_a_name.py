"""Two units of one kind, name and area could be founded in a race. Where it happened, the later one is told
apart by a number in its name, so that nothing that hangs on it moves."""

from itertools import count

from django.db import migrations, models

LONGEST_NAME = 80


def tell_apart(apps, schema_editor):
    Unit = apps.get_model("org", "Unit")
    standing = Unit.objects.filter(valid_until__isnull=True).order_by("id")
    taken, doubled = set(), []
    for unit in standing:
        key = (unit.kind_id, unit.area, unit.name)
        if key in taken:
            doubled.append(unit)
        taken.add(key)
    for unit in doubled:  # only now: a number may stand in another unit's name already
        unit.name = next(name for name in _numbered(unit.name) if (unit.kind_id, unit.area, name) not in taken)
        taken.add((unit.kind_id, unit.area, unit.name))
        unit.save(update_fields=["name"])


def _numbered(name):
    for number in count(2):
        mark = f" ({number})"
        yield name[: LONGEST_NAME - len(mark)] + mark


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]

    operations = [
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until__isnull", True)),
                fields=("kind", "area", "name"),
                name="org_unit_standing",
            ),
        ),
    ]
