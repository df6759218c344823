"""The database refuses to change or remove what the journal says."""

from django.db import migrations

from lianxin.journal import guards


def lay(apps, schema_editor):
    guards.install(schema_editor.connection)


def lift(apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(lay, lift)]
