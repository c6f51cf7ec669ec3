"""The first tables of this room."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("editions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Judged",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="judged",
                        serialize=False,
                        to="editions.document",
                    ),
                ),
                ("at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.PositiveIntegerField()),
                ("record", models.CharField(max_length=250)),
                ("responsible", models.CharField(max_length=200)),
                ("triggered", models.BigIntegerField()),
                ("why", models.CharField(max_length=500, verbose_name="what is wrong")),
                ("at", models.BigIntegerField()),
                ("answered", models.BigIntegerField(null=True)),
                ("upheld", models.BooleanField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.edition")),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=200)),
                ("area", models.CharField(max_length=200)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("sit with", "Sit with"),
                            ("lesson", "Lesson"),
                            ("encourage", "Encourage"),
                            ("talk to manager", "Talk to manager"),
                            ("wait", "Wait"),
                            ("manual is wrong", "The manual is wrong"),
                        ],
                        max_length=20,
                        verbose_name="what happens next",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("until", models.DateField(verbose_name="by")),
                ("at", models.BigIntegerField()),
                ("met", models.IntegerField()),
                ("asked", models.IntegerField()),
                ("state", models.CharField(max_length=12)),
                ("again", models.DateField()),
                ("done", models.BigIntegerField(null=True)),
                ("kept", models.BooleanField(null=True)),
                ("because", models.CharField(blank=True, max_length=500)),
                ("seen_again", models.BigIntegerField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.document")),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["document", "person", "area"], name="decisions_on_a_cell")],
            },
        ),
        migrations.CreateModel(
            name="Figure",
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
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.document")),
            ],
            options={
                "indexes": [models.Index(fields=["document", "days", "day"], name="figures_of_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=200)),
                ("area", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.BigIntegerField()),
                ("seconds", models.PositiveIntegerField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="editions.document")),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["person", "-at"], name="looks_at_a_person")],
            },
        ),
        migrations.CreateModel(
            name="Standing",
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["document", "record"], name="standing_of_a_record"),
                    models.Index(fields=["document", "responsible", "area", "belongs"], name="standing_of_a_person"),
                    models.Index(fields=["state", "due"], name="standing_that_falls_due"),
                ],
            },
        ),
    ]
