"""Tries are counted by place; a phone is bound with a word. Rows of before lock nothing any more and go within
a day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_large_print_is_a_cookie")]

    operations = [
        migrations.RenameField(model_name="attempt", old_name="name_digest", new_name="key"),
        migrations.AddField(
            model_name="attempt",
            name="name_digest",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["name_digest"], name="accounts_attempt_name"),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField()),
            ],
        ),
    ]
