"""`make bench`: speed and memory of the engine and the judge, measured in one run, into docs/benchmarks.md.

Each measurement is made in a process of its own, so that its memory is its own. pm4py is AGPL: it runs in an
environment made for the purpose and thrown away, and is never imported by anything of ours. So is Creme CRM.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import records_table

from ingrain.logs import open_log

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
LOG = ROOT.parent / "shared" / "data" / "bpic2012.xes.gz"
PAGE = ROOT / "docs" / "benchmarks.md"
SIZES = (1, 10, 100)


def main() -> None:
    if not LOG.exists():
        sys.exit("There is no shared/data/bpic2012.xes.gz beside this checkout: nothing can be measured.")
    if "--pages" in sys.argv:
        before, old = PAGE.read_text(encoding="utf-8").split(PAGES_HEAD)
        _old, head, records = old.partition(records_table.HEAD)
        PAGE.write_text(f"{before}{_pages(_of_pages())}\n\n{head}{records}".rstrip() + "\n", encoding="utf-8")
        return
    quick = "--quick" in sys.argv
    if "--records" in sys.argv:
        before = PAGE.read_text(encoding="utf-8").split(records_table.HEAD)[0].rstrip()
        PAGE.write_text(f"{before}\n\n{records_table.table(_of_records(quick=quick))}\n", encoding="utf-8")
        return
    with tempfile.TemporaryDirectory(prefix="ingrain-bench-") as folder:
        where = Path(folder)
        pq.write_table(pa.Table.from_batches(open_log(LOG).batches()), where / "log-1.parquet", row_group_size=262_144)
        sizes = SIZES[:2] if quick else SIZES
        for times in sizes[1:]:
            _say(f"the log {times} times over")
            _replicate(where / "log-1.parquet", where / f"log-{times}.parquet", times)
        found: dict[str, Any] = {"xes": _child("from_xes.py", LOG)}
        for times in sizes:
            found[f"check {times}"] = _child("one_check.py", where / f"log-{times}.parquet", where)
        for times in (1, 10):
            found[f"violating {times}"] = _child("violating.py", where / f"log-{times}.parquet", where)
        found["many"] = _child("many_rules.py", where / "log-10.parquet", where)
        found["judge"] = _child("judge_alone.py", where / "log-1.parquet")
        found["following"] = [_child("following.py")]
        found["following"] += _on_postgresql("following.py")
        python = _environment(where)
        for times in (1, 10):
            found[f"pm4py {times}"] = _child("other.py", where / f"log-{times}.parquet", python=python)
    found["pages"] = _of_pages()
    found["records"] = _of_records(quick=quick)
    PAGE.write_text(page(found, sizes), encoding="utf-8")
    _say(f"written: {PAGE.relative_to(ROOT)}")


def _say(what: str) -> None:
    print(what, flush=True)


def _replicate(source: Path, target: Path, times: int) -> None:
    """The same log so many times, with fresh names of records and going on in its numbers."""
    with pq.ParquetFile(source) as log:
        events = log.metadata.num_rows
        with pq.ParquetWriter(target, log.schema_arrow) as writer:
            for turn in range(times):
                for batch in log.iter_batches(65_536):
                    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
                    columns["sequence"] = pc.add(columns["sequence"], turn * events)
                    columns["record"] = pc.binary_join_element_wise(columns["record"], str(turn), "-")
                    writer.write_batch(pa.RecordBatch.from_pydict(columns, schema=log.schema_arrow))


def _child(script: str, *given: Path, python: Path | str = sys.executable) -> Any:
    """What a measurement prints, as JSON."""
    _say(f"{script} {' '.join(path.name for path in given)}")
    command = [str(python), str(HERE / script), *map(str, given)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _on_postgresql(script: str) -> list[Any]:
    """The same on a PostgreSQL of its own; nothing where the machine has none."""
    _say(f"{script} on PostgreSQL")
    command = ["sh", str(ROOT / "scripts" / "with-postgres.sh"), sys.executable, str(HERE / script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(done.stdout.strip().splitlines()[-1])] if done.stdout.strip() else []


def _environment(where: Path) -> Path:
    """A Python with pm4py in it, apart from ours."""
    _say("an environment for pm4py")
    venv.create(where / "other", with_pip=True)
    python = where / "other" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "pm4py", "pyarrow"], check=True)
    return python


# --- the page ---------------------------------------------------------------------------------------------------------


def page(found: Mapping[str, Any], sizes: tuple[int, ...]) -> str:
    parts = [_head(found), _ten_rules(found), _same(found), _sizes(found, sizes), _following(found), _rest(found)]
    parts += [_pages(found["pages"]), records_table.table(found["records"])]
    return "\n\n".join(parts) + "\n"


def _head(found: Mapping[str, Any]) -> str:
    today = datetime.now().astimezone()
    others = found["pm4py 1"]["version"]
    packages = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pyarrow", "sqlglot"))
    return f"""# Benchmarks

