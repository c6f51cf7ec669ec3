"""Which words of a sentence a company chose."""

from ingrain.method.vocabulary import CRM
from ingrain.telling.sentence import parts


def test_the_parts_are_the_sentence_and_the_chosen_words_are_told_apart() -> None:
    sentence = "Within 1 working day of being created, a lead has a call, email or meeting by its owner."
    found = list(parts(sentence, CRM))
    assert "".join(text for text, _chosen in found) == sentence
    assert [text for text, chosen in found if chosen] == [
        "1 working day",
        "a lead",
        "a call, email or meeting",
        "its owner",
    ]
