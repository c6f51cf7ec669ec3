"""Spreadsheets that are brought in, what their columns meant, and numbers from elsewhere."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_words_of_a_log"),
        ("people", "0002_invitations_departures_and_lists"),
        ("records", "0030_the_board"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Elsewhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=100)),
                ("record", models.CharField(db_index=True, max_length=50)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number", "record"), name="known_elsewhere_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Remembered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("headings", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("columns", models.JSONField(default=list)),
                ("names", models.JSONField(default=dict)),
                ("at", models.BigIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Spreadsheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original", models.CharField(max_length=250)),
                ("file", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("at", models.BigIntegerField()),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("told", models.JSONField(default=dict)),
                ("begun", models.BigIntegerField(null=True)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("written", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("moved", models.BigIntegerField(null=True)),
                ("said", models.TextField(blank=True)),
                ("shown", models.BigIntegerField(null=True)),
                ("asked_back", models.BigIntegerField(null=True)),
                ("undone", models.BigIntegerField(null=True)),
                ("counts", models.JSONField(default=dict)),
                ("refused", models.JSONField(default=dict)),
                ("made", models.JSONField(default=list)),
                ("stayed", models.JSONField(default=list)),
                (
                    "batch",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spreadsheet",
                        to="journal.batch",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "intake",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spreadsheet",
                        to="people.intake",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
    ]
