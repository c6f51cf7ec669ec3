"""Who follows the journal notices whoever wrote meanwhile, and remembers what came before its time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_words_of_a_log"),
    ]

    operations = [
        migrations.AddField(
            model_name="cursor",
            name="turn",
            field=models.BigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Early",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50)),
                ("record", models.CharField(max_length=250)),
                ("since", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name", "since", "record"), name="what_is_early_is_told_once")
                ],
            },
        ),
    ]
