"""What people write but the language leaves out: each gets the wording that it should have had."""

from time import perf_counter

import pytest

from ingrain.method.text import Problem, UnableToReadSentence, read_manual, read_sentence
from ingrain.method.vocabulary import CRM

NAMES = ["A_SUBMITTED", "A_CANCELLED", "A_APPROVED", "A_FINALIZED", "O_SENT", "O_SENT_BACK", "W_Call"]
WORDS = CRM.with_log("application", NAMES)


def problem_of(sentence: str) -> Problem:
    with pytest.raises(UnableToReadSentence) as unable:
        read_sentence(sentence, WORDS)
    return unable.value.problem


BETTER = [
    *(
        (f"Within 2 days{where} a lead has a call.", "Within 1 day of being created, a lead from Web has a call.")
        for where in (", or 1 for Web leads,", " of being created, or 1 for Web leads,")
    ),
    ("An account has a call at least every quarter.", "An account never goes longer than 3 months without a call."),
    ("At least every 90 days, an account has a call.", "An account never goes longer than 90 days without a call."),
    ("At least every month, an account has a call.", "An account never goes longer than 1 month without a call."),
    ("Without a quote, an opportunity isn't won.", "Before being won, an opportunity has a quote."),
    (
        "A won or lost opportunity has at least 1 note.",
        "A closed opportunity has at least 1 note.",
    ),
    (
        "An opportunity in team North worth more than 50,000 has at least 1 call.",
        "An opportunity in team North and worth more than 50,000 has at least 1 call.",
    ),
    (
        "A lead has twelve calls within 2 days.",
        "Within 2 days of being created, a lead has at least 12 calls.",
    ),
    (
        "A lead haz a cal within 2 days of being created.",
        "Within 2 days of being created, a lead has a call.",
    ),
    (
        "Within 1 werking day of being created, a lead has a call.",
        "Within 1 working day of being created, a lead has a call.",
    ),
    ("Within -1 days of being created, a lead has a call.", "Within 1 day of being created, a lead has a call."),
    ("After 'O_SENT', an application has 'O_SENT_BACK'.", 'After "O_SENT", an application has "O_SENT_BACK".'),
    ("After ‘O_SENT’, an application has ‘O_SENT_BACK’.", 'After "O_SENT", an application has "O_SENT_BACK".'),
    ("After O_SENT, an application has O_SENT_BACK.", 'After "O_SENT", an application has "O_SENT_BACK".'),
    ("After o_sent, a case has W_Call.", 'After "O_SENT", an application has "W_Call".'),
    ('After "O_SEND", an application has "O_SNT_BACK".', 'After "O_SENT", an application has "O_SENT_BACK".'),
    (
        "An account has at least 1 call per fortnight.",
        "An account never goes longer than 2 weeks without a call.",
    ),
    ("An account has at least 2 calls per fortnight.", "An account has at least 4 calls per month."),
    ("An account has a call every fortnight.", "An account never goes longer than 2 weeks without a call."),
    ("An account has a call at least every 90 days.", "An account never goes longer than 90 days without a call."),
    ("A key account is called at least every 90 days.", "A key account never goes longer than 90 days without a call."),
    (
        "Key accounts should be contacted every two weeks.",
        "A key account never goes longer than 2 weeks without a call, email or meeting.",
    ),
    ("An opportunity isn't won without a quote.", "Before being won, an opportunity has a quote."),
    ("No opportunity is won without a quote.", "Before being won, an opportunity has a quote."),
    (
        "An opportunity does not move to Proposal without its budget.",
        "Before moving to Proposal, an opportunity has its budget filled in.",
    ),
    ("An opportunity cannot be won unless it has a quote.", "Before being won, an opportunity has a quote."),
    (
        "An opportunity never moves to Proposal without its budget and decision maker.",
        "Before moving to Proposal, an opportunity has its budget and decision maker filled in.",
    ),
    (
        "Within 2 days, or 1 for Web leads, of being created, a lead has a call.",
        "Within 1 day of being created, a lead from Web has a call.",
    ),
    (
        "A lead has a call within 2 days, or 1 for Web leads, of being created.",
        "Within 1 day of being created, a lead from Web has a call.",
    ),
    ("An account has a call regularly.", "An account has at least 1 call per month."),
    ("A key account regularly has a meeting.", "A key account has at least 1 meeting per month."),
    (
        "A lead should have a call within 1 working day of being created.",
        "Within 1 working day of being created, a lead has a call.",
    ),
    (
        "A lead must be contacted promptly.",
        "Within 1 working day of being created, a lead has a call, email or meeting.",
    ),
    (
        "After being qualified, a lead has a call as soon as possible.",
        "Within 1 working day of being qualified, a lead has a call.",
    ),
    (
        "Within 2 business days of being created, a lead has a call.",
        "Within 2 working days of being created, a lead has a call.",
    ),
    ("Within 2 days of creation, a lead has a call.", "Within 2 days of being created, a lead has a call."),
    ("Within 2 days after being created, a lead has a call.", "Within 2 days of being created, a lead has a call."),
    ("Within 2 days, a lead has a call.", "Within 2 days of being created, a lead has a call."),
    ("A lead has a call within 2 days.", "Within 2 days of being created, a lead has a call."),
    (
        "If an opportunity is lost, it has its loss reason filled in.",
        "When lost, an opportunity has its loss reason filled in.",
    ),
    (
        "When an opportunity moves to Proposal, it has its budget filled in.",
        "When moving to Proposal, an opportunity has its budget filled in.",
    ),
    ("When an opportunity is won, it has a note.", "Within 1 working day of being won, an opportunity has a note."),
    (
        "If lost, an opportunity has its loss reason filled in.",
        "When lost, an opportunity has its loss reason filled in.",
    ),
    ("Once created, a lead has a call.", "Within 1 working day of being created, a lead has a call."),
    ("An opportunity's budget is always filled in.", "An opportunity always has its budget filled in."),
    ("An open opportunity always has a next step.", "An open opportunity always has a next step dated in the future."),
    (
        "An open opportunity has a next step dated in the future.",
        "An open opportunity always has a next step dated in the future.",
    ),
    ("An open opportunity has its next step filled in.", "An open opportunity always has its next step filled in."),
    (
        "An opportunity never has a close date in the past.",
        "An opportunity always has a close date dated in the future.",
    ),
    (
        "An opportunity should not stay in Negotiation longer than 30 days.",
        "No opportunity stays in Negotiation longer than 30 days.",
    ),
    (
        "An opportunity stays in Negotiation for at most 30 days.",
        "No opportunity stays in Negotiation longer than 30 days.",
    ),
    (
        "An opportunity goes through Qualification, Discovery and Proposal.",
        "An opportunity moves through Qualification, Discovery and Proposal in order.",
    ),
    (
        "An opportunity moves from Qualification to Discovery to Proposal.",
        "An opportunity moves through Qualification, Discovery and Proposal in order.",
    ),
    ("Notes are written within 24 hours of a meeting.", "A meeting has a note within 24 hours of its end."),
    ('An application has no "O_SENT" after "A_CANCELLED".', 'After "A_CANCELLED", an application never has "O_SENT".'),
    ('An application has "O_SENT_BACK" after "O_SENT".', 'After "O_SENT", an application has "O_SENT_BACK".'),
    ('An application has "A_SUBMITED".', 'An application has at least 1 "A_SUBMITTED".'),
    ("An application starts with A_SUBMITTED.", 'An application starts with "A_SUBMITTED".'),
    (
        "An application is won within 2 days of being created.",
        "Within 2 days of being created, an application is closed.",
    ),
    (
        '"A_APPROVED" and "A_FINALIZED" are done by different people.',
        '"A_FINALIZED" is done by someone other than whoever did "A_APPROVED".',
    ),
    ('"A_APPROVED" is done by someone else.', '"A_APPROVED" is done by someone other than its owner.'),
    (
        "A lead has a call or email and meeting within 2 days of being created.",
        "Within 2 days of being created, a lead has a call, email or meeting.",
    ),
    (
        "A lead from Web or Referral has a call within 2 days of being created.",
        "Within 2 days of being created, a lead from Web has a call.",
    ),
    (
        "A lead has two calls within 5 days of being created.",
        "Within 5 days of being created, a lead has at least 2 calls.",
    ),
    ("Key accounts have a meeting per quarter.", "A key account has at least 1 meeting per quarter."),
    ("A key account has a meeting every quarter", "A key account has at least 1 meeting per quarter."),
    ("A key account has a meeting once a month.", "A key account has at least 1 meeting per month."),
    ("An account has no more than 3 calls per week.", "An account has at most 3 calls per week."),
    ("An account has more than 3 calls per week.", "An account has at least 4 calls per week."),
    (
        "Call every lead within 1 working day of being created.",
        "Within 1 working day of being created, a lead has a call.",
    ),
    ("Every deal has a quote before it is won.", "Before being won, an opportunity has a quote."),
    (
        "Before moving to Porposal, an opportunity has its bugdet filled in.",
        "Before moving to Proposal, an opportunity has its budget filled in.",
    ),
    (
        "Befor moving to Proposal, an opportunity has its budget filled in.",
        "Before moving to Proposal, an opportunity has its budget filled in.",
    ),
    (
        "A lead has a call by its owner or a meeting within 2 days of being created.",
        "Within 2 days of being created, a lead has a call or meeting by its owner.",
    ),
    (
        "A lead has a call by its owner and its creator within 2 days of being created.",
        "Within 2 days of being created, a lead has a call by its owner or its creator.",
    ),
    (
        "An opportunity worth over 50,000 has a meeting within 2 days of being created.",
        "Within 2 days of being created, an opportunity worth more than 50,000 has a meeting.",
    ),
    (
        "An opportunity worth more than 50.000 never goes longer than 14 days without a call.",
        "An opportunity worth more than 50,000 never goes longer than 14 days without a call.",
    ),
    (
        "An opportunity worth more than €50,000 never goes longer than 14 days without a call.",
        "An opportunity worth more than 50,000 never goes longer than 14 days without a call.",
    ),
    (
        "A contact is followed up soon.",
        "Within 1 working day of being created, a contact has a call, email or meeting.",
    ),
    (
        "Usually, a lead has a call within 2 days of being created.",
        "Within 2 days of being created, a lead has a call.",
    ),
    (
        "Please make sure that a lead has a call within 2 days of being created.",
        "Within 2 days of being created, a lead has a call.",
    ),
    ("95% of leads have a call within 2 days of being created.", "Within 2 days of being created, a lead has a call."),
    (
        "A lead has a call (or a voicemail) within 2 days of being created.",
        "Within 2 days of being created, a lead has a call.",
    ),
    ("Within 24h of being created, a lead has a call.", "Within 24 hours of being created, a lead has a call."),
    (
        "A lead has an activity within 2 days of being created.",
        "Within 2 days of being created, a lead has a call, email or meeting.",
    ),
    (
        "A deal never goes longer than 2 weeks without an appointment.",
        "An opportunity never goes longer than 2 weeks without a meeting.",
    ),
    (
        "Every seller updates a record on at least 4 of 7 working days.",
        "Every seller updates a record on at least 4 of 5 working days.",
    ),
    ("No seller has over 40 open opportunities.", "No seller has more than 40 open opportunities."),
    ("No rep has more than 40 open deals.", "No seller has more than 40 open opportunities."),
    (
        "An open opportunity has no more than 14 days without a call.",
        "An open opportunity never goes longer than 14 days without a call.",
    ),
    (
        "A lead has a call within 2 days of being created. An account has a call.",
        "Within 2 days of being created, a lead has a call.",
    ),
    (
        "A lead has a call by its manager within 2 days of being created.",
        "Within 2 days of being created, a lead has a call by its owner's manager.",
    ),
    (
        'Directly after "A_SUBMITTED", an application has at least 2 "O_SENT".',
        'Directly after "A_SUBMITTED", an application has "O_SENT".',
    ),
    (
        'After "A_SUBMITTED" and "O_SENT", an application has "A_APPROVED".',
        'After "A_SUBMITTED" or "O_SENT", an application has "A_APPROVED".',
    ),
    ('An application never has "A_APPROVED" and "O_SENT".', 'An application never has both "A_APPROVED" and "O_SENT".'),
    (
        "A lead has a call within 0 days of being created.",
        "On the same working day as being created, a lead has a call.",
    ),
    (
        "A lead unless it is from Web has a call within 2 days of being created.",
        "Within 2 days of being created, a lead not from Web has a call.",
    ),
    (
        "A lead has a call within 2 days of being created unless it is from Web.",
        "Within 2 days of being created, a lead not from Web has a call.",
    ),
    (
        "When won or lost, an opportunity has its loss reason filled in.",
        "When won, an opportunity has its loss reason filled in.",
    ),
    (
        "Within 5 days of being created, a lead has its phone filled in.",
        "When created, a lead has its phone filled in within 5 days.",
    ),
    ("A lead has at most 2 calls within 5 days of being created.", "A lead has at most 2 calls per week."),
    ("An opportunity is called monthly.", "An opportunity has at least 1 call per month."),
    (
        "A closed-won opportunity has a note within 2 days of being won.",
        "Within 2 days of being won, a won opportunity has a note.",
    ),
    (
        "All leads need a phone call within one business day of creation by their owner.",
        "Within 1 working day of being created, a lead has a call by its owner.",
    ),
    ("Within 2 days of being created a lead has a call.", "Within 2 days of being created, a lead has a call."),
    (
        "Within 2 days, an opportunity moves to Proposal.",
        "Within 2 days of being created, an opportunity moves to Proposal.",
    ),
    (
        "A lead gets a call at the latest 2 days after being created.",
        "Within 2 days of being created, a lead has a call.",
    ),
    (
        "A lead has a call no later than 2 days after being created.",
        "Within 2 days of being created, a lead has a call.",
    ),
    (
        "Leads should be contacted within one working day by their owner.",
        "Within 1 working day of being created, a lead has a call, email or meeting by its owner.",
    ),
    ("A lead has a call by the next working day.", "Within 1 working day of being created, a lead has a call."),
    ("Every opportunity needs a next step.", "An opportunity always has a next step dated in the future."),
    ("Opportunities must have a next step at all times.", "An opportunity always has a next step dated in the future."),
    (
        "An opportunity must not be closed without a loss reason.",
        "Before being closed, an opportunity has its loss reason filled in.",
    ),
    ("An opportunity is only won if it has a quote.", "Before being won, an opportunity has a quote."),
    (
        "No opportunity moves to Negotiation without a quote.",
        "Before moving to Negotiation, an opportunity has a quote.",
    ),
    ("Every seller has at least 5 meetings per week.", "Every seller has a meeting on at least 5 of 5 working days."),
    ("Sellers update records daily.", "Every seller updates a record on at least 5 of 5 working days."),
    (
        "Before closing, an opportunity has its loss reason filled in.",
        "Before being closed, an opportunity has its loss reason filled in.",
    ),
    ("When closed, an opportunity has its loss reason.", "When closed, an opportunity has its loss reason filled in."),
    ("An opportunity in Proposal has a quote.", "An opportunity in Proposal has at least 1 quote."),
    ("An opportunity always has a contact and a budget.", "An opportunity always has a contact."),
    ("A lead has a call the same day.", "On the same working day as being created, a lead has a call."),
    ("An account is visited twice a year.", "An account has at least 2 meetings per year."),
    ("An account has a meeting twice a year.", "An account has at least 2 meetings per year."),
    (
        "An opportunity's close date is always in the future.",
        "An opportunity always has a close date dated in the future.",
    ),
    (
        "Leads are called, emailed or met within 1 working day.",
        "Within 1 working day of being created, a lead has a call, email or meeting.",
    ),
    (
        'An application always has "A_SUBMITTED" before "A_APPROVED".',
        'Before "A_APPROVED", an application has "A_SUBMITTED".',
    ),
    (
        'An application has "A_SUBMITTED" and then "A_APPROVED".',
        'After "A_SUBMITTED", an application has "A_APPROVED".',
    ),
    ('If "A_SUBMITTED" then "A_APPROVED".', 'After "A_SUBMITTED", an application has "A_APPROVED".'),
    ('"A_SUBMITTED" is followed by "A_APPROVED".', 'After "A_SUBMITTED", an application has "A_APPROVED".'),
    ('"A_APPROVED" is preceded by "A_SUBMITTED".', 'Before "A_APPROVED", an application has "A_SUBMITTED".'),
    (
        '"A_APPROVED" happens within 2 days of "A_SUBMITTED".',
        'Within 2 days of "A_SUBMITTED", an application has "A_APPROVED".',
    ),
    ('"A_APPROVED" never happens after "A_CANCELLED".', 'After "A_CANCELLED", an application never has "A_APPROVED".'),
    ('An application begins with "A_SUBMITTED".', 'An application starts with "A_SUBMITTED".'),
    (
        'An application with "A_APPROVED" has "A_FINALIZED".',
        'An application that has "A_APPROVED" also has "A_FINALIZED".',
    ),
    (
        'An application has "A_APPROVED" or "A_CANCELLED", but not both.',
        'An application never has both "A_APPROVED" and "A_CANCELLED".',
    ),
    (
        'An application has neither "A_APPROVED" nor "A_CANCELLED".',
        'An application never has "A_APPROVED" or "A_CANCELLED".',
    ),
    *(
        (f"A lead has {none}.", "A lead never has a call.")
        for none in ("at most 0 calls", "0 calls", "zero calls", "no more than 0 calls", "at most 0 calls per week")
    ),
    ('An application has at most 0 "O_SENT".', 'An application never has "O_SENT".'),
    *(
        (
            f"{word} an opportunity is lost, its loss reason {filled}.",
            "When lost, an opportunity has its loss reason filled in.",
        )
        for word, filled in (("If", "is filled in"), ("When", "must be filled in"), ("Whenever", "is given"))
    ),
    (
        "If an opportunity is lost, its loss reason must be filled in within 1 working day.",
        "When lost, an opportunity has its loss reason filled in within 1 working day.",
    ),
    (
        "Before an opportunity is won, its budget and decision maker are filled in.",
        "Before being won, an opportunity has its budget and decision maker filled in.",
    ),
    *(
        (sentence, "Within 1 working day of being created, a lead has a call.")
        for sentence in ("Call the lead quickly.", "Call leads quickly.", "Phone every lead at once.")
    ),
]


