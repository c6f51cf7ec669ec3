"""A log keeps the words that a manual about it may say."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_head")]

    operations = [migrations.AddField("batch", "words", models.JSONField(default=dict))]