Written by `make bench` on {today:%-d %B %Y}; not edited by hand. All figures are of one run, so that the ratios
hold where the figures don't.

- **Input**: the log of BPI Challenge 2012 (262,200 events, 13,087 loan applications), and the same ten and a hundred
  times over with fresh names. The ten rules are in `bench/ten_rules.md`; every record is closed by its last event.
- **Machine**: {os.cpu_count()} cores, {_model()}, {_memory_gb()} GB; {platform.system()}.
- **Versions**: Python {platform.python_version()}, {packages}; pm4py {others} on its own."""


def _ten_rules(found: Mapping[str, Any]) -> str:
    rows = []
    for times in (1, 10):
        ours, theirs = found[f"violating {times}"], found[f"pm4py {times}"]
        scan = ours["scan"]
        rows += [
            f"| {ours['events']:,} | bare Parquet scan of the same columns | {scan:.3f} | 1 | |",
            _row(ours, "violating records of ten rules", ours["violating"], theirs),
            _row(ours, "all obligations, with people and deadlines", ours["obligations"], theirs),
            _row(ours, "pm4py, the eight rules that it has", theirs["cpu"], theirs),
        ]
    return f"""## Ten rules

Existence, init, absence, response, precedence, chain response, responded existence, not co-existence, four eyes,
response within 24 hours. CPU seconds, the log taken in before.

| events | what | CPU s | × scan | pm4py takes |
| ---: | --- | ---: | ---: | ---: |
{chr(10).join(rows)}

Peak memory of the process with 2.6 million events: {found["violating 10"]["rss"]} MB. Wanted: violating records at most
8 × the scan, pm4py at least 15 times as much CPU, under 300 MB."""


def _row(ours: Mapping[str, Any], what: str, cpu: float, theirs: Mapping[str, Any]) -> str:
    return f"| {ours['events']:,} | {what} | {cpu:.2f} | {cpu / ours['scan']:.1f} | {theirs['cpu'] / cpu:.1f} × |"


def _same(found: Mapping[str, Any]) -> str:
    ours, theirs = found["violating 1"], found["pm4py 1"]["records"]
    rows = []
    for rule, (template, records) in enumerate(theirs.items(), 1):
        mine = set(ours["records"][template])
        verdict = "the same" if mine == set(records) else f"**{len(mine ^ set(records))} differ**"
        rows.append(f"| {rule} | {template} | {len(mine):,} | {len(records):,} | {verdict} |")
    return f"""## The same records

Records that violate each rule that both have, on the log once.

| | template | ours | pm4py | records |
| ---: | --- | ---: | ---: | --- |
{chr(10).join(rows)}"""


def _sizes(found: Mapping[str, Any], sizes: tuple[int, ...]) -> str:
    checks = [found[f"check {times}"] for times in sizes]
    rows = [f"| {c['events']:,} | {c['wall']:.1f} | {c['cpu']:.1f} | {c['rss']} | {c['disk']} |" for c in checks]
    first, last = checks[0], checks[-1]
    more = (last["events"] - first["events"]) / 1e6
    return f"""## Time and memory against size

A whole check of the ten rules, from Parquet to cells: taking in, ordering, judging, counting.

| events | wall s | CPU s | peak MB | on disk MB |
| ---: | ---: | ---: | ---: | ---: |
{chr(10).join(rows)}

