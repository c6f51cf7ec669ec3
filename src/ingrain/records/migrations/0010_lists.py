"""What lists need: edits of many at once; the orders by day and by amount; names in the order of their letters."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

LISTED = ("account", "contact", "lead", "opportunity")


def by_code_point(apps: Any, schema: Any) -> None:
    """Names are sorted alike by the database and by us: pages are merged from several circles."""
    if schema.connection.vendor == "postgresql":
        for kind in LISTED:
            schema.execute(f'ALTER TABLE records_{kind} ALTER COLUMN sort TYPE varchar(250) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_words_of_a_log"),
        ("people", "0002_invitations_departures_and_lists"),
        ("records", "0020_the_page_of_a_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bulk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("asked", models.TextField(blank=True)),
                ("numbers", models.JSONField(default=list)),
                ("field", models.CharField(max_length=50)),
                ("value", models.JSONField(null=True)),
                ("shown", models.CharField(blank=True, max_length=250)),
                ("begun", models.BigIntegerField()),
                ("last", models.BigIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("done", models.BigIntegerField(null=True)),
                ("taking_back", models.BigIntegerField(null=True)),
                ("undone", models.BigIntegerField(null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["close_date", "id"], name="opportunity_by_close_date"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["next_step", "id"], name="opportunity_by_next_step"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["worth", "id"], name="opportunity_by_worth"
            ),
        ),
        migrations.AddField(
            model_name="bulk",
            name="batch",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.batch"
            ),
        ),
        migrations.AddField(
            model_name="bulk",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunPython(by_code_point, migrations.RunPython.noop),
    ]
