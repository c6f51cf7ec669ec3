"""Sentences of every form, and how people may vary them: each with the wording that the language itself would use."""

import re
from pathlib import Path

import pytest
import yaml

from ingrain.method import rules as r
from ingrain.method.rules import FORM_NUMBER
from ingrain.method.text import UnableToReadSentence, read_sentence, say
from ingrain.method.vocabulary import CRM, Vocabulary

LOG = CRM.with_log("application", None)
HERE = Path(__file__).parent


def sentences_of_the_worked_cases() -> list[str]:
    found: dict[str, None] = {}
    for case in yaml.safe_load((HERE / "timelines.yaml").read_text(encoding="utf-8")):
        found.update(dict.fromkeys(case.get("rules", [case.get("rule")])))
    return list(found)


@pytest.mark.parametrize("sentence", sentences_of_the_worked_cases())
def test_every_rule_of_the_worked_cases_is_read(sentence: str) -> None:
    assert say(read_sentence(sentence, LOG), LOG) == re.sub(r"has notes", "has a note", sentence)


EXAMPLES = {
    1: ["Within 1 working day of being created, a lead has a call, email or meeting by its owner.",
        "Within 5 days of being created, a lead has at least 2 calls.",
        "Within 10 working days of being created, a lead is qualified or closed.",
        "On the same working day as being created, a lead has a call."],
    2: ["A meeting has a note within 24 hours of its end.", "A meeting has a note on the same working day as its end."],
    3: ['After "O_SENT", an application has "O_SENT_BACK".',
        'Directly after "O_SENT", an application has "O_SENT_BACK".'],
    4: ["Before moving to Proposal, an opportunity has its budget and decision maker filled in.",
        "Before being won, an opportunity has a quote.",
        "Before being converted, a lead is qualified.",
        'Directly before "O_SENT", an application has "O_CREATED".'],
    5: ["When lost, an opportunity has its loss reason filled in within 1 working day.",
        "When moving to Proposal, an opportunity has its budget or amount filled in.",
        "When created, a lead has its source filled in on the same working day."],
    6: ["An open opportunity always has a next step dated in the future, with 1 working day's grace.",
        "An opportunity always has its budget filled in, with 24 hours' grace.",
        "An open opportunity always has a contact."],
    7: ["No opportunity stays in Negotiation longer than 30 days."],
    8: ["An open opportunity never goes longer than 14 days without a call, email or meeting."],
    9: ["An opportunity moves through Qualification, Discovery, Proposal and Negotiation in order."],
    10: ['After "A_CANCELLED", an application never has "O_SENT".', 'An application never has "O_SENT".',
         "An opportunity never moves back to Qualification.", "A lead never is lost."],
    11: ['An application that has "A_APPROVED" also has "A_REGISTERED".',
         'An application has both "A_APPROVED" and "A_REGISTERED" or neither.',
         'An application never has both "A_APPROVED" and "O_CANCELLED".'],
    12: ["A key account has at least 1 meeting per quarter.", "A lead has at most 3 emails per week.",
         'An application has exactly 1 "A_SUBMITTED".', "An opportunity is won at most 1 time."],
    13: ['An application starts with "A_SUBMITTED".', 'An application ends with "A_ARCHIVED" or "A_DECLINED".'],
    14: ['"A_APPROVED" is done by someone other than whoever did "A_FINALIZED".',
         "For an opportunity worth more than 50,000, being won is done by someone other than its owner."],
    15: ["Every seller updates a record on at least 4 of 5 working days.",
         "Every seller has a call or meeting on at least 8 of 10 working days."],
    16: ["No seller has more than 40 open opportunities."],
}  # fmt: skip


@pytest.mark.parametrize(("number", "sentence"), [(n, s) for n, found in EXAMPLES.items() for s in found])
def test_each_form_is_read_and_said_in_the_same_words(number: int, sentence: str) -> None:
    form = read_sentence(sentence, LOG)
    assert FORM_NUMBER[type(form)] == number
    assert say(form, LOG) == sentence


