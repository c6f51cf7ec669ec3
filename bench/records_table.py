"""What docs/benchmarks.md says of the pages of records: ours on both databases and in two sizes, and Creme's beside."""

import os
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any

HEAD = "## Records"
STANDING, LARGE = 100_000, 1_000_000
WANTED = {
    "list": 60, "list, page 10,000": 60, "record with its timeline": 50, "search as one types": 50, "board": 100,
    "save": 30, "pipeline meeting": 100,
}  # fmt: skip


def table(found: list[list[Any]]) -> str:
    """By size, then by database; the first of all has Creme's beside."""
    runs = [run for size in found for run in size]
    beside = runs[0].get("beside") or {"creme": None, "why": "Creme CRM was not measured."}
    heads = [f"{run['database']}, {run['contacts']:,}" for run in runs]
    heads += ["wanted", f"Creme {beside['creme']}", "of the first"] if beside["creme"] else ["wanted"]
    rows = [_row(what, found, beside) for what in runs[0]["pages"]]
    of_all = (("8 at once, pages a second", "a_second", "30"), ("memory of what answers, MB", "memory", "250"),
              ("the load, s", "loading", ""), ("of it work of this process, s", "loading_cpu", ""))  # fmt: skip
    rows += [[what, *(f"{run[key]:.0f}" for run in runs), limit] for what, key, limit in of_all]
    lines = [" | ".join(row + [""] * (len(heads) + 1 - len(row))) for row in rows]
    sizes = "; ".join(
        f"{s[0]['contacts']:,} contacts, {s[0]['accounts']:,} accounts, {s[0]['opportunities']:,} opportunities and "
        f"{s[0]['entries']:,} entries of the journal" for s in found
    )  # fmt: skip
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian", "psycopg"))
    return f"""{HEAD}

Measured on {datetime.now().astimezone():%-d %B %Y} with {packages}, by `bench/records.py`: {sizes}. From the request to
the finished HTML in one process; milliseconds, the median of 30, in brackets p95 (wanted: at most twice the limit), and
with ten times as much how many times as long (wanted: 1.5 at most). A save is a field that is left on a record's page.
Eight at once are people with sessions of their own on the server that `ingrain start` runs. The machine's load was
{os.getloadavg()[0]:.1f} meanwhile; above its {os.cpu_count()} cores the times tell of other work too.

{_of_creme(runs[0], beside)}

| what | {" | ".join(heads)} |
| --- | {" | ".join("---:" for _one in heads)} |
{chr(10).join(f"| {line} |" for line in lines)}"""


def _row(what: str, found: list[list[Any]], beside: Mapping[str, Any]) -> list[str]:
    cells = [what]
    for run in [run for size in found for run in size]:
        ms, slow = run["pages"][what]
        first = next(one for one in found[0] if one["database"] == run["database"])["pages"][what][0]
        cells.append(f"{ms:.0f} ({slow:.0f})" + (f", × {ms / first:.1f}" if run not in found[0] else ""))
    cells.append(f"{WANTED[what]} ms" if what in WANTED else "")
    if what in beside.get("pages", {}):
        ms, slow = beside["pages"][what]
        cells += [f"{ms:.0f} ({slow:.0f})", _times(ms, found[0][0], what)]
    return cells


def _of_creme(ours: Mapping[str, Any], beside: Mapping[str, Any]) -> str:
    if beside["creme"] is None:
        return str(beside["why"])
    contacts, accounts, opportunities, done, lines = (
        f"{beside[what]:,}" for what in ("contacts", "accounts", "opportunities", "done", "lines")
    )
    again = "; ".join(
        f"{what} {ms:.0f} ms ({_times(ms, ours, what)})" for what, (ms, _slow) in beside["analysed"].items()
    )
    return f"""Creme CRM {beside["creme"]}, made with Django too, has the same records in the same run, in a SQLite that
is set as ours is (`bench/creme.py`): {contacts} contacts, {accounts} organisations, {opportunities} opportunities,
{done} activities, emails and memos, {lines} lines of history. Each page is compared with the one of ours that shows as
much, lists with 50 of everybody's; a seller asks for ours, the superuser, for whom Creme checks least, for Creme's
(wanted: at least 5 times ours). Creme has no board, only a list of opportunities. Its page 10,000 is its last, as ours
is with so many. Its home has the firm's figures and what was changed last, ours has somebody's day. After ANALYZE,
which neither asks SQLite for, Creme takes: {again}."""


def _times(ms: float, ours: Mapping[str, Any], what: str) -> str:
    return f"× {ms / ours['pages'][what][0]:.1f}"
