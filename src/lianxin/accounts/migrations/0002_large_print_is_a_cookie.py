"""The size of the letters is a cookie of the device, never read from the person."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RemoveField(model_name="person", name="large_print")]
