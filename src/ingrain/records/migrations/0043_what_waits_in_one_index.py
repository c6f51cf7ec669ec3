"""What the pipeline meeting counts of a person's open opportunities is read from one index, without the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0042_numbers_from_behind")]
    operations = [
        migrations.RemoveIndex("Opportunity", "what_waits_for_a_step"),
        migrations.AddIndex(
            "Opportunity",
            models.Index(
                fields=["owner", "state", "next_step", "close_date", "moved", "id"],
                name="what_waits_for_a_step",
                condition=models.Q(deleted=None) & models.Q(state="open"),
            ),
        ),
    ]