Slope for each further million events: {(last["cpu"] - first["cpu"]) / more:.1f} CPU s and
{(last["rss"] - first["rss"]) / more:.1f} MB of memory."""


def _following(found: Mapping[str, Any]) -> str:
    rows = []
    for one in found["following"]:
        single, many = one["single"], one["many"]
        often = f"{_ms(single['wall'])} (95 in 100: {_ms(single['slow'])})"
        rows += [
            f"| {one['database']} | one record | {often} | {_ms(single['work'])} | 5 ms |",
            f"| {one['database']} | {one['touched']:,} records | {many['wall']:.2f} s | {many['work']:.2f} s | 0.3 s |",
        ]
    events = found["following"][0]["events"]
    return f"""## After an event

What stands, judged again after something happened, in a journal of {events:,} events: the sample company's half
year a hundred times over, by its own manual. From the entry in the journal to what stands, written down; medians.

| database | touched | on the clock | of work | wanted |
| --- | --- | ---: | ---: | ---: |
{chr(10).join(rows)}"""


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _rest(found: Mapping[str, Any]) -> str:
    judge, many, xes = found["judge"], found["many"], found["xes"]
    whole = f"from `.xes.gz` to a finished check of the loan desk's manual ({xes['rules']} rules)"
    return f"""## The rest

| what | measured | wanted |
| --- | ---: | ---: |
| {whole} | {xes["wall"]:.1f} s, {xes["rss"]} MB | 20 s |
| {many["rules"]} rules, violating records, {many["events"]:,} events | {many["cpu"]:.1f} CPU s | 12 |
| the judge alone, ten rules, one core | {judge["per_second"]:,.0f} events a second | 100,000 |"""


PAGES_HEAD = "## The monitor's pages"
WANTED = {"grid of 50": "100 ms, 100 kB", "cell, firm of 50": "50 ms"}


def _of_pages() -> list[Any]:
    return _on_both("pages.py")


def _on_both(script: str, *given: str, beside: str = "") -> list[Any]:
    """The same on both databases, each of which is thrown away; beside: another's, with what the SQLite has then."""
    with tempfile.TemporaryDirectory(prefix="ingrain-bench-") as folder:
        os.environ["INGRAIN_DATA"] = folder
        found = [_child(script, *map(Path, given))]
        if beside:
            found[0]["beside"] = _child(beside, *map(Path, given))
        del os.environ["INGRAIN_DATA"]
    _say(f"{script} {' '.join(given)} on PostgreSQL")
    command = ["sh", str(ROOT / "scripts" / "with-postgres.sh"), sys.executable, str(HERE / script), *given]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    if done.returncode:
        sys.exit(done.stderr)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return [*found, json.loads(lines[-1])]


def _pages(found: list[Any]) -> str:
    names = " and ".join(f"{one['vendor']} {one['version']}" for one in found)
    rows = []
    for what in found[0]["pages"]:
        some = [one["pages"][what] for one in found]
        times = " | ".join(f"{one['ms']:.0f} ms ({one['cpu']:.0f})" for one in some)
        kb, queries = some[0]["bytes"] / 1000, " and ".join(str(n) for n in sorted({one["queries"] for one in some}))
        rows.append(f"| {what} | {times} | {kb:.0f} kB | {queries} | {WANTED.get(what, '')} |")
    today = datetime.now().astimezone()
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "psycopg"))
    return f"""{PAGES_HEAD}

Measured on {today:%-d %B %Y} with {packages}, {names}, by `bench/pages.py`: a firm of 50 people, then of 1,000, in
{found[0]["areas"]} areas, every cell judged and with eight weeks of trend. Of 50 people there are records too: 30 leads
each, with their calls, emails and notes. From the request to the finished HTML in one process, everything that signs in
and guards included; the median of 25 in wall time, in brackets what this process worked. The size is that of the HTML
before it is compressed. A page shows 50 people. The machine's load was {os.getloadavg()[0]:.1f} meanwhile; above its
{os.cpu_count()} cores the wall time tells of other work too.

| what | {" | ".join(one["vendor"] for one in found)} | HTML | queries | wanted |
| --- | {" | ".join("---:" for _one in found)} | ---: | ---: | --- |
{chr(10).join(rows)}"""


def _of_records(*, quick: bool) -> list[list[Any]]:
    """By size, then by database; Creme has the smaller load on SQLite too."""
    small, large = records_table.STANDING, records_table.LARGE
    found = [_on_both("records.py", str(small), beside="creme.py")]
    return found if quick else [*found, _on_both("records.py", str(large))]


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    main()