@pytest.mark.parametrize(("sentence", "better"), BETTER, ids=[sentence for sentence, _ in BETTER])
def test_a_wording_that_the_language_leaves_out_is_put_right(sentence: str, better: str) -> None:
    problem = problem_of(sentence)
    assert problem.better == better
    assert read_sentence(better, WORDS)
    assert problem.message.endswith((".", "?"))
    assert problem.expected


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("An account has a call at least every 90 days.", "How long a record may go without something is said so."),
        ("An opportunity isn't won without a quote.", "What has to be there first is said with before."),
        ("Within 2 days, or 1 for Web leads, of being created, a lead has a call.", "A rule has one time."),
        ("An account has a call regularly.", "How often is that?"),
        ("After being qualified, a lead has a call soon.", "How long is that?"),
        ("A lead should have a call within 2 days of being created.", "A rule says what is so."),
        ("A lead has a call within 2 days of being created", "A rule ends in a full stop."),
        ("A lead has a call within", "A rule ends in a full stop."),
        ("No opportunity stays in Negotation longer than 30 days.", '"Negotation" is not a stage.'),
        ("Every thing has at least 1 call.", '"thing" can\'t stand here.'),
        ('An application has at least 1 "O_SEND".', '"O_SEND" does not occur in the log.'),
        ("Before being won, an opportunity has a budget.", "Fields are asked for with filled in."),
        ("An opportunity has at least 1 budget.", '"budget" is a field, and fields are filled in.'),
        ("No application stays in Proposal longer than 3 days.",
         "Records of a log have no stages, and an application is a record of a log."),
        ("A won application has at least 1 \"O_SENT\".",
         "Records of a log are open or closed, nothing else, and an application is a record of a log."),
        ("An application has at least 1 call.",
         "What happens to an application stands in double quotes, as it is called in the log."),
        ("A key lead has at least 1 call.", '"key" is not said of lead, only of account.'),
        ("A lead has a call within 200,000 days of being created.", "200,000 doesn't fit here."),
        ("A lead has a call by someone other than its owner or a seller within 2 days of being created.",
         "Someone other than … stands alone, not in a list."),
        ("An open opportunity never goes longer than 14 days without a call and an email.",
         "A list after without is any of its things: join it with or."),
        ("Within 2 days of being open, a lead has a call.", "Open is how every record begins; it is no event."),
        ("", "There is no sentence here."),
    ],
)  # fmt: skip
def test_the_message_names_what_is_wrong(sentence: str, message: str) -> None:
    assert problem_of(sentence).message == message


