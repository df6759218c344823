"""On PostgreSQL entries bear no mark of their week any more: they are laid anew by the worker. On SQLite the
parts of the full-text table are merged later."""

from django.db import migrations

from lianxin.kernel.ids import uuid7
from lianxin.search import wiring


def owe(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(wiring.MERGE_LATER)
    elif apps.get_model("search", "Row").objects.exists():
        apps.get_model("search", "Owed").objects.get_or_create(family="matter", defaults={"began": uuid7()})


class Migration(migrations.Migration):
    dependencies = [("search", "0002_scrub")]

    operations = [migrations.RunPython(owe, migrations.RunPython.noop)]
