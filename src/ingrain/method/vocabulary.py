"""The words that a manual may use, as data: kinds of record, stages, states, fields, activities, roles.

The built-in CRM's words are here (CRM); a log brings its own (`with_log`). Matching text against
them lives in the language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

CLOSING = frozenset({"won", "lost", "disqualified", "converted"})
"""States that close a record (§4)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    parents: kinds whose history also counts the activities of this one, one link up (§4).
    activity: it is itself an activity (a meeting has notes). owned: its records have owners.
    from_log: it comes from an imported log: no stages, created by its first event.
    fields: of a log's records, those that occur in the log.
    closes: its records come to an end by being won, lost, disqualified or converted, or by a log's `Closed by`.
    """

    name: str
    plural: str
    parents: tuple[str, ...] = ()
    activity: bool = False
    owned: bool = True
    from_log: bool = False
    closes: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjective:
    """A word before a kind that stands for a field's value: "key account" is the field `type` with the value key."""

    word: str
    kind: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a firm's own records add to the words: stages, fields, sources."""

    stages: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All words of one company. Names are matched without regard to case; `names` (a log's) exactly.

    stages: in the order of the pipeline. fields: names as people say them ("close date").
    roles: what `every ROLE` may say. names: activity names of a log, with and without "+TRANSITION";
    None where no log is at hand, so that any quoted name is accepted, and any field of a log's records.
    doers: everyone who does something in a log, machines too; None where no log is at hand.
    sources, teams, values (of a field): known ones, for longest match and nearest words; others are taken as written.
    """

    kinds: Mapping[str, Kind]
    stages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    activities: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    adjectives: tuple[Adjective, ...] = ()
    sources: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    names: frozenset[str] | None = None
    doers: frozenset[str] | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def kind(self, name: str) -> Kind:
        """The kind of this name; one that nobody described is a log's: without owners, stages and parents."""
        if name in self.activities and name not in self.kinds:
            return Kind(name, self.activities[name], activity=True)
        return self.kinds.get(name) or Kind(name, f"{name}s", owned=False, from_log=True)

    def with_words(self, words: Words) -> "Vocabulary":
        """These words and those of a firm's own records, whose stages come first."""
        return replace(
            self,
            stages=_joined(words.stages, self.stages),
            fields=_joined(self.fields, words.fields),
            sources=_joined(self.sources, words.sources),
        )

    def with_log(
        self, record: str, names: Iterable[str] | None, fields: Iterable[str] = (), owned: bool = False
    ) -> "Vocabulary":
        """These words and those of a log whose cases are called `record`."""
        fields = tuple(fields)
        kind = Kind(record, plural_of(record), owned=owned, from_log=True, fields=fields)
        return replace(
            self,
            kinds={**self.kinds, record: kind},
            fields=(*self.fields, *(f for f in fields if f not in self.fields)),
            names=None if names is None else frozenset(names),
        )


def _joined(*several: Iterable[str]) -> tuple[str, ...]:
    """All of them in order, each once, whatever its case."""
    found: dict[str, str] = {}
    for word in (word for some in several for word in some):
        found.setdefault(word.casefold(), word)
    return tuple(found.values())


def plural_of(word: str) -> str:
    """The regular plural of an English noun."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}s"


def singular_of(word: str) -> str:
    """The noun of which this is the regular plural, or the word itself."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


CRM = Vocabulary(
    kinds={
        kind.name: kind
        for kind in (
            Kind("lead", "leads", parents=("opportunity",), closes=True),
            Kind("account", "accounts"),
            Kind("contact", "contacts", parents=("account",)),
            Kind("opportunity", "opportunities", parents=("account",), closes=True),
            Kind("order", "orders", parents=("account",)),
            Kind("activity", "activities", activity=True),
            Kind("call", "calls", activity=True),
            Kind("email", "emails", activity=True),
            Kind("meeting", "meetings", activity=True),
            Kind("task", "tasks", activity=True),
            Kind("note", "notes", activity=True),
        )
    },
    stages=("Qualification", "Discovery", "Proposal", "Negotiation"),
    states=("open", "qualified", "won", "lost", "disqualified", "converted", "closed"),
    fields=(
        "name", "owner", "source", "stage", "amount", "currency", "budget", "decision maker", "close date", "next step",
        "loss reason", "product", "type", "industry", "phone", "email address", "address", "city", "country", "start",
        "end", "due date", "purpose", "outcome", "territory",
    ),
    activities={"call": "calls", "email": "emails", "meeting": "meetings", "task": "tasks", "note": "notes",
                "quote": "quotes"},
    roles={"seller": "sellers", "sales manager": "sales managers", "super user": "super users", "person": "people"},
    adjectives=(Adjective("key", "account", "type", "key"),),
    sources=("Web", "Trade fair", "Referral", "Phone", "Campaign"),
)  # fmt: skip
