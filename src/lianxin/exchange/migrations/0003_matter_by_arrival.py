from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_numbers_are_order_enough"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(fields=["county", "matter"], name="exchange_arrival_matter"),
        ),
    ]
