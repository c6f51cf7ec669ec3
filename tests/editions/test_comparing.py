"""Two editions sentence by sentence."""

from ingrain.editions.comparing import compare, words_compared
from ingrain.method.text import manual_of

BEFORE = """# Selling

## Leads

### First contact

Call first. Write if nobody picks up.

- Within 1 working day of being created, a lead has a call by its owner.
- A lead has at most 5 emails.

## Next steps

### The next step

- An open opportunity never goes longer than 14 days without a call.
"""


def told(after: str) -> list[tuple[str, str]]:
    return [(one.what, one.said.text) for one in compare(manual_of(BEFORE), manual_of(after))]


def test_the_same_text_has_no_difference() -> None:
    assert told(BEFORE) == []


def test_another_number_is_a_new_wording() -> None:
    after = BEFORE.replace("14 days", "21 days")
    assert told(after) == [("reworded", "An open opportunity never goes longer than 21 days without a call.")]
    pieces = compare(manual_of(BEFORE), manual_of(after))[0].pieces
    assert ("gone", "14") in pieces
    assert ("added", "21") in pieces


def test_what_is_new_was_added_and_what_is_missing_is_gone() -> None:
    after = BEFORE.replace("- A lead has at most 5 emails.\n", "- Before being won, an opportunity has a quote.\n")
    assert told(after) == [
        ("added", "Before being won, an opportunity has a quote."),
        ("gone", "A lead has at most 5 emails."),
    ]


def test_a_sentence_in_another_step_was_moved() -> None:
    sentence = "- A lead has at most 5 emails.\n"
    after = BEFORE.replace(sentence, "") + sentence
    (moved,) = compare(manual_of(BEFORE), manual_of(after))
    assert moved.what == "moved"
    assert moved.was is not None
    assert (moved.was.place, moved.said.place) == ("Leads › First contact", "Next steps › The next step")


def test_prose_is_compared_sentence_by_sentence() -> None:
    after = BEFORE.replace("Write if nobody picks up.", "Write only if nobody picks up.")
    assert told(after) == [("reworded", "Write only if nobody picks up.")]


def test_the_same_sentence_twice_counts_twice() -> None:
    after = BEFORE.replace("- A lead has at most 5 emails.\n", "- A lead has at most 5 emails.\n" * 2)
    assert told(after) == [("added", "A lead has at most 5 emails.")]


def test_words_are_kept_gone_or_added() -> None:
    assert list(words_compared("a b c", "a d c")) == [("kept", "a"), ("gone", "b"), ("added", "d"), ("kept", "c")]
