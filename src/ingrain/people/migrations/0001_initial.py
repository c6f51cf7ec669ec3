"""The first tables of this room."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Firm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("zone", models.CharField(default="UTC", max_length=64, verbose_name="time zone")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country of the holidays")),
                ("region", models.CharField(blank=True, max_length=10, verbose_name="region of the holidays")),
                ("opens", models.TimeField(default=datetime.time(9, 0), verbose_name="opens")),
                ("closes", models.TimeField(default=datetime.time(17, 30), verbose_name="closes")),
                ("aim", models.PositiveSmallIntegerField(default=80, verbose_name="aim, in 100")),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=1, default=2, max_digits=4, verbose_name="reviewers' hours a week"
                    ),
                ),
                ("example", models.BooleanField(default=False, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                ("dissolved", models.DateField(blank=True, null=True, verbose_name="dissolved on")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Colleague",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("key", models.CharField(editable=False, max_length=100, unique=True)),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, null=True, unique=True, verbose_name="e-mail address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("human", "person"), ("integration", "integration"), ("assistant", "assistant")],
                        default="human",
                        max_length=12,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("left", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "coach",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="coached",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="colleagues",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField(verbose_name="first day")),
                ("last", models.DateField(verbose_name="last day")),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leaves", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["first"],
            },
        ),
        migrations.CreateModel(
            name="HeldRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("seller", "Seller"),
                            ("super user", "Super user"),
                            ("sales manager", "Sales manager"),
                            ("adoption lead", "Adoption lead"),
                            ("sponsor", "Sponsor"),
                            ("works council", "Works council"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("colleague", "role"), name="a_role_is_held_once")],
            },
        ),
    ]
