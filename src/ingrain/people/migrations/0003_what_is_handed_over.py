"""Who reported to somebody who left, and what was on their list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_invitations_departures_and_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="departure",
            name="reports",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="departure",
            name="tasks",
            field=models.JSONField(default=list),
        ),
    ]
