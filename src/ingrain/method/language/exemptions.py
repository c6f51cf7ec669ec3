"""What people put into one rule and the language says in two, or with *not*.

"2 days, or 1 for Web leads", "unless it is from Web", "between 1 and 3". Here lives finding those rules.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ingrain.method.language.cursor import Cursor, Refused, Stuck
from ingrain.method.language.phrases import NUMBERS, UNITS
from ingrain.method.language.say import say
from ingrain.method.language.sentences import sentence
from ingrain.method.language.subjects import qualifier, subject
from ingrain.method.rules import (
    Duration,
    Form,
    From,
    InState,
    InTeam,
    Not,
    Qualifier,
    Subject,
    WithLinked,
    WithValue,
    Worth,
)
from ingrain.method.vocabulary import Vocabulary

type Read = Callable[[str, Vocabulary], Form | None]
type Plain = InState | Worth | From | InTeam | WithValue | WithLinked

_NUMBER = rf"(?:\d+|{'|'.join(NUMBERS)})"
_OTHER_TIME = re.compile(
    rf",? ?\(?(?:or|but|and)(?: within)? (?P<number>{_NUMBER})(?: (?P<unit>(?:working )?(?:hour|day|week|month)s?))?"
    r" (?:for|if it is|when it is) (?P<who>[\w' -]+?)\)?(?=,| of | after |\.|$),?",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    r",? (?:unless|except(?: if| when| where| for)?|other than|apart from)"
    r" (?P<has>(?:it|they) ha(?:s|ve) )?(?:(?:it|they|that|which)(?: is| are|'s|'re) |those |ones )?(?P<who>[^,.]+?)"
    r"(?=,|\.| has | have | is | are | never | always |$),?",
    re.IGNORECASE,
)


_BETWEEN = re.compile(
    rf"\b(?P<has>has|have) (?:between (?P<least>{_NUMBER}) and|(?P<from>{_NUMBER}) ?(?:to|-|–)) ?"
    rf"(?P<most>{_NUMBER})(?= )",
    re.IGNORECASE,
)
"""Of what a record has; of what narrows the subject, two rules would say something else."""


@dataclass(frozen=True, slots=True)
class Instead:
    """The rules that say the same, what is wrong with the one that there is, and the place of it."""

    rules: tuple[str, ...]
    message: str
    place: tuple[int, int]

    @property
    def expected(self) -> str:
        quoted = " and ".join(f'"{rule}"' for rule in self.rules)
        return f"{'two rules' if len(self.rules) > 1 else 'a qualifier with not'}: {quoted}"


def rules_instead(text: str, vocabulary: Vocabulary, read: Read) -> Instead | None:
    """The rules that say the same without an exception, if any are found. read: of a sentence in other words."""
    if match := _OTHER_TIME.search(text):
        found = Instead(_two_rules(text, match, vocabulary, read), "A rule has one time.", match.span())
    elif match := _UNLESS.search(text):
        found = Instead(_narrowed(text, match, vocabulary, read), "A rule has no exceptions.", match.span())
    elif match := _BETWEEN.search(text):
        found = Instead(
            _bounded(text, match, vocabulary, read), "A rule has one number.", (match.end("has"), match.end())
        )
    else:
        return None
    return found if found.rules else None


def _two_rules(text: str, match: re.Match[str], vocabulary: Vocabulary, read: Read) -> tuple[str, ...]:
    form = _rest(text, match, vocabulary, read)
    about = getattr(form, "subject", None)
    name = next((name for name in ("within", "limit") if isinstance(getattr(form, name, None), Duration)), None)
    whom = _whom(match["who"], vocabulary)
    if form is None or not isinstance(about, Subject) or name is None or whom is None:
        return ()
    said = match["number"].casefold()
    number = int(said) if said.isdigit() else NUMBERS.index(said) + 1
    unit = UNITS[match["unit"].casefold()] if match["unit"] else getattr(form, name).unit
    first = _changed(form, **{name: Duration(number, unit), "subject": _with(about, whom)})
    second = _changed(form, subject=_with(about, Not(whom)))
    return say(first, vocabulary), say(second, vocabulary)


def _narrowed(text: str, match: re.Match[str], vocabulary: Vocabulary, read: Read) -> tuple[str, ...]:
    form = _rest(text, match, vocabulary, read)
    about = getattr(form, "subject", None)
    whom = _whom(f"with {match['who']}" if match["has"] else match["who"], vocabulary)
    if form is None or not isinstance(about, Subject) or whom is None:
        return ()
    return (say(_changed(form, subject=_with(about, Not(whom))), vocabulary),)


def _bounded(text: str, match: re.Match[str], vocabulary: Vocabulary, read: Read) -> tuple[str, ...]:
    """Between 1 and 3: at least 1, and at most 3."""
    bounds = (f"at least {match['least'] or match['from']}", f"at most {match['most']}")
    forms = [read(f"{text[: match.end('has')]} {bound}{text[match.end() :]}", vocabulary) for bound in bounds]
    return tuple(say(form, vocabulary) for form in forms if form) if all(forms) else ()


def _changed(form: Form, **parts: Any) -> Form:
    copy: Any = form
    changed: Form = replace(copy, **parts)
    return changed


def _with(about: Subject, qualifier: Qualifier) -> Subject:
    return replace(about, qualifiers=(*about.qualifiers, qualifier))


def _rest(text: str, match: re.Match[str], vocabulary: Vocabulary, read: Read) -> Form | None:
    """The sentence without its exception, and with a comma where that took one with it."""
    before, after = text[: match.start()].rstrip(" ,"), text[match.end() :].lstrip(" ,")
    rests = [re.sub(r" ([,.])", r"\1", f"{before}{between}{after}") for between in (" ", ", ")]
    for rest in rests:
        try:
            return sentence(Cursor(rest, vocabulary))
        except (Stuck, Refused):
            continue
    return next((form for rest in reversed(rests) if (form := read(rest, vocabulary))), None)


def _whom(said: str, vocabulary: Vocabulary) -> Plain | None:
    """Web leads, key accounts, from Web: as a qualifier."""
    *first, last = said.split()
    for words in (said, f"{last} from {' '.join(first)}"):
        for read in (qualifier, _only_qualifier):
            c = Cursor(words, vocabulary)
            try:
                found = read(c)
            except (Stuck, Refused):
                continue
            if found is not None and not c.key and not isinstance(found, Not):
                return found
    return None


def _only_qualifier(c: Cursor) -> Qualifier | None:
    """Of a subject with a single one: key accounts."""
    qualifiers = subject(c).qualifiers
    return qualifiers[0] if len(qualifiers) == 1 else None
