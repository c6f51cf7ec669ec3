"""What a decision asked of the manual."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0003_requests"),
        ("monitor", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="editions.request"
            ),
        ),
    ]