VARIANTS = [
    # plural, articles, case
    ("LEADS HAVE AT LEAST ONE CALL PER MONTH.", "A lead has at least 1 call per month."),
    ("Every lead has at least one call per month.", "A lead has at least 1 call per month."),
    ("The opportunities always have their next steps dated in the future.",
     "An opportunity always has a next step dated in the future."),
    ("No opportunities stay in negotiation longer than 30 days.",
     "No opportunity stays in Negotiation longer than 30 days."),
    # numbers and periods
    ("Within twelve days of being created, a lead has a call.", "Within 12 days of being created, a lead has a call."),
    ("Within an hour of being created, a lead has a call.", "Within 1 hour of being created, a lead has a call."),
    ("A lead has at least 1 call weekly.", "A lead has at least 1 call per week."),
    ("A lead has at least 1 call daily.", "A lead has at least 1 call per day."),
    ("A lead has at least 1 call every month.", "A lead has at least 1 call per month."),
    ("A lead has at least 1 call quarterly by its owner.", "A lead has at least 1 call by its owner per quarter."),
    ("A lead has a call at least twice a year.", "A lead has at least 2 calls per year."),
    ("An opportunity worth at least 50k has at least 1 call per week.",
     "An opportunity worth at least 50,000 has at least 1 call per week."),
    ("An opportunity worth less than 1.5m has at least 1 call per week.",
     "An opportunity worth less than 1,500,000 has at least 1 call per week."),
    # lists
    ("A lead has at least 1 call, email, or meeting per week.",
     "A lead has at least 1 call, email or meeting per week."),
    ("A lead has at least 1 call or email or meeting per week.",
     "A lead has at least 1 call, email or meeting per week."),
    ("Within 2 days of being won, lost or moving to Proposal or Negotiation, an opportunity has a call and an email.",
     "Within 2 days of being won, lost, moving to Proposal or Negotiation, an opportunity has a call and email."),
    ("Within 2 days of a meeting, a meeting has a note.", "Within 2 days of a meeting, a meeting has a note."),
    ("Within 2 days of being created, a lead has a call by its creator, a seller or whoever did a meeting.",
     "Within 2 days of being created, a lead has a call by its creator, a seller or whoever did a meeting."),
    ("Within 2 days of being created, a lead has a call, is qualified or moves to Proposal.",
     "Within 2 days of being created, a lead has a call, is qualified or moves to Proposal."),
    # where the time stands
    ("A lead has a call within 2 days of being created.", "Within 2 days of being created, a lead has a call."),
    ("After being created, a lead has a call within 2 days.", "Within 2 days of being created, a lead has a call."),
    ("Within 24 hours of its end, a meeting has notes.", "A meeting has a note within 24 hours of its end."),
    ("A meeting has notes on the same working day.", "A meeting has a note on the same working day as its end."),
    ("A lead has a call on the same working day.", "On the same working day as being created, a lead has a call."),
    ("A lead has a call on the same working day as being qualified.",
     "On the same working day as being qualified, a lead has a call."),
    # qualifiers
    ("A lead that is open and from the web and not in team North has at least 1 call per week.",
     "An open lead from Web and not in team North has at least 1 call per week."),
    ("An open lost opportunity with source Trade fair and with no contact has at least 1 call.",
     "An open lost opportunity with source Trade fair and with no contact has at least 1 call."),
    ("A contact with an open opportunity worth more than 5 and not from Web has at least 1 call.",
     "A contact with an open opportunity worth more than 5 and not from Web has at least 1 call."),
    ("An account with type key has at least 1 call.", "A key account has at least 1 call."),
    ("An account with open opportunities has at least 1 call per week.",
     "An account with an open opportunity has at least 1 call per week."),
    ("An opportunity in Negotiation has at least 1 call per week.",
     "An opportunity in Negotiation has at least 1 call per week."),
    ('A lead from "Fair and square" has at least 1 call.', 'A lead from "Fair and square" has at least 1 call.'),
    ("A lead from a trade fair and in team Upper North has at least 1 call.",
     "A lead from Trade fair and in team Upper North has at least 1 call."),
    # things that can happen
    ("Within 1 day of a change of its close date, an opportunity has a note.",
     "Within 1 day of a change of its close date, an opportunity has a note."),
    ("After being moved to Proposal, an opportunity has a quote.",
     "After moving to Proposal, an opportunity has a quote."),
    ("An opportunity has at least 2 changes of its close date.",
     "An opportunity has at least 2 changes of its close date."),
    ('A call is done by somebody other than the creator.', "A call is done by someone other than its creator."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "canonical"), VARIANTS)
