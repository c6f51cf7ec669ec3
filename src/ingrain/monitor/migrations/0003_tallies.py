"""Figures by rule, and over other periods."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0003_requests"),
        ("monitor", "0002_request_of_a_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("days", models.PositiveSmallIntegerField(default=28)),
                ("person", models.CharField(max_length=200, null=True)),
                ("whole", models.BooleanField(default=False)),
                ("area", models.CharField(max_length=200)),
                ("state", models.CharField(max_length=12)),
                ("apart", models.BooleanField(default=False)),
                ("met", models.IntegerField(default=0)),
                ("late", models.IntegerField(default=0)),
                ("missed", models.IntegerField(default=0)),
                ("due", models.IntegerField(default=0)),
                ("early", models.IntegerField(default=0)),
                ("void", models.IntegerField(default=0)),
                ("unknown", models.IntegerField(default=0)),
                ("breaches", models.IntegerField(default=0)),
                ("triggers", models.IntegerField(default=0)),
                ("judged_records", models.IntegerField(default=0)),
                ("violating_records", models.IntegerField(default=0)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("worst_rule", models.IntegerField(null=True)),
                ("rule", models.IntegerField(null=True)),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.document")),
            ],
            options={
                "indexes": [models.Index(fields=["document", "days", "day", "area"], name="tallies_of_a_day")],
            },
        ),
    ]
