"""The table of this room: logs on their way in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0003_words_of_a_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name of the log")),
                ("original", models.CharField(max_length=250)),
                ("file", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("at", models.BigIntegerField()),
                ("told", models.JSONField(default=dict)),
                ("manual", models.TextField(blank=True)),
                ("begun", models.BigIntegerField(null=True)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("read", models.BigIntegerField(default=0)),
                ("written", models.BigIntegerField(default=0)),
                ("moved", models.BigIntegerField(null=True)),
                ("said", models.TextField(blank=True)),
                ("remarks", models.JSONField(default=list)),
                ("people", models.PositiveIntegerField(default=0)),
                (
                    "batch",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrival",
                        to="journal.batch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
    ]
