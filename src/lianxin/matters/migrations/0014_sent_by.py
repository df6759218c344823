from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0013_contacts_left_later")]

    operations = [
        migrations.AddField(model_name="matter", name="partner", field=models.UUIDField(null=True)),
    ]