@pytest.mark.parametrize("words", ["a lead has ", "a lead has a call, ", "not ", '"A" and ', "isn't won without "])
def test_an_endless_sentence_is_refused_at_once(words: str) -> None:
    began = perf_counter()
    problem = problem_of(words * 20_000)
    assert problem.message.startswith("A rule is one sentence, and this one has ")
    assert len(str(problem)) < 500
    assert problem_of((words * 2_000)[:1_990]).message
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        (
            "An opportunity has at least 2 calls and an email.",
            ["An opportunity has at least 2 calls.", "An opportunity has at least 1 email."],
        ),
        (
            "A lead has at least 2 calls and 3 emails by its owner.",
            ["A lead has at least 2 calls by its owner.", "A lead has at least 3 emails by its owner."],
        ),
        (
            "An open or qualified lead has at least 1 call.",
            ["An open lead has at least 1 call.", "A qualified lead has at least 1 call."],
        ),
        *(
            (
                f"An account has {number} meetings per quarter.",
                ["An account has at least 1 meeting per quarter.", "An account has at most 3 meetings per quarter."],
            )
            for number in ("between 1 and 3", "between one and three", "1 to 3", "1-3", "1–3")
        ),
    ],
)
def test_what_needs_two_rules_gets_both_named(sentence: str, rules: list[str]) -> None:
    problem = problem_of(sentence)
    assert problem.better == rules[0]
    for rule in rules:
        assert f'"{rule}"' in problem.expected
        assert read_sentence(rule, WORDS)


