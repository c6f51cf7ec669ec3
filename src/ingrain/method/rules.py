"""The rule forms as a small tree: what a sentence of the manual means, without its wording.

Here live the sixteen forms of the definition (docs/reference/manual-language.md) and the words they are made of.
How a sentence is read or said lives in the language, how it is judged in the judge. Past 300 lines, since the forms
stand together in the order of the definition, each a few lines with its example.
"""

from dataclasses import dataclass
from typing import Literal

# --- words ------------------------------------------------------------------------------------------------------------

type Unit = Literal["minute", "hour", "day", "week", "month", "working hour", "working day"]
type Period = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; 0 working days is "the same working day"."""

    number: int
    unit: Unit


# What can happen to a record.


@dataclass(frozen=True, slots=True)
class Created:
    """The record was created; in a log, its first event."""


@dataclass(frozen=True, slots=True)
class MovedTo:
    """The record moved to a stage of its pipeline."""

    stage: str


@dataclass(frozen=True, slots=True)
class Became:
    """The record entered a state: won, lost, closed, qualified, converted, disqualified."""

    state: str


@dataclass(frozen=True, slots=True)
class Done:
    """An activity (call, email, meeting, task, note) was done."""

    activity: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A field was given another value."""

    field: str


@dataclass(frozen=True, slots=True)
class Named:
    """A log's event, by its name in double quotes (given here without them); "NAME+TRANSITION" for one transition."""

    name: str


type Happening = Created | MovedTo | Became | Done | Changed | Named


# Who.


@dataclass(frozen=True, slots=True)
class Owner:
    """The record's owner, or the deputy while the owner is away."""


@dataclass(frozen=True, slots=True)
class Creator:
    """Whoever created the record."""


@dataclass(frozen=True, slots=True)
class OwnersManager:
    """The manager of the record's owner."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Anyone who holds a role of the company: a seller, a sales manager."""

    role: str


@dataclass(frozen=True, slots=True)
class DoerOf:
    """Whoever did a given thing to the same record."""

    happening: Happening


@dataclass(frozen=True, slots=True)
class SomeoneOtherThan:
    """Anyone but the one named."""

    role: "Owner | Creator | OwnersManager | Holder | DoerOf"


type Role = Owner | Creator | OwnersManager | Holder | DoerOf | SomeoneOtherThan


# Which records.


@dataclass(frozen=True, slots=True)
class InState:
    """open, or a state of the vocabulary (won, lost, closed, qualified, ...) or a stage ("in Negotiation")."""

    state: str


@dataclass(frozen=True, slots=True)
class Worth:
    """The record's amount compared with a number, in its own currency."""

    comparison: Literal["more than", "less than", "at least", "at most"]
    amount: int | float


@dataclass(frozen=True, slots=True)
class From:
    """The field `source` has this value."""

    source: str


@dataclass(frozen=True, slots=True)
class InTeam:
    """The owner belongs to this team."""

    team: str


@dataclass(frozen=True, slots=True)
class WithValue:
    """A field has this value ("with source Trade fair"; "key account" is the field `type` with the value key)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class WithLinked:
    """A record of this kind and quality is (or, with `none`, is not) one link away."""

    kind: str
    qualifiers: "tuple[Qualifier, ...]" = ()
    none: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; an empty field is not anything."""

    qualifier: "InState | Worth | From | InTeam | WithValue | WithLinked"


type Qualifier = InState | Worth | From | InTeam | WithValue | WithLinked | Not


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record, narrowed by qualifiers that all must hold."""

    kind: str
    qualifiers: tuple[Qualifier, ...] = ()

    @property
    def says_open(self) -> bool:
        return InState("open") in self.qualifiers


# What is asked for.


@dataclass(frozen=True, slots=True)
class Things:
    """Things to be done: any of the list, all of it, or any of it `count` times; by certain roles or anyone."""

    happenings: tuple[Happening, ...]
    all: bool = False
    by: tuple[Role, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Fields contain a letter or a digit: all of them, or (any) one of them."""

    fields: tuple[str, ...]
    any: bool = False


@dataclass(frozen=True, slots=True)
class DatedInTheFuture:
    """The field's date is today or later."""

    field: str


@dataclass(frozen=True, slots=True)
class HasLinked:
    """A record of this kind is one link away ("a contact")."""

    kind: str


type Condition = FilledIn | DatedInTheFuture | HasLinked


# --- the sixteen forms ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimedResponse:
    """1. Within 1 working day of being created, a lead has a call by its owner."""

    within: Duration
    trigger: tuple[Happening, ...]
    subject: Subject
    things: Things


@dataclass(frozen=True, slots=True)
class TimedByField:
    """2. A meeting has notes within 24 hours of its end."""

    subject: Subject
    things: Things
    within: Duration
    field: str


