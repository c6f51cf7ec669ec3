"""The sixteen forms as pages: what each asks, who answers, how it is worded, and worked cases that the judge is run on.

Here lives the text of the reference and nothing that is run; it is longer than a room should be because it is one text.
The cases are YAML as in the tests' timelines: times are local to London, ana and ben are sellers, cal is their manager.
"""

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True, slots=True)
class Page:
    """One form. science: what the field calls it. shape: its words, with … for what is filled in. cases: as YAML."""

    number: int
    name: str
    science: str
    shapes: tuple[str, ...]
    meaning: str
    answers: str
    examples: tuple[str, ...]
    cases: str


def _page(
    number: int, name: str, science: str, shapes: tuple[str, ...], meaning: str, answers: str,
    examples: tuple[str, ...], cases: str,
) -> Page:  # fmt: skip
    meaning, answers = " ".join(meaning.split()), " ".join(answers.split())
    return Page(number, name, science, shapes, meaning, answers, examples, dedent(cases).strip() + "\n")


PAGES: tuple[Page, ...] = (
    _page(
        1, "Within a time", "timed response",
        ("Within … of …, … has … [by …].", "Within … of …, … is ….", "On the same working day as …, … has ….",
         "… has … within … of …."),
        """Whenever the thing after *of* happens, what is asked for is due within the time. The first call after it
        does; with *at least 2* the second, with *and* the last of the list. Done by the due moment is met,
        afterwards late, not at all missed. Say *an open lead* if a lead that was closed in the meantime needs no
        call any more.""",
        """The owner when it happened. A new owner gets a full window, once. *By its owner* means that only the owner,
        or the deputy, can do it.""",
        ("Within 1 working day of being created, a lead has a call, email or meeting by its owner.",
         "Within 5 days of being created, a lead has at least 2 calls.",
         "Within 10 working days of being created, a lead is qualified or closed.",
         "On the same working day as being qualified, a lead has a meeting."),
        """
        - name: a lead made on Friday is contacted on Monday, another on Tuesday
          rule: Within 1 working day of being created, a lead has a call, email or meeting by its owner.
          events:
            - {t: 2026-11-06T16:00, by: ana, do: create, record: lead/1, set: {owner: ana}}
            - {t: 2026-11-06T16:00, by: ben, do: create, record: lead/2, set: {owner: ben}}
            - {t: 2026-11-09T10:00, by: ana, do: call, record: lead/1}
            - {t: 2026-11-10T10:00, by: ben, do: email, record: lead/2}
          at: 2026-11-12T09:00
          expect:
            - {record: lead/1, responsible: ana, due: 2026-11-10T00:00, state: met}
            - {record: lead/2, responsible: ben, due: 2026-11-10T00:00, state: late}
        """,
    ),
    _page(
        2, "Within a time of its own date", "timed response",
        ("… has … within … of its ….", "… has … on the same working day as its ….", "… has … on the same working day."),
        """As form 1, but the time runs from a date that the record carries, such as a meeting's end, and moves with
        it. What was done before that date counts too. A cancelled meeting asks for nothing. Without *as its …*,
        the same working day is that of an activity's end.""",
        "The owner of the record.",
        ("A meeting has notes within 24 hours of its end.", "A call has a note on the same working day."),
        """
        - name: notes in time, and a meeting that was cancelled
          rule: A meeting has notes within 24 hours of its end.
          events:
            - {t: 2026-11-23T15:00, by: ana, do: meeting, record: meeting/1, set: {owner: ana, end: 2026-11-23T16:00}}
            - {t: 2026-11-24T09:00, by: ana, do: note, record: meeting/1}
            - {t: 2026-11-20T09:00, by: ben, do: plan meeting, record: meeting/2,
               set: {owner: ben, end: 2026-11-23T12:00}}
            - {t: 2026-11-23T08:00, by: ben, do: cancel, record: meeting/2}
          at: 2026-11-25T09:00
          expect:
            - {record: meeting/1, responsible: ana, due: 2026-11-24T16:00, state: met}
            - {record: meeting/2, responsible: ben, state: void}
        """,
    ),
    _page(
        3, "After something", "response; chain response",
        ("After …, … has ….", "Directly after …, … has …."),
        """Whenever the first thing happens, the other must follow some time. It is due until the record closes and
        never late. *Directly after* looks at the very next event of the record and decides at once. Where records
        never close, or the first thing is the close itself, nothing would ever decide: the checker says so and
        asks for *within*.""",
        "The owner; in a log, the last person who acted on the record before its close.",
        ('After "O_SENT", an application has "O_SENT_BACK".',
         'Directly after "O_CREATED", an application has "O_SENT".',
         "After moving to Negotiation, an opportunity has a meeting."),
        """
        - name: an offer that was answered, and one that was not
          rule: After "O_SENT", an application has "O_SENT_BACK".
          events:
            - {t: 2026-11-02T09:00, by: ana, do: '"O_SENT"', record: application/1}
            - {t: 2026-11-04T09:00, by: ben, do: '"O_SENT_BACK"', record: application/1}
            - {t: 2026-11-02T09:00, by: ben, do: '"O_SENT"', record: application/2}
          at: 2026-11-04T09:00
          closed: true
          expect:
            - {record: application/1, state: met}
            - {record: application/2, responsible: ben, state: missed}
        """,
    ),
    _page(
        4, "Before something", "precedence, with data; chain precedence",
        ("Before …, … has its … filled in.", "Before …, … has ….", "Before …, … is ….", "Directly before …, … has …."),
        """Each time the thing after *before* happens, it is decided at once whether the other was there already: a
        field filled in, by the same save at the latest, or something done at any time earlier. Fields that are
        filled in afterwards make it late; an activity afterwards leaves it missed. *Directly before* looks at the
        event before.""",
        "Whoever did it without the other being there.",
        ("Before moving to Proposal, an opportunity has its budget and decision maker filled in.",
         "Before being won, an opportunity has a quote.", "Before being converted, a lead is qualified.",
         'Directly before "O_SENT", an application has "O_CREATED".'),
        """
        - name: filled in with the same save is in time, afterwards is late
          rule: Before moving to Proposal, an opportunity has its budget filled in.
          events:
            - {t: 2026-11-02T09:00, by: ana, do: create, record: opportunity/1, set: {owner: ana, stage: Qualification}}
            - {t: 2026-11-03T09:00, by: ana, do: move, record: opportunity/1, set: {stage: Proposal, budget: 9000}}
            - {t: 2026-11-02T09:00, by: ana, do: create, record: opportunity/2, set: {owner: ana, stage: Qualification}}
            - {t: 2026-11-03T09:00, by: ben, do: move, record: opportunity/2, set: {stage: Proposal}}
            - {t: 2026-11-05T09:00, by: ana, do: change, record: opportunity/2, set: {budget: 5000}}
          at: 2026-11-06T09:00
          expect:
            - {record: opportunity/1, responsible: ana, state: met}
            - {record: opportunity/2, responsible: ben, state: late}
        """,
    ),
    _page(
        5, "When it becomes something", "response with data",
        ("When …, … has its … filled in.", "When …, … has its … filled in within …."),
        """Each time a record enters the state, the fields must be filled in: by that save, or, with *within*, at the
        due moment. A field that was filled in and cleared again is not filled in. If the record leaves the state
        before the due moment, nothing is asked.""",
        "The owner; without *within*, whoever saved it.",
        ("When lost, an opportunity has its loss reason filled in within 1 working day.",
         "When moving to Proposal, an opportunity has its amount filled in."),
        """
        - name: a reason given the next day, and one that was cleared again
          rule: When lost, an opportunity has its loss reason filled in within 1 working day.
          events:
            - {t: 2026-11-02T09:00, by: ana, do: create, record: opportunity/1, set: {owner: ana, stage: Proposal}}
            - {t: 2026-11-02T09:00, by: ben, do: create, record: opportunity/2, set: {owner: ben, stage: Proposal}}
            - {t: 2026-11-03T09:00, by: ana, do: move, record: opportunity/1, set: {stage: lost}}
            - {t: 2026-11-03T09:00, by: ben, do: move, record: opportunity/2, set: {stage: lost}}
            - {t: 2026-11-04T11:00, by: ana, do: change, record: opportunity/1, set: {loss reason: price}}
            - {t: 2026-11-03T11:00, by: ben, do: change, record: opportunity/2, set: {loss reason: price}}
            - {t: 2026-11-03T12:00, by: ben, do: change, record: opportunity/2, set: {loss reason: "-"}}
          at: 2026-11-06T09:00
          expect:
            - {record: opportunity/1, responsible: ana, due: 2026-11-05T00:00, state: met}
            - {record: opportunity/2, responsible: ben, due: 2026-11-05T00:00, state: missed}
        """,
    ),
    _page(
        6, "Always", "state invariant",
        ("… always has its … filled in [, with …'s grace].", "… always has a … dated in the future [, with …'s grace].",
         "… always has a KIND OF RECORD [, with …'s grace]."),
        """Holds at every moment. It makes one obligation a month for each record and owner. Broken for longer than
        the grace, the month is missed, or late once it is mended; a month that is never broken for so long is met
        at its end, or at the record's close.""",
        "The owner in that month; each owner has an obligation of their own.",
        ("An open opportunity always has a next step dated in the future, with 1 working day's grace.",
         "An open opportunity always has its amount and close date filled in.",
         "An open opportunity always has a contact."),
        """
        - name: one next step that lasts, and one that ran out and was mended
          rule: An open opportunity always has a next step dated in the future, with 1 working day's grace.
          events:
            - {t: 2026-10-30T09:00, by: ana, do: create, record: opportunity/1,
               set: {owner: ana, stage: Proposal, next step: 2026-12-15}}
            - {t: 2026-10-30T09:00, by: ben, do: create, record: opportunity/2,
               set: {owner: ben, stage: Proposal, next step: 2026-11-10}}
            - {t: 2026-11-16T09:00, by: ben, do: change, record: opportunity/2, set: {next step: 2026-12-20}}
          at: 2026-12-02T09:00
          expect:
            - {record: opportunity/1, responsible: ana, period: 2026-11, state: met}
            - {record: opportunity/2, responsible: ben, period: 2026-11, state: late}
        """,
    ),
    _page(
        7, "Not too long in a stage", "ageing",
        ("No … stays in … longer than ….",),
        """Each entry into the stage starts a time, and leaving it or closing in time fulfils. Less than 24 hours
        elsewhere interrupt nothing. Each further limit that passes is missed once more, so that three hundred days
        are ten misses; leaving turns them late.""",
        "The owner; after a handover the time starts anew for the new one.",
        ("No opportunity stays in Negotiation longer than 30 days.",
         "No open opportunity from Web stays in Discovery longer than 2 weeks."),
        """
        - name: ten days and seventy days in Negotiation
          rule: No opportunity stays in Negotiation longer than 30 days.
          events:
            - {t: 2026-01-12T10:00, by: ana, do: create, record: opportunity/1, set: {owner: ana, stage: Negotiation}}
            - {t: 2026-01-22T10:00, by: ana, do: move, record: opportunity/1, set: {state: won}}
            - {t: 2026-01-12T10:00, by: ben, do: create, record: opportunity/2, set: {owner: ben, stage: Negotiation}}
          at: 2026-03-23T10:00
          expect:
            - {record: opportunity/1, responsible: ana, due: 2026-02-11T10:00, state: met}
            - {record: opportunity/2, responsible: ben, due: 2026-02-11T10:00, state: missed}
            - {record: opportunity/2, responsible: ben, due: 2026-03-13T10:00, state: missed}
        """,
    ),
    _page(
        8, "Never too long without", "silence",
        ("… never goes longer than … without … [by …].",),
        """A time runs from the record's opening and from each call, email or whatever the list names, and the next
        one fulfils it. Each further limit that passes without one is missed once more; the next activity turns the
        misses late. Closing voids the stretch that runs. This is the form for *at least every 14 days*.""",
        "The owner; after a handover the time starts anew for the new one.",
        ("An open opportunity never goes longer than 14 days without a call, email or meeting.",
         "A key account never goes longer than 1 month without a meeting by its owner."),
        """
        - name: an email in time, then silence
          rule: An open opportunity never goes longer than 14 days without a call, email or meeting.
          events:
            - {t: 2026-11-02T09:00, by: ana, do: create, record: opportunity/1, set: {owner: ana, stage: Proposal}}
            - {t: 2026-11-10T09:00, by: ana, do: email, record: opportunity/1}
          at: 2026-11-30T09:00
          expect:
            - {record: opportunity/1, responsible: ana, due: 2026-11-16T09:00, state: met}
            - {record: opportunity/1, responsible: ana, due: 2026-11-24T09:00, state: missed}
        """,
    ),
    _page(
        9, "Stages in order", "chain succession over stages",
        ("… moves through …, … and … in order.",),
        """Each move to a stage is an occasion, met if it is the next one of the list. The first stage must be the
        list's first. A record may be lost from anywhere, but won only from the last. A stage that the same person
        leaves within ten minutes is a slip of the hand, and ignored.""",
        "Whoever moved it.",
        ("An opportunity moves through Qualification, Discovery, Proposal and Negotiation in order.",),
        """
        - name: the next stage is right, one further is not
          rule: An opportunity moves through Qualification, Discovery, Proposal and Negotiation in order.
          events:
            - {t: 2026-11-02T09:00, by: ana, do: create, record: opportunity/1, set: {owner: ana, stage: Qualification}}
            - {t: 2026-11-03T09:00, by: ana, do: move, record: opportunity/1, set: {stage: Discovery}}
            - {t: 2026-11-04T09:00, by: cal, do: move, record: opportunity/1, set: {stage: Negotiation}}
          at: 2026-11-06T09:00
          expect:
            - {record: opportunity/1, responsible: ana, occasion: 2026-11-02T09:00, state: met}
            - {record: opportunity/1, responsible: ana, occasion: 2026-11-03T09:00, state: met}
            - {record: opportunity/1, responsible: cal, occasion: 2026-11-04T09:00, state: missed}
        """,
    ),
    _page(
        10, "Never", "absence; not succession",
        ("… never has ….", "After …, … never has ….", "… never moves back to …."),
        """What must not happen at all, or not after something else. Each time it happens is a breach; a record to
        which it never happened is kept at its close. Breaches stand beside the share of what was followed, never
        in it, because there is no occasion for doing it right. *Never moves back* is judged like form 9.""",
        "Whoever did it.",
        ('After "A_CANCELLED", an application never has "O_SENT".', "A lead never is lost.",
         "An opportunity never moves back to Qualification."),
        """
        - name: an offer sent after the cancellation
          rule: After "A_CANCELLED", an application never has "O_SENT".
          events:
            - {t: 2026-11-02T09:00, by: ana, do: '"A_CANCELLED"', record: application/1}
            - {t: 2026-11-03T09:00, by: ben, do: '"O_SENT"', record: application/1}
            - {t: 2026-11-02T09:00, by: ana, do: '"A_CANCELLED"', record: application/2}
          at: 2026-11-04T09:00
          closed: true
          expect:
            - {record: application/1, responsible: ben, state: missed, breach: true}
            - {record: application/2, responsible: ana, state: met, breach: true}
        """,
    ),
    _page(
        11, "Together or not", "responded existence; co-existence; not co-existence",
        ("… that has … also has ….", "… has both … and … or neither.", "… never has both … and …."),
        """Once per record, in whatever order things happen. *Also has* asks for the second thing of records that have
        the first; *or neither* asks for the other as soon as one is there. *Never both* is a breach at the event
        that completes the pair.""",
        "The owner; for never both, whoever completed the pair.",
        ('An application that has "A_APPROVED" also has "A_REGISTERED".',
         'An application has both "A_APPROVED" and "A_REGISTERED" or neither.',
         'An application never has both "A_APPROVED" and "O_CANCELLED".'),
        """
        - name: registered before it was approved counts; approved alone does not
          rule: An application that has "A_APPROVED" also has "A_REGISTERED".
          events:
            - {t: 2026-11-02T09:00, by: ana, do: '"A_REGISTERED"', record: application/1}
            - {t: 2026-11-03T09:00, by: ana, do: '"A_APPROVED"', record: application/1}
            - {t: 2026-11-03T09:00, by: ben, do: '"A_APPROVED"', record: application/2}
            - {t: 2026-11-03T09:00, by: ben, do: '"A_SUBMITTED"', record: application/3}
          at: 2026-11-04T09:00
          closed: true
          expect:
            - {record: application/1, state: met}
            - {record: application/2, responsible: ben, state: missed}
        """,
    ),
    _page(
        12, "So many", "existence; absence; exactly",
        ("… has at least N … [per PERIOD].", "… has at most N … [per PERIOD].", "… has exactly N … [per PERIOD]."),
        """Counts things done to a record: over its whole life until it closes, or in each whole day, week, month,
        quarter or year of the calendar. Parts of a period ask for nothing. *At most* is a breach at the event that
        is one too many.""",
        "The owner; for at most, whoever did one too many.",
        ("A key account has at least 1 meeting per quarter.", "A lead has at most 3 emails per week.",
         'An application has exactly 1 "A_SUBMITTED".'),
        """
        - name: a meeting in the quarter, and a part of a quarter
          rule: An account has at least 1 meeting per quarter.
          events:
            - {t: 2026-05-10T09:00, by: ana, do: create, record: account/1, set: {owner: ana}}
            - {t: 2026-08-10T09:00, by: ana, do: meeting, record: account/1}
          at: 2026-10-05T09:00
          expect:
            - {record: account/1, responsible: ana, period: 2026-Q2, state: void}
            - {record: account/1, responsible: ana, period: 2026-Q3, state: met}
            - {record: account/1, responsible: ana, period: 2026-Q4, state: due}
        """,
    ),
    _page(
        13, "Begins and ends", "init; end",
        ("… starts with ….", "… ends with …."),
        """The first event of a record is decided at once, the last one when the record closes: what is done to a closed
        record is not looked at. An end that *Closed by* names already says nothing new: ask for it within a time.
        Records that were brought over from elsewhere begin and end with nothing.""",
        "Whoever did the first event; for the end, the owner, or in a log the last person.",
        ('An application starts with "A_SUBMITTED".', 'An application ends with "A_ARCHIVED" or "A_DECLINED".'),
        """
        - name: one begins as it should
          rule: An application starts with "A_SUBMITTED".
          events:
            - {t: 2026-11-02T09:00, by: ana, do: '"A_SUBMITTED"', record: application/1}
            - {t: 2026-11-02T09:00, by: ben, do: '"A_ACCEPTED"', record: application/2}
          at: 2026-11-03T09:00
          expect:
            - {record: application/1, responsible: ana, state: met}
            - {record: application/2, responsible: ben, state: missed}
        """,
    ),
    _page(
        14, "Four eyes", "separation of duties",
        ("… is done by someone other than ….", "For …, … is done by someone other than …."),
        """Each time it is done, the doer must not be the one named: whoever did another thing to the same record, its
        owner, its creator. If nobody did the other thing, nothing is asked; if the source doesn't say who did one
        of the two, it is unknown.""",
        "Whoever did the later of the two.",
        ('"A_APPROVED" is done by someone other than whoever did "A_FINALIZED".',
         "For an opportunity worth more than 50,000, being won is done by someone other than its owner."),
        """
        - name: the same person, someone else, and nobody knows
          rule: '"A_APPROVED" is done by someone other than whoever did "A_FINALIZED".'
          events:
            - {t: 2026-11-02T09:00, by: ana, do: '"A_FINALIZED"', record: application/1}
            - {t: 2026-11-03T09:00, by: ana, do: '"A_APPROVED"', record: application/1}
            - {t: 2026-11-02T09:00, by: ana, do: '"A_FINALIZED"', record: application/2}
            - {t: 2026-11-03T09:00, by: ben, do: '"A_APPROVED"', record: application/2}
            - {t: 2026-11-02T09:00, by: ana, do: '"A_FINALIZED"', record: application/3}
            - {t: 2026-11-03T09:00, by: null, do: '"A_APPROVED"', record: application/3}
          at: 2026-11-04T09:00
          expect:
            - {record: application/1, responsible: ana, state: missed}
            - {record: application/2, responsible: ben, state: met}
            - {record: application/3, responsible: null, state: unknown}
        """,
    ),
    _page(
        15, "So many days a week", "cadence per person",
        ("Every ROLE updates a record on at least N of M working days.",
         "Every ROLE has … on at least N of M working days."),
        """The record is the person, the period one, two or four weeks (M is 5, 10 or 20). A day counts with one
        change saved by hand: not with viewing, a bulk edit, an import or an assistant. Who works on fewer days is
        asked for fewer, rounded down; where that is none, nothing is asked.""",
        "The person.",
        ("Every seller updates a record on at least 4 of 5 working days.",
         "Every seller has a call or meeting on at least 8 of 10 working days."),
        """
        - name: a short week asks for less
          rule: Every seller updates a record on at least 4 of 5 working days.
          absences: [{who: ana, from: 2026-11-20, to: 2026-11-20}]
          events:
            - {t: 2026-11-16T09:00, by: ana, do: change, record: account/1, set: {city: Leeds}}
            - {t: 2026-11-17T09:00, by: ana, do: change, record: account/1, set: {city: York}}
            - {t: 2026-11-19T09:00, by: ana, do: change, record: account/1, set: {city: Hull}}
          at: 2026-11-20T18:00
          people: [ana]
          live: 2026-11-16
          expect: [{record: person/ana, responsible: ana, period: 2026-W47, needed: 3, done: 3}]
        """,
    ),
    _page(
        16, "Not too much at once", "instance-spanning limit",
        ("No ROLE has more than N KIND.",),
        """The record is the person, the period a week. More than N at the same time for longer than one working day
        is missed.""",
        "Whoever pushed it over the limit.",
        ("No seller has more than 40 open opportunities.",),
        """
        - name: two are one too many
          rule: No seller has more than 1 open opportunity.
          events:
            - {t: 2026-11-09T09:00, by: ana, do: create, record: opportunity/1, set: {owner: ana, stage: Proposal}}
            - {t: 2026-11-10T09:00, by: cal, do: create, record: opportunity/2, set: {owner: ana, stage: Proposal}}
          at: 2026-11-13T18:00
          people: [ana]
          live: 2026-11-09
          expect: [{record: person/ana, responsible: cal, period: 2026-W46, state: missed}]
        """,
    ),
)  # fmt: skip
"""In the definition's order."""