@pytest.mark.parametrize(
    "sentence",
    [
        "An opportunity worth between 5 and 10 has at least 1 call.",
        "Within 5 days of being created, a lead has between 1 and 3 calls.",
    ],
)
def test_a_range_that_two_rules_would_not_say_gets_none(sentence: str) -> None:
    assert problem_of(sentence).better is None


@pytest.mark.parametrize(
    "sentence", ["Sellers must log all their calls.", "Salespeople log every call.", "Each rep records all meetings."]
)
def test_logging_as_such_is_asked_how_often_or_within_what(sentence: str) -> None:
    problem = problem_of(sentence)
    assert problem.message == "What nobody logged, nobody can count."
    assert problem.expected.startswith("how often (")
    assert "or within what (" in problem.expected
    assert 'or put "By hand:" before it' in problem.expected


def test_what_could_stand_there_has_no_comma_before_by_hand() -> None:
    assert ",;" not in problem_of("If lost, its loss reason is filled in.").expected


@pytest.mark.parametrize(
    "sentence", ["A hot lead has at least 1 call.", "A lead has at least 1 friendly call by its owner."]
)
def test_a_better_wording_leaves_out_nothing_that_matters(sentence: str) -> None:
    assert problem_of(sentence).better is None


def test_a_field_of_a_log_that_is_not_at_hand_keeps_its_name_in_a_better_wording() -> None:
    with pytest.raises(UnableToReadSentence) as unable:
        read_sentence('Before "A", an application has its AMOUNT_REQ.', CRM.with_log("application", None))
    assert unable.value.problem.better == 'Before "A", an application has its AMOUNT_REQ filled in.'


