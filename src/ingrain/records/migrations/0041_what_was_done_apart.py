"""What was done is looked for apart, so that it doesn't crowd out customers."""

from typing import Any

from django.db import migrations, models

DONE = "('call', 'email', 'meeting', 'task', 'note', 'quote')"
APART = f"UPDATE records_found SET said = words, words = '', name = '' WHERE kind IN {DONE}"
COLUMNS = ("name", "words", "said")


def _of(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in COLUMNS)


IN = (
    f"INSERT INTO records_words(rowid, name, words, said) VALUES (new.id, {_of('new')}); "
    "INSERT INTO records_names(rowid, name) VALUES (new.id, new.name);"
)
OUT = (
    f"INSERT INTO records_words(records_words, rowid, name, words, said) VALUES ('delete', old.id, {_of('old')}); "
    "INSERT INTO records_names(records_names, rowid, name) VALUES ('delete', old.id, old.name);"
)
ANEW = " OR ".join(f"old.{column} <> new.{column}" for column in COLUMNS)
SQLITE = (
    "DROP TRIGGER IF EXISTS records_found_in",
    "DROP TRIGGER IF EXISTS records_found_out",
    "DROP TRIGGER IF EXISTS records_found_new",
    APART,
    "DROP TABLE records_words",
    (
        "CREATE VIRTUAL TABLE records_words USING fts5(name, words, said, content='records_found', content_rowid='id', "
        "tokenize='unicode61', prefix='2 3')"
    ),
    "INSERT INTO records_words(records_words) VALUES ('rebuild')",
    "INSERT INTO records_names(records_names) VALUES ('rebuild')",
    f"CREATE TRIGGER records_found_in AFTER INSERT ON records_found BEGIN {IN} END",
    f"CREATE TRIGGER records_found_out AFTER DELETE ON records_found BEGIN {OUT} END",
    (
        "CREATE TRIGGER records_found_new AFTER UPDATE OF name, words, said ON records_found "
        f"WHEN {ANEW} BEGIN {OUT} {IN} END"
    ),
)
POSTGRESQL = (
    APART,
    "CREATE INDEX records_found_said ON records_found USING gin (to_tsvector('simple', said))",
)


def prepare(apps: Any, schema: Any) -> None:
    for statement in POSTGRESQL if schema.connection.vendor == "postgresql" else SQLITE:
        schema.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0040_importing")]
    operations = [
        migrations.AddField("Found", "said", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(prepare, migrations.RunPython.noop),
    ]
