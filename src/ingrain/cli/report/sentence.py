"""A rule's sentence as the report shows it: the words that a company chose in marks of their own."""

from ingrain.cli.report.html import Markup, el, together
from ingrain.method.vocabulary import Vocabulary
from ingrain.telling.sentence import parts


def marked(sentence: str, vocabulary: Vocabulary) -> Markup:
    """The sentence, with each chosen word in a mark of its own."""
    return together(
        [el("span", text, class_="word") if chosen else text for text, chosen in parts(sentence, vocabulary)]
    )
