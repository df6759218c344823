"""Two units of one kind, name and area could be founded in a race. Where it happened, the later one is told
apart by a number in its name, so that nothing that hangs on it moves."""

from collections import Counter

from django.db import migrations, models


def tell_apart(apps, schema_editor):
    Unit = apps.get_model("org", "Unit")
    seen = Counter()
    for unit in Unit.objects.filter(valid_until__isnull=True).order_by("id"):
        key = (unit.kind_id, unit.area, unit.name)
        seen[key] += 1
        if seen[key] > 1:
            unit.name = f"{unit.name[:72]} ({seen[key]})"
            unit.save(update_fields=["name"])


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
