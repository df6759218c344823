"""What was said before there was an index is laid into it by `lianxin work`, or by `lianxin search rebuild`."""

from django.db import migrations

from lianxin.kernel.ids import uuid7


def owe(apps, editor):
    if apps.get_model("matters", "Matter").objects.exists():
        apps.get_model("search", "Owed").objects.get_or_create(family="matter", defaults={"began": uuid7()})


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0006_follow_ups"),
        ("search", "0001_initial"),
    ]
    operations = [migrations.RunPython(owe, migrations.RunPython.noop)]
