"""A log comes in whole or not at all, whoever is killed, whatever is full, and goes away whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from tests.firm import firm, instant, manual

from ingrain.connect import arrive, bring_in, hand_out
from ingrain.connect.arrive import UnableToBringIn
from ingrain.connect.models import Arrival
from ingrain.editions.of_a_log import about, save_about, starter
from ingrain.editions.publish import publish
from ingrain.journal import read
from ingrain.journal.models import Batch, Entry
from ingrain.logs import Options, open_log
from ingrain.method.text import read_manual
from ingrain.monitor import grid, logs, watch
from ingrain.monitor.models import Figure, Standing
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")
ROWS = 50


@pytest.fixture
def ingrid(db: None, settings_for_pages: None, settings: Any, tmp_path: Path) -> Colleague:
    settings.MEDIA_ROOT = tmp_path
    return firm()["ingrid"]


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_in, "AT_ONCE", 10)


def table(rows: int = ROWS, head: str = "Case ID,Activity,Timestamp,Resource,Amount") -> bytes:
    """Cases of two events: asked on one day, answered an hour later, by Ann or Bob."""
    lines = [head]
    for row in range(rows):
        case, second = divmod(row, 2)
        when = f"2026-11-{case % 9 + 10}T{10 + second}:00:00"
        lines.append(f"{case},{'answered' if second else 'asked'},{when},{'Ann' if case % 2 else 'Bob'},{case}")
    return "\n".join(lines).encode()


def uploaded(by: Colleague, content: bytes | None = None, name: str = "desk.csv", text: str = "") -> Arrival:
    chunks = [table() if content is None else content]
    return arrive.receive(chunks, original=name, manual=text, by=by, at=NOW)


def begun(by: Colleague, **more: Any) -> Arrival:
    arrival = uploaded(by, **more)
    bring_in.begin(arrival, by=by, at=NOW)
    return arrival


def brought_in(by: Colleague, **more: Any) -> Arrival:
    arrival = begun(by, **more)
    return worked_on(arrival)


def worked_on(arrival: Arrival) -> Arrival:
    bring_in.bring_in(arrival.pk, clock=lambda: NOW)
    return Arrival.objects.select_related("batch").get(pk=arrival.pk)


def batch_of(arrival: Arrival) -> Batch:
    assert arrival.batch is not None
    return arrival.batch


def test_a_file_is_kept_where_nothing_is_served_under_a_name_that_nobody_guesses(
    ingrid: Colleague, tmp_path: Path
) -> None:
    arrival = uploaded(ingrid)
    assert arrival.path.parent == tmp_path / "logs"
    assert "desk" not in arrival.file
    assert arrival.name == "desk"


def test_what_is_no_log_is_refused_by_the_name_that_it_had_and_not_kept(ingrid: Colleague, tmp_path: Path) -> None:
    with pytest.raises(UnableToBringIn, match=r"offer\.csv is a PDF"):
        uploaded(ingrid, b"%PDF-1.7 ...", name="offer.csv")
    assert not list((tmp_path / "logs").iterdir())
    assert not Arrival.objects.exists()


def test_twenty_rows_are_shown_as_they_would_come_in(ingrid: Colleague) -> None:
    shown = arrive.preview(uploaded(ingrid))
    assert len(shown.events) == 20
    assert shown.roles == {"case": "Case ID", "activity": "Activity", "time": "Timestamp", "person": "Resource"}
    assert (shown.events[0].do, shown.events[0].by, shown.events[0].values["Amount"]) == ('"asked"', "Bob", 0)
    assert any("time without a zone" in remark for remark in shown.remarks)


def test_a_column_that_nobody_can_guess_is_asked_for(ingrid: Colleague) -> None:
    arrival = uploaded(ingrid, table(head="Vorgang,Schritt,Timestamp,Resource,Amount"))
    assert arrive.preview(arrival).fault == "Which column says the case and the activity? Choose below."
    with pytest.raises(UnableToBringIn, match="Which column"):
        bring_in.begin(arrival, by=ingrid, at=NOW)
    said = {"record": "request", "zone": "UTC", "case": "Vorgang", "activity": "Schritt", "time": "Timestamp"}
    arrive.say(arrival, {**said, "person": ""}, name="Desk")
    shown = arrive.preview(arrival)
    assert (shown.fault, shown.events[0].record, shown.events[0].by) == ("", "request/0", None)


@pytest.mark.parametrize(("record", "said"), [("Two words", "one word"), ("lead", "word of the CRM"), ("", "one word")])
def test_a_case_needs_a_name_that_a_manual_can_say(ingrid: Colleague, record: str, said: str) -> None:
    with pytest.raises(UnableToBringIn, match=said):
        arrive.say(uploaded(ingrid), {"record": record}, name="Desk")


def test_no_sentence_on_a_page_names_an_option_of_the_command_line(ingrid: Colleague) -> None:
    content = b"case;activity;time\n" + b"\n".join(b"%d;call;01/02/2026" % n for n in range(5))
    fault = arrive.preview(uploaded(ingrid, content)).fault
    assert "choose below which comes first" in fault
    assert "--" not in fault


def test_a_log_comes_in_and_is_the_same(ingrid: Colleague, small_portions: None) -> None:
    arrival = brought_in(ingrid)
    batch = batch_of(arrival)
    assert arrival.is_in
    assert (batch.events, batch.records, arrival.people) == (ROWS, ROWS // 2, 2)
    events = list(read.events(batch))
    assert [(e.record, e.do) for e in events[:2]] == [("case/0", '"asked"'), ("case/0", '"answered"')]
    assert batch.words == {
        "record": "case",
        "names": ["asked", "answered"],
        "fields": ["Amount"],
        "first": ["asked"],
        "last": ["answered"],
    }
    assert read.unbroken() is None
    assert any("time without a zone" in remark for remark in arrival.remarks)
    assert not list(arrival.path.parent.glob("*.csv")), "once it is in, the journal has it"


def test_a_log_never_mixes_with_the_firms_own_records(ingrid: Colleague) -> None:
    brought_in(ingrid)
    assert {e.record.partition("/")[0] for e in read.events()} == {"log"}
    assert [e.do for e in read.events()] == ["bring in"]


class Killed(BaseException):
    """As good as kill -9: nothing below catches it."""


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Kills the worker in its nth portion, after it was written and before it is committed."""
    left = [0]
    move = bring_in._move

    def deadly(*given: Any) -> None:
        move(*given)
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    monkeypatch.setattr(bring_in, "_move", deadly)
    return left


