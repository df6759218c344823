"""PostgreSQL's index takes each entry at once, also where it was made before."""

from django.db import migrations

from lianxin.search import wiring


class Migration(migrations.Migration):
    dependencies = [("search", "0003_cheaper")]

    operations = [
        migrations.RunPython(lambda apps, editor: wiring.take_at_once(editor.connection), migrations.RunPython.noop)
    ]
