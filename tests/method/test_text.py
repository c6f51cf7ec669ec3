"""The manual as text: its shape, its header, what is wrong with it and where, and printing."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.method.trees import Trees

from ingrain.method.manual import Area, Header, Manual, Question, Rule, Step
from ingrain.method.rules import Changed, Count, DoerOf, FourEyes, Named, StartsWith, Subject, Things, TimedResponse
from ingrain.method.text import (
    Problem,
    UnableToReadManual,
    manual_of,
    print_manual,
    read_manual,
    say,
)
from ingrain.method.vocabulary import CRM

CALDER = """\
# Selling at Calder
Objective: turn 18 in 100 leads into won opportunities by 30 June 2027 (12 in 100 today).

## Lead handling
Objective: no lead waits more than a day.

### First contact
Prose for people: why, and how. It becomes the lesson's text.

- Within 1 working day of being created, a lead has a call, email or meeting by its owner.
- By hand: listen before you pitch.

Ask: What counts as first contact?
Answer: A call, an email or a meeting that you logged.
"""

LOG = """\
# Loans
Records: application
Closed by: "A_CANCELLED", “A_DECLINED”
Machines: 112, robot
Time zone: Europe/Amsterdam

## Offers
### Sending
- After "O_SENT", an application has "O_SENT_BACK".
"""


def manual(*bullets: str, header: str = "") -> str:
    """A manual with these bullets; the first one stands in line 7."""
    return "\n".join(["# Selling", header, "", "## Leads", "### Contact", "", *(f"- {bullet}" for bullet in bullets)])


def problems(text: str) -> tuple[Problem, ...]:
    return read_manual(text).problems


def messages(text: str) -> list[str]:
    return [problem.message for problem in problems(text)]


# --- shape ------------------------------------------------------------------------------------------------------------


def test_the_definitions_manual_is_read_into_areas_steps_rules_and_questions() -> None:
    manual = manual_of(CALDER)
    step = manual.areas[0].steps[0]
    assert (manual.title, manual.areas[0].title, step.title) == ("Selling at Calder", "Lead handling", "First contact")
    assert manual.areas[0].objective == "no lead waits more than a day."
    assert [(rule.number, rule.line) for rule in step.rules] == [(1, 10), (0, 11)]
    assert step.prose == "Prose for people: why, and how. It becomes the lesson's text."
    assert step.questions == (
        Question("What counts as first contact?", "A call, an email or a meeting that you logged."),
    )


def test_numbered_lists_nested_bullets_paragraphs_and_tables_of_code_are_prose() -> None:
    text = manual("A lead has at least 1 call per month.\n  - This is how.\n\n  More on it.", "By hand: smile.")
    step = manual_of(f"{text}\n\n1. Pick up the phone.\n2. Dial.\n\n> Call early.\n\n    some code\n").areas[0].steps[0]
    assert len(step.rules) == 2
    for part in ("This is how.", "More on it.", "2. Dial.", "> Call early.", "some code"):
        assert part in step.prose


def test_bullets_may_be_stars_or_pluses_and_headings_underlined() -> None:
    head = "Selling\n=======\n\nLeads\n-----\n\n### Contact\n\n"
    text = f"{head}* By hand: smile.\n\n+ A lead has at least 1 call per month.\n"
    assert [rule.number for rule in manual_of(text).areas[0].steps[0].rules] == [0, 1]


def test_rules_are_numbered_through_the_whole_manual_without_those_by_hand() -> None:
    text = manual("A lead has at least 1 call per month.", "By hand: smile.", "A lead has at most 9 calls per month.")
    text += "\n\n## Accounts\n### Care\n- A key account has at least 1 meeting per quarter.\n"
    assert [rule.number for _, _, rule in manual_of(text).judged()] == [1, 2, 3]


def test_a_sentence_may_wrap_with_emphasis_and_unbreakable_spaces() -> None:
    rule = (
        manual_of(manual("Within **1\u00a0working day** of _being created_,\n  a `lead` has\n  a call."))
        .areas[0]
        .steps[0]
        .rules[0]
    )
    assert rule.sentence == "Within 1 working day of being created, a lead has a call."
    assert isinstance(rule.form, TimedResponse)


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: f"\ufeff{t}", lambda t: t.replace("- W", "-\tW")]
)
def test_line_ends_a_byte_order_mark_and_tabs_make_no_difference(change: object) -> None:
    assert callable(change)
    assert manual_of(change(CALDER)) == manual_of(CALDER)


def test_several_questions_may_stand_in_one_paragraph_or_in_their_own() -> None:
    text = CALDER + "Ask: When?\nAnswer: Within\na day.\n\nAsk: By whom?\n\nAnswer: Its owner.\n"
    questions = manual_of(text).areas[0].steps[0].questions
    assert [question.answer for question in questions[1:]] == ["Within a day.", "Its owner."]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "A manual begins with its title."),
        ("Hello\n", 1, "A manual begins with its title."),
        ("# Selling\n", 1, "This manual has no process area."),
        (f"{CALDER}\n# Again\n", 16, "A manual has one title (#); this is a second one."),
        ("# Selling\n## Leads\n", 2, "This area has no step."),
        ("# Selling\n### Contact\n", 2, "A step (###) belongs to a process area."),
        (
            "# Selling\n- A lead has at least 1 call.\n## A\n### B\n",
            2,
            "A bullet is a rule, and a rule belongs to a step.",
        ),
        (
            "# Selling\n## A\n- A lead has at least 1 call.\n### B\n",
            3,
            "A bullet is a rule, and a rule belongs to a step.",
        ),
        (manual(""), 7, "This bullet has no sentence."),
        (f"{CALDER}\nAsk: Why?\n", 16, "This question has no answer."),
        (f"{CALDER}\nAnswer: Because.\n", 16, "This answers no question."),
        (manual("By hand: smile.\nAsk: Why?\nAnswer: So."), 8, "This line is read as part of the bullet above it."),
        (manual("By hand: smile"), 7, "A rule ends in a full stop."),
        (manual("By hand:."), 7, "This says nothing that can be ticked."),
        ("# \n## A\n### B\n", 1, "This heading is empty."),
        ("# S\nRecords: a\nRecords: b\n## A\n### B\n", 3, "Records: stands here twice."),
        ("# S\n## A\nRecords: b\n### B\n", 3, "Records: stands under the title, not in an area."),
        ("# S\n## A\nObjective: a\n\nObjective: b\n### B\n", 5, "This area has two objectives."),
        ("# S\nTime zone: Europe/Amsterdm\n## A\n### B\n", 2, '"Europe/Amsterdm" is no time zone.'),
        ("# S\nClosed by: A_CANCELLED\n## A\n### B\n", 2, '"A_CANCELLED" is no quoted name.'),
        ("# S\nRecords:\n## A\n### B\n", 2, "This is no word for a record."),
    ],
)
def test_what_is_wrong_with_the_shape_is_said_with_its_line(text: str, line: int, message: str) -> None:
    reading = read_manual(text)
    assert (line, message) in [(problem.line, problem.message) for problem in reading.problems]
    assert reading.manual is None


def test_all_errors_are_reported_at_once_in_their_order() -> None:
    text = manual("A lead has a cal per week.", "A lead has at least 1 call per week", "Frobnicate.") + "\n\n# Again\n"
    found = problems(text)
    assert [problem.line for problem in found] == [7, 8, 9, 11]
    with pytest.raises(UnableToReadManual) as unable:
        manual_of(text)
    assert unable.value.problems == found


def test_an_error_points_at_its_place_in_the_document_even_in_a_wrapped_sentence() -> None:
    text = manual("Before moving to Proposal, an **opportunity**\n  has its bugdet filled in.")
    (problem,) = problems(text)
    assert text.split("\n")[problem.line - 1][problem.column - 1 :].startswith("bugdet")
    assert problem.sentence[slice(*problem.marked)] == "bugdet"
    assert problem.better == "Before moving to Proposal, an opportunity has its budget filled in."


def test_an_error_is_shown_with_its_place_marked() -> None:
    (problem,) = problems(manual("Before moving to Porposal, an opportunity has its budget filled in."))
    assert str(problem) == (
        'error at line 7, column 20: "Porposal" is not a stage.\n'
        "    Before moving to Porposal, an opportunity has its budget filled in.\n"
        "                     ^^^^^^^^\n"
        "  What could stand there: a stage (Proposal)\n"
        "  Better: Before moving to Proposal, an opportunity has its budget filled in."
    )


# --- header -----------------------------------------------------------------------------------------------------------


def test_header_lines_may_share_a_paragraph_and_say_what_a_log_needs() -> None:
    assert manual_of(LOG).header == Header(
        records="application",
        closed_by=("A_CANCELLED", "A_DECLINED"),
        machines=("112", "robot"),
        zone="Europe/Amsterdam",
    )


def test_a_manual_says_nothing_of_the_time_zone_unless_it_does() -> None:
    assert manual_of(CALDER).header.zone is None


def test_a_logs_record_is_called_what_the_header_says_or_a_case() -> None:
    log = replace(CRM, names=frozenset({"A", "B"}))
    for header, word in (("Records: Inquiries", "inquiry"), ("Records: application.", "application"), ("", "case")):
        read = manual_of(manual(f'Every {word} starts with "A".', header=header), log)
        assert next(read.judged())[2].form == StartsWith(Subject(word), Things((Named("A"),)))


def test_a_kind_that_the_log_brought_along_may_be_used_without_a_header() -> None:
    log = CRM.with_log("ticket", ["A"], owned=True)
    assert read_manual(manual('A ticket starts with "A".'), log).manual
    renamed = read_manual(manual('An issue starts with "A".', header="Records: issue"), log)
    assert renamed.vocabulary.kind("issue").owned


def test_a_header_that_is_nearly_one_is_warned_of() -> None:
    (problem,) = problems(manual("By hand: smile.", header="Timezone: Europe/London"))
    assert (problem.level, problem.better) == ("warning", "Time zone: Europe/London")


def test_what_closes_a_record_must_occur_in_the_log() -> None:
    text = manual('A case starts with "A_SENT".', header='Closed by: "A_SEND"')
    (problem,) = problems_in_log(text, "A_SENT")
    assert problem.better == 'Closed by: "A_SENT"'
    assert (problem.line, problem.column) == (2, 12)


@pytest.mark.parametrize(
    ("said", "better"),
    [
        ('"A_CANCELED", "A_DECLINED"', 'Closed by: "A_CANCELLED", "A_DECLINED"'),
        ('"A_DECLINED" or "A_CANCELED".', 'Closed by: "A_DECLINED", "A_CANCELLED"'),
        ("A_CANCELED, A_DECLINED", 'Closed by: "A_CANCELLED", "A_DECLINED"'),
        ("O sent back, A_DECLINED", 'Closed by: "O sent back", "A_DECLINED"'),
        ('"Nothing like it", "A_DECLINED"', None),
    ],
)
def test_the_better_line_keeps_the_names_that_were_right(said: str, better: str | None) -> None:
    text = manual('A case starts with "A_CANCELLED".', header=f"Closed by: {said}")
    found = problems_in_log(text, "A_CANCELLED", "A_DECLINED", "O sent back")
    assert {problem.better for problem in found} == {better}


def test_a_problem_with_a_header_line_shows_the_whole_line() -> None:
    text = manual('A case starts with "A_SENT".', header='Closed by: "A_SENT", "A_SEND"')
    (problem,) = problems_in_log(text, "A_SENT")
    assert problem.sentence == 'Closed by: "A_SENT", "A_SEND"'
    assert problem.sentence[slice(*problem.marked)] == '"A_SEND"'
    assert problem.column == problem.marked[0] + 1


@pytest.mark.parametrize(
    ("said", "named", "better"),
    [
        ("11", "11", "Machines: 112"),
        ("112, robt", "robt", "Machines: 112, Robot"),
        ('"robot", 112', "robot", "Machines: Robot, 112"),
        ("999", "999", None),
    ],
)
def test_a_machine_whom_the_log_does_not_know_is_warned_of(said: str, named: str, better: str | None) -> None:
    text = manual('A case starts with "A".', header=f"Machines: {said}")
    (problem,) = problems_in_log(text, "A", doers=("112", "Robot", "ana"))
    assert (problem.level, problem.better) == ("warning", better)
    assert problem.sentence[slice(*problem.marked)] == named
    assert problem.message.startswith(f'Nobody in the log is called "{named}"')


def test_a_machine_whom_the_log_knows_is_not() -> None:
    text = manual('A case starts with "A".', header='Machines: 112, "Robot"')
    assert not problems_in_log(text, "A", doers=("112", "Robot"))
    assert not problems_in_log(text, "A")


def problems_in_log(text: str, *names: str, doers: Iterable[str] | None = None) -> tuple[Problem, ...]:
    known = None if doers is None else frozenset(doers)
    return read_manual(text, replace(CRM, names=frozenset(names), doers=known)).problems


# --- warnings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "better"),
    [
        (
            "Before being won, an open opportunity has a quote.",
            "Before being won, an opportunity has a quote.",
        ),
        (
            "When lost, an open opportunity has its loss reason filled in.",
            "When lost, an opportunity has its loss reason filled in.",
        ),
        (
            "Before moving to Proposal, an opportunity in Discovery has its budget filled in.",
            "Before moving to Proposal, an opportunity has its budget filled in.",
        ),
        (
            "Directly before moving to Proposal, an opportunity has a change of its amount.",
            "Before moving to Proposal, an opportunity has a change of its amount.",
        ),
    ],
)
def test_what_can_never_happen_gets_a_warning(sentence: str, better: str) -> None:
    (problem,) = problems(manual(sentence))
    assert (problem.level, problem.better) == ("warning", better)
    assert problems(manual(better)) == ()


@pytest.mark.parametrize(
    ("closed_by", "message"),
    [
        (
            '"A", "B"',
            "Closed by names nothing else, so what closes always ends so: this is broken only under --closed.",
        ),
        ('"B+END"', "Closed by names nothing else, so what closes always ends so: this is broken only under --closed."),
        ('"C"', "Closed by names none of these, so what closes never ends so: this is kept only under --closed."),
    ],
)
def test_an_end_that_the_close_decides_beforehand_is_warned_of(closed_by: str, message: str) -> None:
    (problem,) = problems(manual('A case ends with "A" or "B".', header=f"Closed by: {closed_by}"))
    assert (problem.level, problem.message) == ("warning", message)
    assert problem.better == 'Within 5 working days of being created, a case has "A" or "B".'


@pytest.mark.parametrize(
    ("sentence", "header"),
    [
        ('A case ends with "A" or "B".', 'Closed by: "A", "C"'),
        ('A case ends with "A" by a seller.', 'Closed by: "A"'),
        ('A case ends with "A".', "Machines: 112"),
        ("An opportunity ends with a call.", 'Closed by: "A"'),
    ],
)
def test_an_end_that_can_be_kept_and_broken_is_not(sentence: str, header: str) -> None:
    assert not problems(manual(sentence, header=header))


def test_a_rule_that_stands_again_and_again_is_warned_of_once() -> None:
    found = messages(manual(*["A lead has at least 1 call per month."] * 4))
    assert found == ["This rule stands in line 7 already, and again in lines 9, 10."]


@pytest.mark.parametrize(
    ("sentence", "header", "better"),
    [
        ("After a call, an account has an email.", "", "Within 5 working days of a call, an account has an email."),
        ("After a call, a contact has an email.", "", "Within 5 working days of a call, a contact has an email."),
        (
            "After being won, an opportunity has a note.",
            "",
            "Within 5 working days of being won, an opportunity has a note.",
        ),
        ('After "A", a case has "B".', "Machines: 112", 'Within 5 working days of "A", a case has "B".'),
        ('After "C", a case has "B".', 'Closed by: "C"', 'Within 5 working days of "C", a case has "B".'),
    ],
)
def test_a_response_that_nothing_decides_is_warned_of(sentence: str, header: str, better: str) -> None:
    reading = read_manual(manual(sentence, header=header))
    assert reading.manual is not None
    (problem,) = reading.problems
    assert problem.level == "warning"
    assert problem.expected.startswith("add within")
    assert problem.better == better


@pytest.mark.parametrize(
    ("sentence", "header"),
    [
        ("After a call, a lead has an email.", ""),
        ('After "A", a case has "B".', 'Closed by: "C"'),
        ('Directly after "A", a case has "B".', "Machines: 112"),
    ],
)
def test_a_response_that_the_close_decides_is_not(sentence: str, header: str) -> None:
    assert not problems(manual(sentence, header=header))


def test_a_rule_that_stands_twice_is_warned_of_however_it_is_worded() -> None:
    found = problems(
        manual("A key account has at least 1 meeting per week.", "Key accounts have at least one meeting weekly.")
    )
    assert [(problem.level, problem.message) for problem in found] == [
        ("warning", "This rule stands in line 7 already.")
    ]


# --- printing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [CALDER, LOG, manual("Within 1 day of being created,\n  a **lead** has a call.") + "\n"]
)
def test_printing_gives_the_same_text_back(text: str) -> None:
    assert print_manual(manual_of(text)) == text


def test_printing_windows_text_changes_white_space_alone() -> None:
    assert print_manual(manual_of("\ufeff" + CALDER.replace("\n", "\r\n") + "\r\n\r\n")) == CALDER


def test_a_tree_that_was_changed_is_printed_as_it_stands_now() -> None:
    zoned = replace(manual_of(LOG), header=replace(manual_of(LOG).header, zone="Europe/London"))
    assert manual_of(print_manual(zoned)).header.zone == "Europe/London"
    changed = replace(manual_of(CALDER), title="Selling at Orme")
    assert manual_of(print_manual(changed)).title == "Selling at Orme"
    assert manual_of(print_manual(changed)).areas[0].steps[0].questions == changed.areas[0].steps[0].questions


FORMS = Trees(CRM).forms()
words = st.text(alphabet="abcdefgh", min_size=1, max_size=8)
prose = st.lists(words, min_size=1, max_size=6).map(" ".join)


@st.composite
def manuals(draw: st.DrawFn) -> Manual:
    """Any manual, with the lines that it would be printed on left at 0."""

    def rule() -> Rule:
        if draw(st.booleans()):
            return Rule(0, f"By hand: {draw(prose)}.", None, 0)
        form = draw(FORMS)
        return Rule(1, say(form), form, 0)

    def step() -> Step:
        rules = tuple(rule() for _ in range(draw(st.integers(0, 2))))
        questions = tuple(Question(draw(prose), draw(prose)) for _ in range(draw(st.integers(0, 2))))
        return Step(draw(prose), rules, draw(prose), questions)

    def area() -> Area:
        return Area(draw(prose), tuple(step() for _ in range(draw(st.integers(1, 2)))), draw(st.none() | prose))

    header = Header(
        objective=draw(st.none() | prose),
        records=draw(st.sampled_from([None, "application"])),
        closed_by=tuple(draw(st.lists(words, max_size=2))),
        machines=tuple(draw(st.lists(words, max_size=2))),
        zone=draw(st.sampled_from([None, "Europe/Amsterdam"])),
    )
    return Manual(draw(prose), tuple(area() for _ in range(draw(st.integers(1, 2)))), header)


def without_places(manual: Manual) -> Manual:
    """A manual without line and rule numbers."""

    def step(step: Step) -> Step:
        return replace(step, rules=tuple(replace(rule, line=0, number=1 if rule.form else 0) for rule in step.rules))

    return replace(manual, areas=tuple(replace(area, steps=tuple(map(step, area.steps))) for area in manual.areas))


@pytest.mark.exam
@given(manuals())
def test_a_printed_manual_reads_as_the_same_manual_and_prints_the_same(manual: Manual) -> None:
    text = print_manual(manual)
    again = manual_of(text)
    assert without_places(again) == without_places(manual)
    assert print_manual(again) == text
    assert manual_of(print_manual(again)) == again


OF_A_LOG = [
    (head, field)
    for head in ("Machines: robot\n", "Records: loan application\n")
    for field in ("name", "name of the bank")
]


@pytest.mark.parametrize(("head", "field"), [("", "name"), *OF_A_LOG])
def test_a_changed_field_ends_before_who_must_not_do_it(head: str, field: str) -> None:
    sentence = f"A change of its {field} is done by someone other than whoever changed its {field}."
    rule = manual_of(f"# A\n{head}\n## A\n\n### A\n\n- {sentence}\n").areas[0].steps[0].rules[0]
    assert rule.form == FourEyes(Changed(field), DoerOf(Changed(field)), None)


# --- any text ---------------------------------------------------------------------------------------------------------

MARKS = [
    "\n", "# ", "## ", "### ", "- ", "  - ", "1. ", "> ", "    ", "\t", "Ask: ", "Answer: ", "Records: ",
    "Closed by: ", '"', "*", "_", "`", "\\", "\r\n", "\0", "\u2028", "<b>", "---", "By hand:",
    "Within 1 day of being created, ", "a lead", " has ", "a call", ".", ",", " or ", " and ", "Every seller",
    "2 days, or 1 for Web leads", "unless it is ", " by ", "its owner", "99999999999999999999", "0 days",
]  # fmt: skip


@pytest.mark.exam
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=40).map("".join))
def test_no_text_whatever_makes_reading_fail(text: str) -> None:
    reading = read_manual(text)
    assert (reading.manual is None) == any(problem.level == "error" for problem in reading.problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in reading.problems:
        assert str(problem)
        assert 1 <= problem.line <= len(lines)
        assert 0 <= problem.marked[0] <= problem.marked[1] <= len(problem.sentence)
    if reading.manual is not None:
        assert manual_of(print_manual(reading.manual)) == reading.manual


@pytest.mark.exam
@given(st.data())
def test_a_better_wording_can_always_be_read(data: st.DataObject) -> None:
    sentence = say(data.draw(FORMS))
    words = sentence.split(" ")
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(words) - 1))
        changes = ["", "should", words[place][1:], f"{words[place]}s", "regularly", "deal"]
        words[place] = data.draw(st.sampled_from(changes))
    for problem in problems(manual(" ".join(words))):
        if problem.level == "error" and problem.better and problem.sentence:
            assert not [p for p in problems(manual(problem.better)) if p.level == "error"]


# --- many rules -------------------------------------------------------------------------------------------------------


def test_two_thousand_rules_are_read() -> None:
    sentence = "of being created, a lead from Web has a call, email or meeting by its owner."
    bullets = [f"Within {n} working days {sentence}" for n in range(1, 2001)]
    text = manual(*bullets)
    assert sum(1 for _ in manual_of(text).judged()) == 2000


def test_two_thousand_wrong_rules_are_told_one_by_one() -> None:
    text = manual(*[f"Leads should be frobnicated {n} times by the moon." for n in range(2000)])
    assert len(problems(text)) == 2000


def test_names_are_matched_exactly_in_curly_quotes_too() -> None:
    log = CRM.with_log("case", ["W_Call", "W_Call+COMPLETE", "w_call"])
    read = manual_of(manual("A case has at least 2 “W_Call+COMPLETE”."), log)
    assert next(read.judged())[2].form == Count(
        Subject("case"), "at least", Things((Named("W_Call+COMPLETE"),), count=2)
    )
    assert messages_in(log, 'A case has at least 2 "W_call".') == ['"W_call" does not occur in the log.']


def messages_in(vocabulary: object, sentence: str) -> list[str]:
    return [problem.message for problem in read_manual(manual(sentence), vocabulary).problems]  # type: ignore[arg-type]


def test_a_name_keeps_its_own_apostrophes_and_stars_whatever_quotes_it_stands_in() -> None:
    names = ["Customer’s *call*", "it's _done_"]
    read = manual_of(manual('A case starts with “Customer’s *call*” or "it\'s _done_".'), CRM.with_log("case", names))
    assert next(read.judged())[2].form == StartsWith(Subject("case"), Things(tuple(map(Named, names))))


def test_a_case_may_be_spoken_of_where_names_stand_in_quotes() -> None:
    assert read_manual(manual('A case starts with "A".')).manual


def test_prose_may_follow_a_header_line() -> None:
    header = manual_of(
        manual("By hand: smile.", header="Machines: 112,\n113\nThis is about loans.\nRecords: loan application")
    ).header
    assert header == Header(records="loan application", machines=("112", "113"))


def test_a_value_that_is_nearly_a_known_one_is_warned_of() -> None:
    (problem,) = problems(manual("A lead from Referal has at least 1 call."))
    assert (problem.level, problem.better) == ("warning", "A lead from Referral has at least 1 call.")


def test_an_objective_that_looks_measurable_and_is_not_is_warned_of() -> None:
    text = CALDER.replace("leads into won", "leads into wonderful")
    (problem,) = problems(text)
    assert (problem.level, problem.line, problem.column) == ("warning", 2, 12)
