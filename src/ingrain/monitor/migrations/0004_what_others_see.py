"""What others see of a manual, kept as it stood."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0003_requests"),
        ("monitor", "0003_tallies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Showing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("made", models.BigIntegerField()),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.document")),
            ],
            options={
                "ordering": ["-day"],
            },
        ),
        migrations.CreateModel(
            name="Shown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.PositiveIntegerField()),
                ("area", models.CharField(max_length=200)),
                ("record", models.CharField(max_length=250)),
                ("responsible", models.CharField(max_length=200, null=True)),
                ("triggered", models.BigIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("due", models.BigIntegerField(null=True)),
                ("belongs", models.BigIntegerField(null=True)),
                ("done", models.BigIntegerField(null=True)),
                ("period", models.CharField(max_length=12, null=True)),
                ("occasion", models.BigIntegerField(null=True)),
                ("needed", models.IntegerField(null=True)),
                ("done_days", models.IntegerField(null=True)),
                ("breach", models.BooleanField()),
                ("area_due", models.BigIntegerField(null=True)),
                ("area_state", models.CharField(max_length=8, null=True)),
                ("area_only", models.BooleanField()),
                ("trigger_event", models.BigIntegerField(null=True)),
                ("done_event", models.BigIntegerField(null=True)),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.document")),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.edition")),
                ("showing", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="monitor.showing")),
            ],
        ),
        migrations.AddConstraint(
            model_name="showing",
            constraint=models.UniqueConstraint(fields=("document", "day"), name="a_day_is_shown_once"),
        ),
        migrations.AddIndex(
            model_name="shown",
            index=models.Index(fields=["showing", "responsible", "area"], name="shown_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="shown",
            index=models.Index(fields=["document", "record"], name="shown_of_a_record"),
        ),
    ]
