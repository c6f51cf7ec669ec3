"""What the page of a record asks for: what is planned, what is sold, what lies in the bin, what was sent already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def know_what_is_planned(apps, schema):
    apps.get_model("records", "About").objects.filter(
        activity__in=apps.get_model("records", "Activity").objects.filter(state="planned", deleted=None)
    ).update(planned=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_invitations_departures_and_lists"),
        ("records", "0002_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("answer", models.CharField(max_length=250)),
                ("at", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="about",
            name="planned",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="people",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="product_lines",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="about",
            index=models.Index(
                condition=models.Q(("planned", True)), fields=["record", "at"], name="planned_for_a_record"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("deleted__isnull", False)), fields=["deleted", "id"], name="account_in_the_bin"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("deleted__isnull", False)), fields=["deleted", "id"], name="activities_in_the_bin"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("deleted__isnull", False)), fields=["deleted", "id"], name="contact_in_the_bin"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("deleted__isnull", False)), fields=["deleted", "id"], name="lead_in_the_bin"
            ),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("deleted__isnull", False)), fields=["deleted", "id"], name="opportunity_in_the_bin"
            ),
        ),
        migrations.AddField(
            model_name="sent",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="sent",
            constraint=models.UniqueConstraint(fields=("by", "key"), name="sent_once"),
        ),
        migrations.RunPython(know_what_is_planned, migrations.RunPython.noop),
    ]
