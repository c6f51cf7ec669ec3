"""The first tables of this room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("log", models.BooleanField(default=False)),
                ("begun", models.BigIntegerField()),
                ("by", models.CharField(max_length=100, null=True)),
                ("shown", models.BigIntegerField(null=True)),
                ("undone", models.BigIntegerField(null=True)),
                ("events", models.PositiveBigIntegerField(default=0)),
                ("records", models.PositiveBigIntegerField(default=0)),
                ("last", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Cursor",
            fields=[
                ("name", models.CharField(max_length=50, primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("occurred", models.BigIntegerField()),
                ("recorded", models.BigIntegerField()),
                ("actor", models.CharField(max_length=200, null=True)),
                ("actor_kind", models.CharField(max_length=12)),
                ("through", models.CharField(max_length=12)),
                ("record", models.CharField(max_length=250)),
                ("did", models.CharField(max_length=250)),
                ("transition", models.CharField(max_length=50, null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("digest", models.BinaryField()),
                (
                    "batch",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="journal.batch"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField(default=0)),
                (
                    "digest",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="journal.entry",
                    ),
                ),
                ("salt", models.BinaryField()),
                ("fields", models.TextField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.CharField(max_length=250)),
                ("other", models.CharField(max_length=250)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="journal.entry"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["record", "sequence"], name="entries_of_a_record"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["actor", "sequence"], name="entries_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="tie",
            index=models.Index(fields=["record"], name="ties_of_a_record"),
        ),
        migrations.AddIndex(
            model_name="tie",
            index=models.Index(fields=["other"], name="ties_to_a_record"),
        ),
    ]
