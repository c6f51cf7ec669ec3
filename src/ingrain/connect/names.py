"""Whose the names in a log are: what is suggested and why, and the log's events under the names of our colleagues.

Here lives suggesting. A person decides; that is written in monitor.names, which judges anew.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
from django.utils.translation import gettext as _

from ingrain.connect.models import Joined
from ingrain.journal.models import Batch
from ingrain.journal.read import visible
from ingrain.method.company import Person
from ingrain.people.directory import directory
from ingrain.people.models import Colleague

type Shape = Callable[[str], str]


@dataclass(frozen=True)
class Known:
    """What a name may be compared with. number: the colleague's."""

    number: int
    key: str
    name: str
    email: str


@dataclass(frozen=True)
class Suggestion:
    """Whose a name may be, and why that is thought."""

    number: int
    because: str


def names_in(log: Batch) -> list[str]:
    """Everybody whom a log names, in the order of the alphabet."""
    found = visible(log).exclude(actor=None).values_list("actor", flat=True).distinct()
    return sorted((name for name in found if name), key=str.casefold)


def joined(log: Batch | None) -> dict[str, str]:
    """Each name that was found to be a colleague's -> their key."""
    return dict(Joined.objects.filter(log=log).values_list("name", "colleague__key")) if log else {}


def people_of(log: Batch) -> dict[str, Person]:
    """The colleagues behind a log's names, as they are shown."""
    keys, people = set(joined(log).values()), directory().people
    return {key: person for key, person in people.items() if key in keys}


def under_our_names(batches: Iterable[pa.RecordBatch], names: Mapping[str, str]) -> Iterator[pa.RecordBatch]:
    """The events of a log, done by our colleagues where it is known whose a name is."""
    for batch in batches:
        if names:
            place = batch.schema.get_field_index("by")
            by = [names.get(name, name) for name in batch.column(place).to_pylist()]
            batch = batch.set_column(place, batch.schema.field(place), pa.array(by, pa.string()))
        yield batch


def known() -> list[Known]:
    """Whom a name may mean: also those who left, since a log is about what was."""
    rows = Colleague.objects.filter(kind="human").values_list("pk", "key", "name", "email")
    return [Known(pk, key, name, email or "") for pk, key, name, email in rows]


def suggest(names: Iterable[str], colleagues: Iterable[Known]) -> dict[str, Suggestion]:
    """For each name the one colleague whom it may mean, by the first way of comparing that fits exactly one."""
    everybody, wanted = list(colleagues), list(names)
    ways: list[tuple[str, Shape, Callable[[Known], list[str]]]] = [
        (_("the same address"), _address, lambda one: [one.email]),
        (_("the same name in the journal"), lambda text: text.casefold().strip(), lambda one: [one.key]),
        (_("the same name"), _words, lambda one: [one.name]),
        (_("the address begins like this"), _beginning, lambda one: [one.email, one.key]),
        (_("the first letter and the surname"), _short, lambda one: [one.name]),
    ]
    found: dict[str, Suggestion] = {}
    for because, shape, of in ways:
        by_shape: dict[str, set[int]] = {}
        for one in everybody:
            for text in of(one):
                by_shape.setdefault(shape(text), set()).add(one.number)
        for name in wanted:
            fits = by_shape.get(shape(name), set()) if shape(name) else set()
            if len(fits) == 1:
                found.setdefault(name, Suggestion(next(iter(fits)), because))
    return found


def _address(text: str) -> str:
    return text.casefold().strip() if "@" in text else ""


def _beginning(text: str) -> str:
    return _words(text.partition("@")[0])


def _words(text: str) -> str:
    """The words of a name without accents, in the order of the alphabet: "Adeyemi, Rúth" is "adeyemi ruth"."""
    return " ".join(sorted(re.findall(r"[^\W_]+", _plain(text))))


def _short(text: str) -> str:
    """ "Ruth Adeyemi", "Adeyemi, Ruth", "R. Adeyemi" and "radeyemi" are all radeyemi."""
    last, comma, first = text.partition(",")
    words = re.findall(r"[^\W_]+", _plain(f"{first} {last}" if comma else text))
    return words[0][0] + words[-1] if len(words) > 1 else "".join(words)


def _plain(text: str) -> str:
    """Without accents and capitals."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
