from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_matter_by_arrival"),
    ]

    operations = [
        migrations.AddField(
            model_name="mapping",
            name="kept",
            field=models.BooleanField(default=True),
        ),
    ]