@dataclass(frozen=True, slots=True)
class Response:
    """3. After "O_SENT", an application has "O_SENT_BACK". · Directly after ..."""

    trigger: tuple[Happening, ...]
    subject: Subject
    things: Things
    directly: bool = False


@dataclass(frozen=True, slots=True)
class Precedence:
    """4. Before moving to Proposal, an opportunity has its budget filled in. · Directly before ..."""

    trigger: tuple[Happening, ...]
    subject: Subject
    required: Things | FilledIn
    directly: bool = False


@dataclass(frozen=True, slots=True)
class ResponseWithData:
    """5. When lost, an opportunity has its loss reason filled in within 1 working day."""

    state: Created | MovedTo | Became
    subject: Subject
    required: FilledIn
    within: Duration | None = None


@dataclass(frozen=True, slots=True)
class Invariant:
    """6. An open opportunity always has a next step dated in the future, with 1 working day's grace."""

    subject: Subject
    condition: Condition
    grace: Duration | None = None


@dataclass(frozen=True, slots=True)
class Ageing:
    """7. No opportunity stays in Negotiation longer than 30 days."""

    subject: Subject
    stage: str
    limit: Duration


@dataclass(frozen=True, slots=True)
class Silence:
    """8. An open opportunity never goes longer than 14 days without a call, email or meeting."""

    subject: Subject
    limit: Duration
    things: Things


@dataclass(frozen=True, slots=True)
class InOrder:
    """9. An opportunity moves through Qualification, Discovery, Proposal and Negotiation in order."""

    subject: Subject
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """10. After "A_CANCELLED", an application never has "O_SENT". Without `after`: never at all."""

    subject: Subject
    things: Things
    after: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class NeverBack:
    """10. An opportunity never moves back to Qualification."""

    subject: Subject
    stage: str


@dataclass(frozen=True, slots=True)
class AlsoHas:
    """11. An application that has "A_APPROVED" also has "A_REGISTERED"."""

    subject: Subject
    first: Things
    second: Things


@dataclass(frozen=True, slots=True)
class BothOrNeither:
    """11. An application has both "A_APPROVED" and "A_REGISTERED" or neither."""

    subject: Subject
    first: Happening
    second: Happening


@dataclass(frozen=True, slots=True)
class NeverBoth:
    """11. An application never has both "A_APPROVED" and "O_CANCELLED"."""

    subject: Subject
    first: Happening
    second: Happening


@dataclass(frozen=True, slots=True)
class Count:
    """12. A key account has at least 1 meeting per quarter. `things.count` is the number."""

    subject: Subject
    bound: Literal["at least", "at most", "exactly"]
    things: Things
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class StartsWith:
    """13. An application starts with "A_SUBMITTED"."""

    subject: Subject
    things: Things


@dataclass(frozen=True, slots=True)
class EndsWith:
    """13. An application ends with "A_ARCHIVED"."""

    subject: Subject
    things: Things


@dataclass(frozen=True, slots=True)
class FourEyes:
    """14. "A_APPROVED" is done by someone other than whoever did "A_FINALIZED". `subject` is None: of any kind."""

    happening: Happening
    other_than: Owner | Creator | OwnersManager | Holder | DoerOf
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """15. Every seller updates a record on at least 4 of 5 working days. `kind` "record" is any; `things` narrow it."""

    role: str
    days: int
    of: Literal[5, 10, 20]
    kind: str = "record"
    things: Things | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """16. No seller has more than 40 open opportunities."""

    role: str
    most: int
    subject: Subject


type Form = (
    TimedResponse
    | TimedByField
    | Response
    | Precedence
    | ResponseWithData
    | Invariant
    | Ageing
    | Silence
    | InOrder
    | Never
    | NeverBack
    | AlsoHas
    | BothOrNeither
    | NeverBoth
    | Count
    | StartsWith
    | EndsWith
    | FourEyes
    | Cadence
    | Load
)

FORM_NUMBER: dict[type, int] = {
    TimedResponse: 1,
    TimedByField: 2,
    Response: 3,
    Precedence: 4,
    ResponseWithData: 5,
    Invariant: 6,
    Ageing: 7,
    Silence: 8,
    InOrder: 9,
    Never: 10,
    NeverBack: 10,
    AlsoHas: 11,
    BothOrNeither: 11,
    NeverBoth: 11,
    Count: 12,
    StartsWith: 13,
    EndsWith: 13,
    FourEyes: 14,
    Cadence: 15,
    Load: 16,
}
"""The definition's number of each form."""


def counts_as_breach(form: Form) -> bool:
    """True of forms with no occasion to do right: their violations stand beside the share, never in it (§7)."""
    return isinstance(form, Never | NeverBoth) or (isinstance(form, Count) and form.bound == "at most")
