"""How words are found: tables of FTS5 on SQLite, kept current by triggers; indexes on PostgreSQL."""

from typing import Any

from django.db import migrations

IN = (
    "INSERT INTO records_words(rowid, name, words) VALUES (new.id, new.name, new.words); "
    "INSERT INTO records_names(rowid, name) VALUES (new.id, new.name);"
)
OUT = (
    "INSERT INTO records_words(records_words, rowid, name, words) VALUES ('delete', old.id, old.name, old.words); "
    "INSERT INTO records_names(records_names, rowid, name) VALUES ('delete', old.id, old.name);"
)
SQLITE = (
    (
        "CREATE VIRTUAL TABLE records_words USING fts5(name, words, content='records_found', content_rowid='id', "
        "tokenize='unicode61', prefix='2 3')"
    ),
    (
        "CREATE VIRTUAL TABLE records_names USING fts5(name, content='records_found', content_rowid='id', "
        "tokenize='trigram')"
    ),
    f"CREATE TRIGGER records_found_in AFTER INSERT ON records_found BEGIN {IN} END",
    f"CREATE TRIGGER records_found_out AFTER DELETE ON records_found BEGIN {OUT} END",
    (
        "CREATE TRIGGER records_found_new AFTER UPDATE OF name, words ON records_found "
        f"WHEN old.name <> new.name OR old.words <> new.words BEGIN {OUT} {IN} END"
    ),
)

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX records_found_words ON records_found USING gin (to_tsvector('simple', words))",
    "CREATE INDEX records_found_name ON records_found USING gin (to_tsvector('simple', name))",
    "CREATE INDEX records_found_alike ON records_found USING gin (name gin_trgm_ops)",
)


def prepare(apps: Any, schema: Any) -> None:
    for statement in POSTGRESQL if schema.connection.vendor == "postgresql" else SQLITE:
        schema.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_the_first_tables")]
    operations = [migrations.RunPython(prepare, migrations.RunPython.noop, atomic=True)]
