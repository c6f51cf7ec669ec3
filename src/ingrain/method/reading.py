"""One sentence -> its rule, or the one problem that keeps it from being one. How sentences are built lives in sentences."""

from ingrain.method.cursor import Cursor, Refused, Stuck
from ingrain.method.problems import Problem, UnableToReadSentence
from ingrain.method.rules import Form
from ingrain.method.sentences import sentence
from ingrain.method.vocabulary import CRM, Vocabulary
from ingrain.method.words import tidy


def read_sentence(text: str, vocabulary: Vocabulary = CRM) -> Form:
    """The rule that this sentence is; raises UnableToReadSentence with its problem."""
    known = vocabulary.readings
    if text not in known:
        if len(known) > 10_000:
            known.clear()
        known[text] = _read(text, vocabulary)
    found = known[text]
    if isinstance(found, Problem):
        raise UnableToReadSentence(found)
    return found


def _read(text: str, vocabulary: Vocabulary) -> Form | Problem:
    cursor = Cursor(tidy(text)[0], vocabulary)
    try:
        return sentence(cursor)
    except Stuck:
        word = cursor.words[cursor.furthest]
        message, span, better = f'"{word.text}" can\'t stand here.', (cursor.furthest, cursor.furthest + 1), None
        expected = ", ".join(label for _, label in cursor.wanted)
    except Refused as refused:
        message, expected, span = refused.message, refused.expected, refused.span
        better = refused.better[0] if refused.better else None
    marked = cursor.words[span[0]].start, cursor.words[max(span[0], span[1] - 1)].end
    return Problem("error", 1, marked[0] + 1, cursor.sentence, marked, message, expected, better)
