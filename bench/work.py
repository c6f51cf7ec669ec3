"""What work costs where a database does a part of it: the clock's time, and that of the processors."""

from pathlib import Path
from time import process_time

from django.db import connection


def work_done() -> float:
    """CPU seconds of this process so far, and of the PostgreSQL process that serves it where that runs here."""
    used = process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            stat = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
        if stat.exists():
            used += int(stat.read_text().split()[0]) / 1e9
    return used
