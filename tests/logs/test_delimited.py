"""Tables in text: separators, headers, encodings, values, and rows that are broken."""

from pathlib import Path

import pytest
from tests.logs.build import at, complaint, instant, packed, read, written

from ingrain.logs import Options, UnableToReadLog, open_log
from ingrain.logs.headings import read_columns

HEAD = "case,activity,time,user\n"
ROW = "1,call,2026-11-09T10:00:00Z,ana\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def notes(path: Path, **options: object) -> list[tuple[str, int, str]]:
    return [(note.oddity.name, note.count, note.first) for note in read(path, **options).report.notes]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_whatever_separates_the_fields(path: Path, separator: str) -> None:
    text = (HEAD + ROW).replace(",", separator)
    (event,) = read(written(path, text), record="deal").events
    assert (event.sequence, event.record, event.do, event.by) == (1, "deal/1", '"call"', "ana")
    assert (at(event.occurred), event.through, event.values) == ("2026-11-09T10:00:00", "connector", {})


def test_a_separator_can_be_said_and_excel_may_say_it_in_the_first_line(path: Path) -> None:
    odd = (HEAD + ROW).replace(",", "^")
    assert read(written(path, odd), delimiter="^").events[0].by == "ana"
    assert read(written(path, f"sep=^\r\n{odd}")).events[0].by == "ana"


@pytest.mark.parametrize("tab", ["\t", "\\t", "tab", "TAB"])
def test_a_tab_can_be_said_in_words(path: Path, tab: str) -> None:
    assert read(written(path, (HEAD + ROW).replace(",", "\t")), delimiter=tab).events[0].by == "ana"


@pytest.mark.parametrize("delimiter", ["xx", "", '"', "\n", "§"])
def test_a_separator_that_is_not_one_plain_character_is_refused(path: Path, delimiter: str) -> None:
    with pytest.raises(UnableToReadLog, match="is not one plain character: write it as in ; or"):
        read(written(path, HEAD + ROW), delimiter=delimiter)


def test_quoted_fields_may_hold_separators_quotes_and_lines(path: Path) -> None:
    row = '1,"call, again","2026-11-09T10:00:00Z","Ana ""A"" Lee","two\nlines"\n'
    (event,) = read(written(path, f"case,activity,time,user,note\n{row}")).events
    assert (event.do, event.by, event.values) == ('"call, again"', 'Ana "A" Lee', {"note": "two\nlines"})


@pytest.mark.parametrize(
    "head",
    [
        "case:concept:name,concept:name,time:timestamp,org:resource",
        "Case ID,Activity,Complete Timestamp,Resource",
        "case_id,activity_name,timestamp,user",
        "CaseId,Task,DateTime,Employee",
        "ticket,event,date,agent",
    ],
)
def test_columns_are_guessed_by_their_usual_names(path: Path, head: str) -> None:
    log = open_log(written(path, f"{head}\n{ROW}"))
    assert [(event.record, event.do, event.by) for event in log.events()] == [("case/1", '"call"', "ana")]
    assert list(log.report.columns) == ["case", "activity", "time", "person"]


def test_columns_can_be_named_and_the_others_are_values(path: Path) -> None:
    text = "Deal,Step,When,Who,Case,Phase,Worth\n7,call,2026-11-09T10:00:00Z,ana,x,START,1500\n"
    said = read_columns("case=Deal, activity=Step,time=When,person=Who,transition=Phase")
    (event,) = read(written(path, text), columns=said).events
    assert (event.record, event.transition) == ("case/7", "START")
    assert event.values == {"Case": "x", "Worth": 1500}


@pytest.mark.parametrize("text", ["case", "case=", "owner=Who", "case=a,,"])
def test_columns_that_are_named_wrongly(text: str) -> None:
    with pytest.raises(UnableToReadLog, match="does not name a column: write case="):
        read_columns(text)


def test_what_the_header_lacks_is_asked_for(path: Path) -> None:
    sentence = complaint(written(path, f"a,b,time\n{ROW}"))
    assert sentence.startswith(
        "log.csv: which column says the case and the activity? Its columns are “a”, “b”, “time”: say"
    )
    assert "log.csv has no column “c” for the case" in complaint(path, columns={"case": "c"})
    assert "has one column, “name”" in complaint(written(path, "name\nana\n"))


