"""What the database is asked for words: FTS5 on SQLite, tsvector and pg_trgm on PostgreSQL. Nowhere else is either.

Rows are asked for newest first and only so many: a word that stands in everything costs no more than a rare one.
"""

from collections.abc import Sequence

from django.db import connection

LIKENESS = "0.35"
"""So many of the threes of letters that were typed a name has at least, on PostgreSQL."""

NAME, WORDS, SAID = "name", "words", "said"
"""Where words are looked for: in what a customer is called, in everything that is known of one, in what was done."""


def with_words(words: Sequence[str], *, within: str, limit: int) -> list[int]:
    """Numbers of the rows that have a word beginning with each of these there, the newest of them."""
    assert within in (NAME, WORDS, SAID)
    if connection.vendor == "sqlite":
        asked = f"{within} : (" + " AND ".join(f'"{word}"*' for word in words) + ")"
        sql = "SELECT rowid FROM records_words WHERE records_words MATCH %s ORDER BY rowid DESC LIMIT %s"
        return _numbers(sql, [asked, limit])
    asked = " & ".join(f"{word}:*" for word in words)
    sql = f"SELECT id FROM records_found WHERE to_tsvector('simple', {within}) @@ to_tsquery('simple', %s) LIMIT %s"
    return _numbers(sql, [asked, limit])


def alike(text: str, *, limit: int) -> list[int]:
    """Numbers of the rows whose name shares the most with this text, three letters at a time."""
    if connection.vendor == "sqlite":
        parts = sorted({text[n : n + 3] for n in range(len(text) - 2)})
        asked = " OR ".join('"' + part.replace('"', '""') + '"' for part in parts)
        sql = "SELECT rowid FROM records_names WHERE records_names MATCH %s ORDER BY rank LIMIT %s"
        return _numbers(sql, [asked, limit])
    # A part of a long name, or the whole of a short one with a letter wrong: each operator has its own threshold.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [LIKENESS])
    sql = (
        "SELECT id FROM records_found WHERE %s <%% name OR name %% %s ORDER BY word_similarity(%s, name) DESC LIMIT %s"
    )
    return _numbers(sql, [text, text, text, limit])


def _numbers(sql: str, values: list[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