@pytest.mark.parametrize("portion", range(1, 7))
def test_a_worker_that_is_killed_leaves_nothing_visible_and_the_next_one_goes_on(
    ingrid: Colleague, small_portions: None, killer: list[int], portion: int
) -> None:
    arrival = begun(ingrid)
    killer[0] = portion
    with pytest.raises(Killed):
        worked_on(arrival)
    half = Arrival.objects.get(pk=arrival.pk)
    assert not half.is_in
    assert half.written == Entry.objects.filter(batch=half.batch).count() == 10 * (portion - 1)
    assert half.batch is None or not list(read.events(half.batch))
    killer[0] = 0
    batch = batch_of(worked_on(arrival))
    assert [e.record for e in read.events(batch)] == [f"case/{row // 2}" for row in range(ROWS)]
    assert read.unbroken() is None


def test_a_task_that_runs_twice_doubles_nothing(ingrid: Colleague) -> None:
    arrival = brought_in(ingrid)
    worked_on(arrival)
    assert Entry.objects.filter(batch=arrival.batch).count() == ROWS


def test_of_two_workers_the_older_one_stops(
    ingrid: Colleague, small_portions: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = begun(ingrid)
    opened, nested = bring_in.opened, [False]

    def overtaken(arrival: Arrival) -> Any:
        if not nested[0]:
            nested[0] = True
            worked_on(arrival)  # another worker thinks that this one is dead, and is quicker
            arrival.path.write_bytes(table())
        return opened(arrival)

    monkeypatch.setattr(bring_in, "opened", overtaken)
    batch = batch_of(worked_on(arrival))
    assert batch.events == Entry.objects.filter(batch=batch).count() == ROWS


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_leaves_nothing_visible_is_said_and_the_import_goes_on_once_there_is_room(
    transactional_db: None, ingrid: Colleague, small_portions: None
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the size of the file can be held down in SQLite")
    arrival = begun(ingrid, content=table(2000))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 10}")
    try:
        stopped = worked_on(arrival)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert stopped.said.startswith("The disk is full. Nothing of the log shows")
    assert not stopped.is_in
    assert 0 < stopped.written == Entry.objects.filter(batch=stopped.batch).count() < 2000
    assert not list(read.events(batch_of(stopped)))
    bring_in.go_on(stopped, at=NOW)
    assert batch_of(worked_on(arrival)).events == 2000
    assert read.unbroken() is None


def test_a_database_that_stays_locked_is_said(ingrid: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_given: Any, **_more: Any) -> None:
        raise OperationalError("database is locked")

    arrival = begun(ingrid)
    monkeypatch.setattr(bring_in, "append", locked)
    assert "kept the database locked" in worked_on(arrival).said


def test_a_file_that_breaks_off_is_said_with_the_readers_sentence(ingrid: Colleague) -> None:
    content = "<log>" + "".join(
        f'<trace><string key="concept:name" value="{n}"/><event><string key="concept:name" value="a"/>'
        '<date key="time:timestamp" value="2026-11-09T10:00:00Z"/></event></trace>'
        for n in range(70_000)
    )
    arrival = begun(ingrid, content=content.encode(), name="desk.xes")
    stopped = worked_on(arrival)
    assert stopped.written >= bring_in.AT_ONCE
    assert stopped.said.startswith("desk.xes, line 1")
    assert "breaks off" in stopped.said
    assert not list(read.events(batch_of(stopped)))


def test_stopped_it_can_be_read_differently(ingrid: Colleague, small_portions: None, killer: list[int]) -> None:
    arrival = begun(ingrid)
    killer[0] = 3
    with pytest.raises(Killed):
        worked_on(arrival)
    killer[0] = 0
    half = Arrival.objects.get(pk=arrival.pk)
    bring_in.stop(half, at=NOW)
    anew = Arrival.objects.get(pk=arrival.pk)
    assert (anew.begun, anew.written, anew.batch) == (None, 0, None)
    arrive.say(anew, {"record": "request", "zone": "UTC"}, name="Desk")
    bring_in.begin(anew, by=ingrid, at=NOW)
    assert next(read.events(batch_of(worked_on(anew)))).record == "request/0"


def test_a_name_of_thousands_of_characters_is_refused(ingrid: Colleague) -> None:
    content = table(10) + b"\n9," + b"x" * 500 + b",2026-11-12T10:00:00,Ann,1"
    assert "too long for a name" in brought_in(ingrid, content=content).said


def test_the_starter_can_be_read_and_is_judged(ingrid: Colleague) -> None:
    batch = batch_of(brought_in(ingrid))
    text = starter(batch)
    document = save_about(batch, text, by=ingrid, revision=0, at=NOW)
    assert read_manual(text, document.words).problems == ()
    publish(document, by=ingrid, at=NOW, revision=1)
    assert watch.judge_all(document, at=NOW) > 0
    found = grid.grid(document)
    assert found is not None
    assert {cell.person for cell in found.cells} >= {"Ann", "Bob"}


def test_a_manual_that_came_along_becomes_a_draft_about_the_log(ingrid: Colleague) -> None:
    text = '# Desk\n\nRecords: request\n\n## Desk\n\n### Desk\n\n- A request starts with "asked".\n'
    batch = batch_of(brought_in(ingrid, text=text))
    document = about(batch)
    assert document is not None
    assert (document.title, document.draft, document.current) == ("Desk", text, None)
    assert batch.words["record"] == "request"


def test_a_new_edition_is_held_against_the_whole_log(ingrid: Colleague) -> None:
    batch = batch_of(brought_in(ingrid))
    document = save_about(batch, starter(batch), by=ingrid, revision=0, at=NOW)
    publish(document, by=ingrid, at=NOW, revision=1)
    watch.judge_all(document, at=NOW)
    changed = save_about(batch, starter(batch).replace('starts with "asked"', 'starts with "answered"'), by=ingrid,
                         revision=1, at=NOW)  # fmt: skip
    edition = publish(changed, by=ingrid, at=NOW + 1, revision=2)
    watch.judge_all(document, at=NOW + 1)
    assert set(Standing.objects.values_list("edition", flat=True)) == {edition.pk}
    assert Standing.objects.filter(rule=1, state="missed").count() == ROWS // 2


def test_cells_counted_by_the_engine_are_those_counted_from_what_stands(ingrid: Colleague) -> None:
    batch = batch_of(brought_in(ingrid))
    document = save_about(batch, starter(batch), by=ingrid, revision=0, at=NOW)
    publish(document, by=ingrid, at=NOW, revision=1)
    watch.judge_all(document, at=NOW)
    by_engine = grid.grid(document)
    grid.count(document, at=NOW)
    assert grid.grid(document) == by_engine


def test_taken_back_it_is_gone_with_its_figures_and_forward_it_is_there_again(ingrid: Colleague) -> None:
    batch = batch_of(brought_in(ingrid))
    document = save_about(batch, starter(batch), by=ingrid, revision=0, at=NOW)
    publish(document, by=ingrid, at=NOW, revision=1)
    watch.judge_all(document, at=NOW)
    logs.take_back(batch, by=ingrid, at=NOW)
    batch.refresh_from_db()
    assert not list(read.events(batch))
    assert not Figure.objects.exists()
    assert not Standing.objects.exists()
    asked: list[int] = []
    logs.FORWARD.append(asked.append)
    try:
        logs.take_forward(batch, by=ingrid, at=NOW)
    finally:
        logs.FORWARD.remove(asked.append)
    batch.refresh_from_db()
    assert len(list(read.events(batch))) == ROWS
    assert asked == [document.pk]
    assert [e.do for e in read.events()] == ["bring in", "publish", "take back", "take forward"]


@pytest.mark.parametrize("form", ["xes.gz", "json"])
def test_what_goes_out_comes_in_again(ingrid: Colleague, tmp_path: Path, form: str) -> None:
    batch = batch_of(brought_in(ingrid))
    as_xes, as_ocel = hand_out.as_xes, hand_out.as_ocel
    pieces = as_xes(batch, name="Desk", by=ingrid, at=NOW) if form == "xes.gz" else as_ocel(batch, by=ingrid, at=NOW)
    path = tmp_path / f"out.{form}"
    path.write_bytes(b"".join(pieces))
    back = list(open_log(path, Options(record="case")).events())

    def said(events: Any) -> list[Any]:
        return sorted((e.record, e.occurred, e.do, e.by, dict(e.values)) for e in events)

    assert said(back) == said(read.events(batch))
    assert next(reversed(list(read.events()))).do == "hand out"


def test_the_firms_own_journal_goes_out_too(ingrid: Colleague, tmp_path: Path) -> None:
    manual(ingrid)
    brought_in(ingrid)
    path = tmp_path / "own.json"
    path.write_bytes(b"".join(hand_out.as_ocel(None, by=ingrid, at=NOW)))
    records = {e.record for e in open_log(path, Options(record="log", objects="log")).events()}
    assert all(record.startswith("log/") for record in records)
