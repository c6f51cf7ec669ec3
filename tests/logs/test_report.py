"""What is said of a log: in one line each, what was left out first."""

from ingrain.logs import Report, UnableToReadLog
from ingrain.logs import report as odd


def test_what_was_left_out_is_said_first_and_counts_are_sums() -> None:
    report = Report()
    report.note(odd.NAIVE_TIME, "in line 1", 3)
    report.note(odd.NO_TIME, "in line 2")
    report.note(odd.NAIVE_TIME, "in line 9", 1200)
    assert list(report.sentences()) == [
        "1 event has no time and was left out. It is in line 2.",
        "1,203 events have a time without a zone, which was taken as the log's. The first is in line 1.",
    ]
    assert (report.left_out, report.count(odd.NAIVE_TIME), report.count(odd.NO_CASE)) == (1, 1203, 0)


def test_what_is_quoted_is_cut_and_can_do_no_harm() -> None:
    report = Report()
    report.note(odd.UNREADABLE_TIME, f"in row 2: “a\n\x1b[31m{'x' * 200}”")
    (note,) = report.notes
    assert note.first == f"in row 2: “a [31m{'x' * 74}…”"
    assert str(UnableToReadLog("a\r\nb\tc.")) == "a b c."


def test_each_oddity_has_a_name_of_its_own() -> None:
    oddities = [value for value in vars(odd).values() if isinstance(value, odd.Oddity)]
    assert len({oddity.name for oddity in oddities}) == len(oddities) > 15