def test_every_unknown_name_of_a_sentence_is_reported() -> None:
    rules = (
        '- After "O_SEND", an application has "W_Cal".\n- An application from "Somewhere" haz at least 1 "Nothing".\n'
    )
    found = read_manual(f"# Loans\nRecords: application\n\n## Area\n\n### Step\n\n{rules}", WORDS).errors
    assert [(problem.line, problem.column, problem.message) for problem in found] == [
        (8, 9, '"O_SEND" does not occur in the log.'),
        (8, 38, '"W_Cal" does not occur in the log.'),
        (9, 35, '"haz" can\'t stand here.'),
        (9, 50, '"Nothing" does not occur in the log.'),
    ]
    assert found[0].better == 'After "O_SENT", an application has "W_Call".'


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ('After "O_SEND", a loan has "O_SENT_BACK".', ['"O_SEND"', "loan"]),
        ('After "Nothing like it", a loan has "W_Cal".', ['"Nothing like it"', "loan", '"W_Cal"']),
        ('After "O_SEND", an application must have "O_SENT_BACK".', ['"O_SEND"', "must have"]),
        ('After "O_SEND", an application has "O_SENT_BACK".', ['"O_SEND"']),
    ],
)
def test_an_unknown_name_hides_no_other_mistake(sentence: str, marked: list[str]) -> None:
    text = f"# Loans\nRecords: application\n\n## Area\n\n### Step\n\n- {sentence}\n"
    found = read_manual(text, WORDS).errors
    assert [problem.sentence[slice(*problem.marked)] for problem in found] == marked
    assert [problem.column for problem in found] == [problem.marked[0] + 3 for problem in found]
    assert not any("O_SEND" in problem.expected for problem in found)


