from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0012_handed_on")]

    operations = [
        migrations.AddField(
            model_name="contact", name="left_later", field=models.BooleanField(default=False)
        ),
    ]
