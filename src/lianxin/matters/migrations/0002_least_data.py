"""Nothing ever looked a resident up by number, so nothing may: the digest of the phone goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]

    operations = [migrations.RemoveField(model_name="contact", name="phone_digest")]