def test_a_logs_sentence_is_offered_nothing_of_the_crm() -> None:
    beginning = problem_of("Frobnicate the application.")
    assert '"Every application …"' in beginning.expected
    assert "opportunity" not in beginning.expected
    happening = problem_of('After frobnicating, an application has "O_SENT".')
    assert "a quoted name" in happening.expected
    assert not any(word in happening.expected for word in ("call", "stage", "moving to"))


@pytest.mark.parametrize(("fields", "offered"), [([], ""), (["AMOUNT_REQ"], "a field (AMOUNT_REQ)")])
def test_a_logs_sentence_is_offered_the_logs_own_fields(fields: list[str], offered: str) -> None:
    with pytest.raises(UnableToReadSentence) as unable:
        read_sentence('Before "A", an application has its amont filled in.', CRM.with_log("application", ["A"], fields))
    problem = unable.value.problem
    assert "owner" not in problem.expected
    assert offered in problem.expected
    assert ("a field" in problem.expected) == bool(fields)
    assert problem.better is None


def test_records_called_otherwise_are_told_what_they_are_called() -> None:
    problem = problem_of('A case has at least 1 "O_SENT".')
    assert problem.message == "This log's records are called application."
    assert problem.expected == '"application"'
    assert problem.better == 'An application has at least 1 "O_SENT".'