def test_numbers_are_numbers_but_names_that_look_like_them_are_not(path: Path) -> None:
    text = "case,activity,time,a,b,c,d,e,f\n1,call,2026-11-09T10:00:00Z,5,-1.50,007,+44,1234567890123456789,\n"
    values = read(written(path, text)).events[0].values
    assert values == {"a": 5, "b": -1.5, "c": "007", "d": "+44", "e": "1234567890123456789"}


def test_what_a_case_says_on_each_of_its_rows_is_read_once(path: Path) -> None:
    text = "case:concept:name,concept:name,time:timestamp,case:amount,note\n"
    text += "1,a,2026-11-09T10:00:00Z,5,x\n1,b,2026-11-09T10:00:01Z,5,\n2,a,2026-11-09T10:00:00Z,6,\n"
    assert [dict(e.values) for e in read(written(path, text)).events] == [{"amount": 5, "note": "x"}, {}, {"amount": 6}]


def test_an_empty_person_is_nobody_and_an_empty_case_or_activity_is_left_out(path: Path) -> None:
    rows = ["1,call,2026-11-09T10:00:00Z, ", "   ,call,2026-11-09T10:00:00Z,ana", "1,,2026-11-09T10:00:00Z,ana"]
    written(path, HEAD + "\n".join(rows))
    assert [(event.sequence, event.by) for event in read(path).events] == [(1, None)]
    assert notes(path) == [("no case", 1, "in row 3"), ("no activity", 1, "in row 4")]


def test_columns_with_one_name_are_numbered(path: Path) -> None:
    written(path, "case,activity,time,note,note,note\n1,call,2026-11-09T10:00:00Z,a,b,c\n")
    assert read(path).events[0].values == {"note": "a", "note.2": "b", "note.3": "c"}
    assert notes(path) == [("same column twice", 2, "“note”, column 5")]


def test_rows_with_too_few_or_too_many_fields_are_left_out_and_rows_keep_their_number(path: Path) -> None:
    written(path, HEAD + ROW + "1,call\n" + ROW + "1,call,2026-11-09T10:00:00Z,ana,more\n" + "1,call,soon,ana\n" + ROW)
    assert [event.sequence for event in read(path).events] == [1, 2, 4]
    assert notes(path) == [
        ("unreadable time", 1, "in row 6: “soon”"),
        ("broken row", 2, "row 3, with 2 fields, not 4: “1,call”"),
    ]
    assert "most rows don't have as many fields" in complaint(written(path, HEAD + "1,call\n" * 3))


def test_a_quotation_mark_that_is_never_closed_is_not_swallowed(path: Path) -> None:
    swallowed = complaint(written(path, HEAD + '1,"call,x\n' + ROW * 50))
    assert (
        'a quotation mark is opened and never closed, perhaps in row 2, with 2 fields, not 4: “1,"call,x 1,'
        in swallowed
    )
    assert 'perhaps in row 4, with 2 fields, not 4: “1,"call,x' in complaint(
        written(path, HEAD + "1,call,2026-11-09T10:00:00Z\n" + ROW + '1,"call,x\n' + ROW * 50)
    )
    assert "a quotation mark is opened and never closed" in complaint(
        written(path, HEAD + ROW + '1,call,2026-11-09T10:00:00Z,"ana\n' + ROW * 50)
    )
    long = written(path, HEAD + '1,"call,x\n' + ROW * 200_000)
    assert "has a row longer than 2 MB, or a quotation mark that is opened" in complaint(long)


def test_a_single_quotation_mark_inside_of_a_field_is_a_character(path: Path) -> None:
    assert read(written(path, HEAD + '1,5" pipe,2026-11-09T10:00:00Z,ana\n')).events[0].do == '"5" pipe"'


def test_a_long_row_is_read(path: Path) -> None:
    text = f"case,activity,time,note\n1,call,2026-11-09T10:00:00Z,{'x' * 1_500_000}\n"
    assert len(str(read(written(path, text)).events[0].values["note"])) == 1_500_000


