"""A sentence as words, each with its place. Here lives what counts as one word; what words mean never does."""

import re
from dataclasses import dataclass
from functools import lru_cache

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})

_ONE_WORD = re.compile(
    r"""
      "(?P<name>[^"]*)"                                   # a quoted name, taken as it is
    | (?P<number>\d+(?:[.,]\d+)*[kKmM]?(?![\w]))           # 50,000   1.5   50k
    | [^\W_](?:[\w'&+/-]*[\w'&+/])?                       # next   follow-up   owner's   R&D   days'
    | \S
    """,
    re.VERBOSE,
)

_PLURAL_VERBS = {
    "have": "has",
    "are": "is",
    "move": "moves",
    "go": "goes",
    "stay": "stays",
    "start": "starts",
    "end": "ends",
    "update": "updates",
    "their": "its",
    "them": "it",
    "each": "every",
    "all": "every",
    "an": "a",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence, or one sign.

    low: for comparing with the vocabulary. key: for comparing with the language's own words, plural verbs as singular.
    name: what stands between the double quotes, if it is quoted.
    """

    text: str
    low: str
    key: str
    start: int
    end: int
    name: str | None = None


def words_of(sentence: str) -> list[Word]:
    """The words of a tidy sentence, in order."""
    return [_word(match) for match in _ONE_WORD.finditer(sentence)]


def _word(match: re.Match[str]) -> Word:
    text = match.group()
    name = match["name"]
    low = '"' if name is not None else text.casefold()
    return Word(text, low, _PLURAL_VERBS.get(low, low), match.start(), match.end(), name)


@lru_cache(maxsize=4096)
def lows(phrase: str) -> tuple[str, ...]:
    """A phrase of the vocabulary as it is compared."""
    return tuple(word.low for word in words_of(tidy(phrase)[0]))


def tidy(raw: str, straight: bool = True) -> tuple[str, list[int]]:
    """The sentence without emphasis, on one line, with straight quotes; and for each character its place in `raw`.

    straight: False leaves the quotes as they are, for a title.
    Between double quotes nothing is touched but line breaks. One place more is given: that of the sentence's end.
    """
    out: list[str] = []
    places: list[int] = []
    for piece in _PIECE.finditer(raw.translate(_STRAIGHT) if straight else raw):
        if piece["mark"]:
            continue
        if piece["space"]:
            out.append(" ")
            places.append(piece.start())
        elif piece["name"]:
            for part in _BREAK_OR_REST.finditer(piece.group()):
                text = part["rest"] or " "
                out.append(text)
                places.extend(piece.start() + part.start() + n for n in range(len(text)))
        else:
            out.append(piece.group())
            places.extend(range(*piece.span()))
    text = "".join(out)
    start, end = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    places = places[start:end]
    return text[start:end], [*places, places[-1] + 1 if places else 0]


_PIECE = re.compile(
    r"""
      (?P<name>"[^"]*")
    | (?P<space>\s+)
    | (?P<mark>[*`\u00ad\u200b\ufeff] | \\(?=[!-/:-@\[-`{-~]) | (?<!\w)_+ | _+(?!\w))   # emphasis, code, escapes
    | [^\s"*`\\_\u00ad\u200b\ufeff]+ | .
    """,
    re.VERBOSE | re.DOTALL,
)
_BREAK_OR_REST = re.compile(r"(?P<break>[ \t]*[\r\n]+[ \t]*)|(?P<rest>[^ \t\r\n]+|[ \t])")
