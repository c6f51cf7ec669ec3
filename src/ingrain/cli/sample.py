"""The sample company on disk: its log, its manual, and what was planted in it.

Here lives writing the three files. What is in them is made by ingrain.sample.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingrain.cli.opening import UnableToOpen
from ingrain.logs.json_lines import write_events
from ingrain.method.calendar import Calendar
from ingrain.method.events import Instant
from ingrain.sample import Sample, UnableToMakeCompany, make_company
from ingrain.sample.deviations import Deviation
from ingrain.sample.manual import sentences


def write_company(folder: Path, *, seed: int = 7, people: int = 24, weeks: int = 26) -> None:
    """company.jsonl, manual.md and truth.json of a company, into a folder that is made where it isn't there."""
    try:
        sample = make_company(seed=seed, people=people, weeks=weeks)
    except UnableToMakeCompany as unable:
        raise UnableToOpen(str(unable)) from None
    folder.mkdir(parents=True, exist_ok=True)
    write_events(folder / "company.jsonl", sample.events, sample.company)
    (folder / "manual.md").write_text(sample.manual_text, encoding="utf-8")
    with (folder / "truth.json").open("w", encoding="utf-8") as out:
        out.writelines(truth_lines(sample))


def truth_lines(sample: Sample) -> Iterator[str]:
    """The truth as JSON, each deviation on a line of its own."""
    calendar, people = sample.company.calendar, sample.company.people
    yield f'{{"seed": {sample.seed}, "at": "{_local(calendar, sample.at)}",\n"people": ['
    yield from _listed({"name": name, "label": people[name].shown, "kind": kind} for name, kind in sample.kinds.items())
    yield '\n],\n"deviations": ['
    yield from _listed(_told(calendar, deviation) for deviation in sample.truth)
    yield "\n]}\n"


def _listed(parts: Iterable[dict[str, object]]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield ",\n  " if number else "\n  "
        yield json.dumps(part, ensure_ascii=False)


def _told(calendar: Calendar, deviation: Deviation) -> dict[str, object]:
    """A deviation with what it has; what it doesn't have is left out."""
    area, sentence = sentences()[deviation.rule]
    parts: dict[str, object] = {
        "rule": int(deviation.rule),
        "area": area,
        "sentence": sentence,
        "record": deviation.record,
        "responsible": deviation.responsible,
        "state": deviation.state,
        "breach": deviation.breach or None,
        "due": _local(calendar, deviation.due),
        "occasion": _local(calendar, deviation.occasion),
        "period": deviation.period,
        "why": deviation.why,
    }
    return {key: value for key, value in parts.items() if value is not None}


def _local(calendar: Calendar, instant: Instant | None) -> str | None:
    return None if instant is None else f"{calendar.local(instant):%Y-%m-%dT%H:%M}"
