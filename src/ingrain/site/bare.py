"""Tables without their indexes, while very much is added to them in one transaction.

Here lives taking aside whatever a database keeps beside the rows of records and journal, and making it anew as it was,
in one go at the end: every name and definition is the database's own. Ended half way, the transaction takes back both.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

ROOMS = ("journal", "records")
SEARCHED = ("records_words", "records_names")
"""The tables that SQLite finds words in; they follow records_found by a trigger."""

MEMORY = "256MB"


class UnableToHaveItAlone(Exception):
    """Somebody else works on the database."""


@contextmanager
def bare() -> Iterator[None]:
    """A transaction in which rows are added to tables that have no index but of what stands once only."""
    sqlite = connection.vendor == "sqlite"
    with _alone() if sqlite else _in_memory(), transaction.atomic():
        back = [*(_off_on_sqlite() if sqlite else _off_on_postgresql())]
        yield
        for make in back:
            _do(make)
    if not sqlite:
        _do(f"ANALYZE {', '.join(_tables())}")


@contextmanager
def _alone() -> Iterator[None]:
    """SQLite with a journal of what was there before, instead of all that is new; it has to be nobody else's then."""
    try:
        mode = _asked("PRAGMA journal_mode=DELETE")[0][0]
    except OperationalError as unable:
        raise UnableToHaveItAlone from unable
    if mode not in ("delete", "memory"):
        raise UnableToHaveItAlone
    _do("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        _do("PRAGMA foreign_keys=ON")
        _do("PRAGMA journal_mode=WAL")


@contextmanager
def _in_memory() -> Iterator[None]:
    _do(f"SET maintenance_work_mem = '{MEMORY}'")
    try:
        yield
    finally:
        _do("RESET maintenance_work_mem")


def _off_on_sqlite() -> Iterator[str]:
    """Takes them away; how each is made anew."""
    beside = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> ''"
    for sort, name, table, made in _asked(beside):
        if _is_ours(table) and (sort == "index" or "AFTER INSERT" in made):
            _do(f'DROP {sort} "{name}"')
            yield made
    for table in SEARCHED:
        yield f"INSERT INTO {table}({table}) VALUES ('rebuild')"


def _off_on_postgresql() -> Iterator[str]:
    """Takes them away; how each is made anew. Ties to other tables are checked then, in one go."""
    constraints = _asked(
        "SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t "
        "ON t.oid = c.conrelid WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace"
    )
    for table, name, said in constraints:
        if _is_ours(table):
            _do(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            yield f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {said}'
    indexes = _asked(
        "SELECT t.relname, i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid "
        "JOIN pg_class i ON i.oid = x.indexrelid WHERE NOT x.indisunique "
        "AND t.relnamespace = current_schema()::regnamespace"
    )
    for table, name, made in indexes:
        if _is_ours(table):
            _do(f'DROP INDEX "{name}"')
            yield made


def _is_ours(table: str) -> bool:
    return table.partition("_")[0] in ROOMS and not table.startswith(SEARCHED)


def _tables() -> list[str]:
    return [f'"{name}"' for name in connection.introspection.table_names() if _is_ours(name)]


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _asked(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[str, ...]] = cursor.fetchall()
        return found