def test_two_times_become_two_rules() -> None:
    problem = problem_of("A lead has a call within 2 days, or 1 for Web leads, of being created.")
    for rule in ("Within 1 day of being created, a lead from Web has a call.",
                 "Within 2 days of being created, a lead not from Web has a call."):  # fmt: skip
        assert rule in problem.expected
        assert read_sentence(rule, WORDS)


def test_a_list_that_mixes_and_with_or_is_shown_both_ways() -> None:
    problem = problem_of("A lead has a call, email or note and meeting within 2 days of being created.")
    assert problem.sentence[slice(*problem.marked)] == "a call, email or note and meeting"
    assert '"a call, email, note or meeting"' in problem.expected
    assert '"a call, email, note and meeting"' in problem.expected


@pytest.mark.parametrize("sentence", ["Listen before you pitch.", "Frobnicate the gizmo.", "A lead is nice."])
def test_where_nothing_is_near_by_hand_is_offered(sentence: str) -> None:
    problem = problem_of(sentence)
    assert problem.better is None
    assert problem.expected.endswith('; or put "By hand:" before it, if people are to tick it on visits')


@pytest.mark.parametrize("sentence", ["A lead without a call is closed within 2 days of being created.",
                                      "A lead has not a call within 2 days of being created."])  # fmt: skip
def test_a_better_wording_never_loses_a_not(sentence: str) -> None:
    better = problem_of(sentence).better
    assert better is None or "without" in better or "not" in better or "never" in better


def test_the_place_marked_is_the_word_that_is_wrong() -> None:
    problem = problem_of("Before moving to Porposal, an opportunity has its budget filled in.")
    assert (problem.line, problem.column) == (1, 18)
    assert problem.sentence[slice(*problem.marked)] == "Porposal"


def test_near_words_of_the_vocabulary_are_offered() -> None:
    assert problem_of("No opportunity stays in Negotation longer than 30 days.").expected == "a stage (Negotiation)"
    assert '"O_SENT"' in problem_of('An application has at least 1 "O_SEND".').expected


@pytest.mark.parametrize(
    "sentence",
    [
        "No person has more than 10 open cases.",
        'Within 1 day of "A", a case has "B" by its owner.',
        'A case in team North has at least 1 "B".',
    ],
)
def test_a_log_without_owners_can_answer_for_none(sentence: str) -> None:
    without = CRM.with_log("case", ["A", "B"])
    with pytest.raises(UnableToReadSentence) as refused:
        read_sentence(sentence, without)
    assert "no owners" in refused.value.problem.message
    assert read_sentence(sentence, CRM.with_log("case", ["A", "B"], ["owner"], owned=True))
