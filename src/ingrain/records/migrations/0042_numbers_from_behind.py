"""Numbers from behind too, so that the last digits alone find somebody."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Reverse


def turn(apps: Any, _schema: Any) -> None:
    reach = apps.get_model("records", "Reach")
    reach.objects.exclude(national="").update(backwards=Reverse("national"))


class Migration(migrations.Migration):
    dependencies = [("records", "0041_what_was_done_apart")]
    operations = [
        migrations.AddField(
            "Reach", "backwards", models.CharField(blank=True, default="", max_length=50), preserve_default=False
        ),
        migrations.RunPython(turn, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("Reach", "backwards", models.CharField(blank=True, db_index=True, max_length=50)),
    ]