def test_how_people_vary_a_sentence_makes_no_difference(sentence: str, canonical: str) -> None:
    assert say(read_sentence(sentence)) == canonical
    assert read_sentence(canonical) == read_sentence(sentence)


def test_and_asks_for_all_of_a_list_or_for_any_of_it() -> None:
    form = read_sentence("Within 2 days of being created, a lead has a call, an email and a meeting.")
    assert isinstance(form, r.TimedResponse)
    assert form.things == r.Things((r.Done("call"), r.Done("email"), r.Done("meeting")), all=True)


def test_a_trailing_by_belongs_to_the_whole_list() -> None:
    form = read_sentence("Within 2 days of being created, a lead has a call or email by its owner's manager.")
    assert isinstance(form, r.TimedResponse)
    assert form.things == r.Things((r.Done("call"), r.Done("email")), by=(r.OwnersManager(),))


def test_unknown_values_reach_to_the_next_boundary_of_the_sentence() -> None:
    form = read_sentence("A lead from Fair in Leeds has at least 1 call.".replace(" in ", " of "))
    assert isinstance(form, r.Count)
    assert form.subject.qualifiers == (r.From("Fair of Leeds"),)


def test_a_key_account_is_an_account_of_type_key() -> None:
    form = read_sentence("A key account has at least 1 meeting per quarter.")
    assert isinstance(form, r.Count)
    assert form.subject == r.Subject("account", (r.WithValue("type", "key"),))


OF_A_LOG_THAT_IS_NOT_AT_HAND = [
    "An open application always has its AMOUNT_REQ filled in.",
    "An open application always has a valid until date dated in the future.",
    'An application has "A" within 3 days of its REG_DATE.',
    'Before "A", an application has its outer.inner, loan goal and case:Y filled in.',
    "When closed, an application has its loan goal filled in within 2 days.",
    'An application with GOAL Car has at least 1 "A".',
    'An application with loan goal "Car" has at least 1 "A".',
    "An application never has a change of its AMOUNT_REQ.",
    '"A" is done by someone other than whoever changed its AMOUNT_REQ.',
]


@pytest.mark.parametrize("sentence", OF_A_LOG_THAT_IS_NOT_AT_HAND)
def test_without_its_log_a_field_of_a_log_is_taken_as_it_is_written(sentence: str) -> None:
    assert say(read_sentence(sentence, LOG), LOG) == sentence


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("An open opportunity always has its AMOUNT_REQ filled in.", LOG),
        ("An open application always has its AMOUNT_REQ filled in.", CRM.with_log("application", ["A"], ["REG_DATE"])),
    ],
)
def test_a_field_of_the_crm_or_of_a_log_at_hand_is_looked_up(sentence: str, words: Vocabulary) -> None:
    with pytest.raises(UnableToReadSentence):
        read_sentence(sentence, words)


def test_a_known_field_is_spelled_as_the_vocabulary_does_without_a_log_too() -> None:
    form = read_sentence("When closed, an application has its Close Dates filled in.", LOG)
    assert isinstance(form, r.ResponseWithData)
    assert form.required.fields == ("close date",)
