"""What was given up and still has its words is found at once, however much has been emptied before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("given_up_at__isnull", False), ("sealed__isnull", False)),
                fields=["given_up_at"],
                name="notices_message_forget",
            ),
        ),
    ]
