"""Who sent a matter is known by the matter itself: news that was heard before its first movement found no
origin, and was lost."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def carry_over(apps, schema_editor):
    origins, matters = apps.get_model("webhooks", "Origin").objects, apps.get_model("matters", "Matter").objects
    sent = origins.filter(county=OuterRef("county"), matter=OuterRef("id")).values("partner")[:1]
    matters.filter(id__in=origins.values("matter")).update(partner=Subquery(sent))


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial"), ("matters", "0014_sent_by")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel("Origin"),
    ]
