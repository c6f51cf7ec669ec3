"""A sentence as words, each with its place. Here lives what counts as one word; what words mean never does."""

import re
from dataclasses import dataclass
from functools import lru_cache

QUOTES = '"“”„‟«»'
"""Whatever opens and closes a name; a word processor may have made them curly."""

_STRAIGHT = str.maketrans({**dict.fromkeys(QUOTES, '"'), "’": "'", "‘": "'"})

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

    Between double quotes nothing is changed but line breaks, for names are matched exactly. One place more is given:
    that of the sentence's end. straight: False leaves the quotes as they are, for a title.
    """
    out: list[str] = []
    places: list[int] = []
    for piece in _PIECE.finditer(raw):
        start, text = piece.start(), piece.group()
        if piece["mark"]:
            continue
        if piece["space"]:
            text = " "
        elif piece["name"]:
            quoted = f'"{text[1:-1]}"' if straight else text
            text = _BREAK.sub(lambda found: " " + "\0" * (len(found.group()) - 1), quoted)
        elif straight:
            text = text.translate(_STRAIGHT)
        out.append(text)
        places.extend(range(start, start + len(text)))
    text = "".join(out)
    if "\0" in text:
        kept = [n for n, sign in enumerate(text) if sign != "\0"]
        text, places = "".join(text[n] for n in kept), [places[n] for n in kept]
    start, end = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    places = places[start:end]
    return text[start:end], [*places, places[-1] + 1 if places else 0]


_PIECE = re.compile(
    r"""
      (?P<name>[QUOTES][^QUOTES]*[QUOTES])
    | (?P<space>\s+)
    | (?P<mark>[*`\u00ad\u200b\ufeff] | \\(?=[!-/:-@\[-`{-~]) | (?<!\w)_+ | _+(?!\w))   # emphasis, code, escapes
    | [^\sQUOTES*`\\_\u00ad\u200b\ufeff]+ | .
    """.replace("QUOTES", QUOTES),
    re.VERBOSE | re.DOTALL,
)
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
