"""What has been made of a vocabulary: its phrases, ready for being found, and the sentences that were read in it.

Here lives what is remembered; it goes when the vocabulary goes. What the words are lives in vocabulary.py.
"""

from weakref import WeakKeyDictionary

from ingrain.method.language.phrasebook import Phrasebook
from ingrain.method.language.problems import Problem
from ingrain.method.rules import Form
from ingrain.method.vocabulary import Vocabulary, plural_of

_PHRASES: WeakKeyDictionary[Vocabulary, Phrasebook] = WeakKeyDictionary()
_READINGS: WeakKeyDictionary[Vocabulary, dict[str, Form | Problem]] = WeakKeyDictionary()


def readings_of(vocabulary: Vocabulary) -> dict[str, Form | Problem]:
    """Sentences read before in these words, each with what it was read as."""
    return _READINGS.setdefault(vocabulary, {})


def phrases_of(vocabulary: Vocabulary) -> Phrasebook:
    """All words of a vocabulary, ready for being found in a sentence."""
    if vocabulary not in _PHRASES:
        _PHRASES[vocabulary] = _phrasebook(vocabulary)
    return _PHRASES[vocabulary]


def _phrasebook(words: Vocabulary) -> Phrasebook:
    return Phrasebook(
        {
            "kind": [(form, kind.name) for kind in words.kinds.values() for form in (kind.name, kind.plural)],
            "stage": [(stage, stage) for stage in words.stages],
            "state": [(state, state) for state in words.states],
            "field": [(f, f) for f in words.fields] + [(plural_of(f), f) for f in words.fields],
            "activity": [(form, name) for name, plural in words.activities.items() for form in (name, plural)],
            "role": [(form, name) for name, plural in words.roles.items() for form in (name, plural)],
            "adjective": [(adjective.word, adjective.word) for adjective in words.adjectives],
            "source": [(source, source) for source in words.sources],
            "team": [(team, team) for team in words.teams],
            **{f"value of {name}": [(value, value) for value in values] for name, values in words.values.items()},
        }
    )
