"""The first tables of this room."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_invitations_departures_and_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bookkeeping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(default="EUR", max_length=3, verbose_name="currency")),
            ],
        ),
        migrations.CreateModel(
            name="Openness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, unique=True)),
                (
                    "read",
                    models.CharField(
                        choices=[
                            ("owner", "the owner and those who lead them"),
                            ("team", "the owner's team"),
                            ("territory", "everyone in the same territory"),
                            ("everyone", "everyone"),
                        ],
                        default="everyone",
                        max_length=10,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("owner", "the owner and those who lead them"),
                            ("team", "the owner's team"),
                            ("territory", "everyone in the same territory"),
                            ("everyone", "everyone"),
                        ],
                        default="team",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pipeline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                ("place", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, unique=True, verbose_name="name")),
                ("price", models.BigIntegerField(blank=True, null=True, verbose_name="price")),
                ("sold", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.CharField(db_index=True, max_length=50)),
                ("normal", models.CharField(db_index=True, max_length=254)),
                ("national", models.CharField(blank=True, db_index=True, max_length=50)),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("territory", models.CharField(blank=True, max_length=100)),
                ("created", models.BigIntegerField(default=0)),
                ("creator", models.CharField(max_length=100, null=True)),
                ("changed", models.BigIntegerField(default=0)),
                ("version", models.BigIntegerField(default=0)),
                ("deleted", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=250)),
                ("sort", models.CharField(blank=True, editable=False, max_length=250)),
                ("description", models.TextField(blank=True)),
                ("phone", models.CharField(blank=True, max_length=50)),
                ("other_phones", models.TextField(blank=True)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("other_emails", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=20)),
                ("city", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(blank=True, max_length=100)),
                ("other_addresses", models.TextField(blank=True)),
                ("type", models.CharField(blank=True, max_length=50)),
                ("industry", models.CharField(blank=True, max_length=100)),
                ("website", models.CharField(blank=True, max_length=250)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.account",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("territory", models.CharField(blank=True, max_length=100)),
                ("created", models.BigIntegerField(default=0)),
                ("creator", models.CharField(max_length=100, null=True)),
                ("changed", models.BigIntegerField(default=0)),
                ("version", models.BigIntegerField(default=0)),
                ("deleted", models.BigIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "Call"),
                            ("email", "E-mail"),
                            ("meeting", "Meeting"),
                            ("task", "Task"),
                            ("note", "Note"),
                            ("quote", "Quote"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("done", "done"), ("cancelled", "cancelled")],
                        default="done",
                        max_length=10,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=250)),
                ("text", models.TextField(blank=True)),
                ("purpose", models.CharField(blank=True, max_length=250)),
                ("outcome", models.CharField(blank=True, max_length=250)),
                ("place", models.CharField(blank=True, max_length=250)),
                ("start", models.BigIntegerField(blank=True, null=True)),
                ("end", models.BigIntegerField(blank=True, null=True)),
                ("due", models.DateField(blank=True, null=True)),
                ("done", models.BigIntegerField(blank=True, null=True)),
                ("at", models.BigIntegerField(default=0)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="About",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.CharField(max_length=50)),
                ("near", models.BooleanField(default=True)),
                ("at", models.BigIntegerField(default=0)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="abouts", to="records.activity"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.CharField(db_index=True, max_length=50)),
                ("name", models.CharField(max_length=250)),
                ("file", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("at", models.BigIntegerField()),
                ("deleted", models.BigIntegerField(null=True)),
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
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("territory", models.CharField(blank=True, max_length=100)),
                ("created", models.BigIntegerField(default=0)),
                ("creator", models.CharField(max_length=100, null=True)),
                ("changed", models.BigIntegerField(default=0)),
                ("version", models.BigIntegerField(default=0)),
                ("deleted", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=250)),
                ("sort", models.CharField(blank=True, editable=False, max_length=250)),
                ("description", models.TextField(blank=True)),
                ("phone", models.CharField(blank=True, max_length=50)),
                ("other_phones", models.TextField(blank=True)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("other_emails", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=20)),
                ("city", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(blank=True, max_length=100)),
                ("other_addresses", models.TextField(blank=True)),
                ("position", models.CharField(blank=True, max_length=150)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="records.account",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Found",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.CharField(max_length=50, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=500)),
                ("line", models.CharField(blank=True, max_length=500)),
                ("name", models.CharField(blank=True, max_length=500)),
                ("words", models.TextField(blank=True)),
                ("territory", models.CharField(blank=True, max_length=100)),
                ("changed", models.BigIntegerField(default=0)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("territory", models.CharField(blank=True, max_length=100)),
                ("created", models.BigIntegerField(default=0)),
                ("creator", models.CharField(max_length=100, null=True)),
                ("changed", models.BigIntegerField(default=0)),
                ("version", models.BigIntegerField(default=0)),
                ("deleted", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=250)),
                ("sort", models.CharField(blank=True, editable=False, max_length=250)),
                ("description", models.TextField(blank=True)),
                ("phone", models.CharField(blank=True, max_length=50)),
                ("other_phones", models.TextField(blank=True)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("other_emails", models.TextField(blank=True)),
                ("address", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=20)),
                ("city", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(blank=True, max_length=100)),
                ("other_addresses", models.TextField(blank=True)),
                ("company", models.CharField(blank=True, max_length=250)),
                ("position", models.CharField(blank=True, max_length=150)),
                ("source", models.CharField(blank=True, max_length=100)),
                ("product", models.CharField(blank=True, max_length=250)),
                ("budget", models.BigIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("qualified", "qualified"),
                            ("converted", "converted"),
                            ("disqualified", "disqualified"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("loss_reason", models.CharField(blank=True, max_length=250)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.BigIntegerField()),
                ("seen", models.BigIntegerField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="records.activity"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opportunity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("territory", models.CharField(blank=True, max_length=100)),
                ("created", models.BigIntegerField(default=0)),
                ("creator", models.CharField(max_length=100, null=True)),
                ("changed", models.BigIntegerField(default=0)),
                ("version", models.BigIntegerField(default=0)),
                ("deleted", models.BigIntegerField(null=True)),
                ("name", models.CharField(blank=True, max_length=250)),
                ("sort", models.CharField(blank=True, editable=False, max_length=250)),
                ("description", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("won", "won"), ("lost", "lost")], default="open", max_length=20
                    ),
                ),
                ("amount", models.BigIntegerField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("worth", models.BigIntegerField(blank=True, null=True)),
                ("budget", models.BigIntegerField(blank=True, null=True)),
                ("decision_maker", models.CharField(blank=True, max_length=250)),
                ("close_date", models.DateField(blank=True, null=True)),
                ("next_step", models.DateField(blank=True, null=True)),
                ("what_next", models.CharField(blank=True, max_length=250)),
                ("source", models.CharField(blank=True, max_length=100)),
                ("product", models.CharField(blank=True, max_length=250)),
                ("loss_reason", models.CharField(blank=True, max_length=250)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("pipeline", "pipeline"),
                            ("likely", "likely"),
                            ("committed", "committed"),
                            ("left out", "left out"),
                        ],
                        default="pipeline",
                        max_length=20,
                    ),
                ),
                ("moved", models.BigIntegerField(null=True)),
                ("closed_at", models.BigIntegerField(null=True)),
                ("pushed", models.PositiveIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="records.account",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="records.lead",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=50)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.contact"
                    ),
                ),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.opportunity"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.DecimalField(decimal_places=3, default=1, max_digits=12)),
                ("price", models.BigIntegerField(default=0)),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.opportunity"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Rate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("currency", models.CharField(max_length=3)),
                ("since", models.DateField()),
                ("rate", models.DecimalField(decimal_places=8, max_digits=18)),
            ],
            options={
                "ordering": ["currency", "-since"],
                "constraints": [models.UniqueConstraint(fields=("currency", "since"), name="a_day_has_one_rate")],
            },
        ),
        migrations.CreateModel(
            name="Recent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.CharField(max_length=50)),
                ("at", models.BigIntegerField()),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("chance", models.PositiveSmallIntegerField(default=0, verbose_name="chance, in 100")),
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="records.pipeline"
                    ),
                ),
            ],
            options={
                "ordering": ["pipeline", "place", "pk"],
            },
        ),
        migrations.AddField(
            model_name="opportunity",
            name="stage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opportunities",
                to="records.stage",
            ),
        ),
        migrations.CreateModel(
            name="Territory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="territories",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("asked", models.JSONField(default=dict)),
                ("shared", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="views", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(condition=models.Q(("deleted", None)), fields=["sort", "id"], name="account_by_sort"),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["owner", "sort", "id"], name="account_by_owner_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["team", "sort", "id"], name="account_by_team_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["territory", "sort", "id"],
                name="account_by_territory_sort",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["changed", "id"], name="account_by_changed"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["created", "id"], name="account_by_created"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["type", "sort", "id"], name="account_by_type_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["industry", "sort", "id"],
                name="account_by_industry_sort",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["city", "sort", "id"], name="account_by_city_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["owner", "state", "at"], name="activities_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["owner", "at"], name="the_week_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="about",
            index=models.Index(fields=["record", "at", "activity"], name="the_timeline_of_a_record"),
        ),
        migrations.AddConstraint(
            model_name="about",
            constraint=models.UniqueConstraint(fields=("activity", "record"), name="about_it_once"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(condition=models.Q(("deleted", None)), fields=["sort", "id"], name="contact_by_sort"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["owner", "sort", "id"], name="contact_by_owner_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["team", "sort", "id"], name="contact_by_team_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["territory", "sort", "id"],
                name="contact_by_territory_sort",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["changed", "id"], name="contact_by_changed"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["created", "id"], name="contact_by_created"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["account", "sort", "id"], name="contact_by_account_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["city", "sort", "id"], name="contact_by_city_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(condition=models.Q(("deleted", None)), fields=["sort", "id"], name="lead_by_sort"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["owner", "sort", "id"], name="lead_by_owner_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["team", "sort", "id"], name="lead_by_team_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["territory", "sort", "id"], name="lead_by_territory_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(condition=models.Q(("deleted", None)), fields=["changed", "id"], name="lead_by_changed"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(condition=models.Q(("deleted", None)), fields=["created", "id"], name="lead_by_created"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["state", "sort", "id"], name="lead_by_state_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["source", "sort", "id"], name="lead_by_source_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["owner", "state", "sort", "id"],
                name="lead_by_owner_state_sort",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(fields=["colleague", "seen"], name="mentions_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("activity", "colleague"), name="mentioned_once"),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(fields=("opportunity", "contact"), name="a_contact_has_one_part"),
        ),
        migrations.AddIndex(
            model_name="recent",
            index=models.Index(fields=["colleague", "-at"], name="recently_seen"),
        ),
        migrations.AddConstraint(
            model_name="recent",
            constraint=models.UniqueConstraint(fields=("colleague", "record"), name="seen_last_once"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("pipeline", "name"), name="a_stage_is_named_once"),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["sort", "id"], name="opportunity_by_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["owner", "sort", "id"], name="opportunity_by_owner_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["team", "sort", "id"], name="opportunity_by_team_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["territory", "sort", "id"],
                name="opportunity_by_territory_sort",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["changed", "id"], name="opportunity_by_changed"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["created", "id"], name="opportunity_by_created"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["account", "sort", "id"],
                name="opportunity_by_account_sort",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)), fields=["state", "sort", "id"], name="opportunity_by_state_sort"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["state", "close_date", "id"],
                name="opportunity_by_state_close_dat",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["owner", "state", "close_date", "id"],
                name="opportunity_by_owner_state_clo",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None)),
                fields=["owner", "state", "sort", "id"],
                name="opportunity_by_owner_state_sor",
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted", None), ("state", "open")),
                fields=["stage", "close_date", "id"],
                name="opportunities_on_the_board",
            ),
        ),
        migrations.AddConstraint(
            model_name="territory",
            constraint=models.UniqueConstraint(fields=("name", "colleague"), name="in_a_territory_once"),
        ),
    ]
