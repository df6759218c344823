"""Contacts are forgotten when their time is over: found by the day, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_least_data")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["kept_until"], name="matters_contact_until"),
        ),
    ]