def test_nul_characters_are_removed_and_counted(path: Path) -> None:
    written(path, HEAD + "1,ca\0ll,2026-11-09T10:00:00Z,\0\0ana\n" + ROW * 20)
    assert (read(path).events[0].do, read(path).events[0].by) == ('"call"', "ana")
    assert notes(path) == [("NUL removed", 3, "in line 2")]


@pytest.mark.parametrize("text", [HEAD, HEAD.strip(), HEAD + "\n\n"])
def test_a_header_alone_is_no_log(path: Path, text: str) -> None:
    assert complaint(written(path, text)) == (
        "log.csv has no events: export it again, with what happened in each case."
    )


def test_events_out_of_order_within_a_case_are_counted(path: Path) -> None:
    rows = ["1,a,2026-11-09T10:00:00Z,x", "1,b,2026-11-09T09:00:00Z,x", "2,a,2026-11-08T09:00:00Z,x"]
    rows += ["1,c,2026-11-09T09:30:00Z,x", "2,b,2026-11-07T09:00:00Z,x"]
    written(path, HEAD + "\n".join(rows))
    assert [event.sequence for event in read(path).events] == [1, 2, 3, 4, 5]
    assert notes(path) == [("out of order", 2, "in row 3")]


# --- encodings --------------------------------------------------------------------------------------------------------

NAMES = HEAD + "1,Angebot geöffnet,2026-11-09T10:00:00Z,Åsa Müller\n" + ROW


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_is_unicode_is_recognised(path: Path, encoding: str) -> None:
    written(path, NAMES.encode(encoding))
    assert (read(path).events[0].do, read(path).events[0].by) == ('"Angebot geöffnet"', "Åsa Müller")
    assert notes(path) == []


def test_what_is_not_is_taken_for_windows_1252_and_said_so(path: Path) -> None:
    written(path, NAMES.encode("cp1252"))
    assert read(path).events[0].by == "Åsa Müller"
    (sentence,) = read(path).sentences
    assert sentence.startswith("1 file is not UTF-8 and was read as Windows-1252; if names look wrong, say --encoding.")
    assert sentence.endswith("That shows first in line 2.")
    assert notes(path, encoding="cp1252") == []


def test_far_down_the_file_too(path: Path) -> None:
    written(path, (HEAD + ROW * 20_000).encode() + "1,call,2026-11-09T10:00:00Z,Zoë\n".encode("cp1252"))
    assert read(path).events[-1].by == "Zoë"
    assert notes(path) == [("encoding guessed", 1, "in line 20002")]


def test_another_encoding_can_be_said(path: Path) -> None:
    written(path, (HEAD + "1,звонок,2026-11-09T10:00:00Z,Анна\n").encode("koi8-r"))
    assert read(path, encoding="koi8-r").events[0].by == "Анна"
    for name in ("klingon", "hex"):
        with pytest.raises(UnableToReadLog, match=f"There is no encoding called “{name}”"):
            open_log(path, Options(encoding=name))


def test_a_broken_character_in_what_is_surely_utf_8_is_replaced_and_counted(path: Path) -> None:
    written(path, NAMES.encode() + b"1,call,2026-11-09T10:00:00Z,Zo\xeb\n")
    assert read(path).events[-1].by == "Zo�"
    assert notes(path) == [("character replaced", 1, "in line 4")]


def test_a_packed_table_is_read(tmp_path: Path) -> None:
    assert read(packed(tmp_path / "log.csv.gz", NAMES)).events[0].by == "Åsa Müller"


def test_naive_times_are_the_zones_and_counted(path: Path) -> None:
    written(path, HEAD + "1,a,2026-07-01 10:00,x\n1,b,2026-07-01 10:00:00+00:00,x\n")
    assert [event.occurred for event in read(path, zone="Europe/London").events] == [
        instant("2026-07-01T09:00"),
        instant("2026-07-01T10:00"),
    ]
    assert notes(path, zone="Europe/London") == [
        ("time without zone", 1, "in row 2: “2026-07-01 10:00”, taken as Europe/London")
    ]
