"""The manual as text: its shape, where problems stand, and printing."""

from ingrain.method.text import manual_of, print_manual
from ingrain.method.vocabulary import CRM

LOG = CRM.with_log("application", None)

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


def test_the_definitions_manual_is_read_into_areas_steps_rules_and_questions() -> None:
    manual = manual_of(CALDER)
    step = manual.areas[0].steps[0]
    assert (manual.title, manual.areas[0].title, step.title) == ("Selling at Calder", "Lead handling", "First contact")
    assert manual.areas[0].objective == "no lead waits more than a day."
    assert [(rule.number, rule.line) for rule in step.rules] == [(1, 10), (0, 11)]
    assert step.prose == "Prose for people: why, and how. It becomes the lesson's text."
    assert step.questions[0].answer == "A call, an email or a meeting that you logged."


def test_printing_gives_the_same_text_back() -> None:
    assert print_manual(manual_of(CALDER)) == CALDER
