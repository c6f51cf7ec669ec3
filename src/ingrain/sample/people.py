"""Who works at the sample company: four teams, their managers, how well each keeps to the manual, who is away when.

Here lives who there is and what becomes of them. What they do all day lives in leads, opportunities and accounts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random

from ingrain.method.company import Absence, Company, Person
from ingrain.method.events import Instant
from ingrain.sample.days import AHEAD, Desk, Frame
from ingrain.sample.manual import AREAS, CLOSE_DATES
from ingrain.sample.names import FIRST, LAST

TEAMS = ("Field sales North", "Field sales South", "Inside sales", "Account care")
INSIDE, CARERS = TEAMS[2], TEAMS[3]
LEAST_PEOPLE, LEAST_WEEKS = 2 * len(TEAMS), 6
"""The smallest company that is one: two sellers in each team, and time for a sale."""
WEBSITE, MAILBOX, LEDGER = "website", "mailbox", "ledger"
"""The integrations."""
LIVE_WEEK = {TEAMS[0]: 1, TEAMS[1]: 2, TEAMS[2]: 2, TEAMS[3]: 3}
"""How many weeks of the log had passed when a team went live."""

SPAN = 11
"""Sellers that one sales manager looks after, at most."""

LAPSES = {"keen": 0.05, "middling": 0.19, "struggling": 0.4, "silent": 0.5}
"""How often, of a hundred times, a person of each kind doesn't keep a rule."""


class UnableToMakeCompany(Exception):
    """Too few people or weeks for a company."""


@dataclass(frozen=True)
class Seller:
    """Someone who sells. lapses: by area, the share of times in which the manual isn't kept. leaves: their last day."""

    name: str
    label: str
    team: str
    manager: str
    kind: str
    lapses: Mapping[str, float]
    quiet: float = 0.0
    hoards: bool = False

    def lapse(self, rng: Random, area: str, weight: float = 1.0) -> bool:
        """Whether this time the manual isn't kept."""
        return rng.random() < self.lapses[area] * weight


@dataclass(frozen=True)
class Handover:
    """What one seller passes on to another: everything, or the accounts of a territory with what belongs to them."""

    at: Instant
    manager: str
    giver: str
    taker: str
    everything: bool


@dataclass
class Staff:
    """Everybody, with their desks. handovers: by giver."""

    frame: Frame
    sellers: list[Seller] = field(default_factory=list)
    managers: list[Person] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    desks: dict[str, Desk] = field(default_factory=dict)
    handovers: dict[str, Handover] = field(default_factory=dict)
    live: dict[str, int] = field(default_factory=dict)

    @property
    def company(self) -> Company:
        sellers = [Person(s.name, s.team, frozenset({"seller"}), s.manager, label=s.label) for s in self.sellers]
        machines = [Person(name, kind="integration") for name in (WEBSITE, MAILBOX, LEDGER)]
        live: dict[tuple[str | None, str | None], Instant | None] = {
            (team, None): self.frame.start(day) for team, day in self.live.items()
        }
        live[CARERS, CLOSE_DATES] = None
        return Company(
            calendar=self.frame.calendar,
            people={person.name: person for person in [*self.managers, *sellers, *machines]},
            absences=tuple(self.absences),
            live=live,
        )

    def seller(self, name: str) -> Seller:
        return self._by_name[name]

    def group(self, seller: Seller) -> list[Seller]:
        """Those with the same manager, the seller among them."""
        return self._groups[seller.manager]

    @cached_property
    def _by_name(self) -> dict[str, Seller]:
        return {seller.name: seller for seller in self.sellers}

    @cached_property
    def _groups(self) -> dict[str, list[Seller]]:
        groups: dict[str, list[Seller]] = {}
        for seller in self.sellers:
            groups.setdefault(seller.manager, []).append(seller)
        return groups


def hire(seed: int, people: int, frame: Frame) -> Staff:
    """The staff of a company of so many people."""
    if people < LEAST_PEOPLE or frame.weeks < LEAST_WEEKS:
        least = f"{LEAST_PEOPLE} people and {LEAST_WEEKS} weeks"
        raise UnableToMakeCompany(f"A company needs at least {least}: ask for more of them.")
    rng = Random(f"{seed}/staff")
    staff = Staff(frame)
    late = min(max(LIVE_WEEK.values()), frame.weeks // 6)
    staff.live = {team: frame.week(min(week, late)) for team, week in LIVE_WEEK.items()}
    names = _names(rng)
    kinds = _kinds(rng, people)
    for number, team in enumerate(TEAMS):
        _hire_team(rng, staff, team, people // 4 + (number < people % 4), names, kinds)
    _hand_over(rng, staff)
    return staff


def _names(rng: Random) -> Iterator[tuple[str, str]]:
    """Names and labels: nobody's first name or surname comes twice before all are used up, and no pair ever."""
    first, last = rng.sample(FIRST, len(FIRST)), rng.sample(LAST, len(LAST))
    for number in range(len(FIRST) * len(LAST)):
        label = f"{first[number % len(first)]} {last[(number + number // len(first)) % len(last)]}"
        plain = "".join(c for c in label.casefold() if c.isalpha() or c == " ")
        yield plain.replace(" ", "."), label


def _kinds(rng: Random, people: int) -> Iterator[str]:
    """Kinds in an order in which each stretch of twenty has one who is silent, the first stretch certainly."""
    while True:
        stretch = ["silent"] + ["struggling"] * 4 + ["keen"] * 6 + ["middling"] * 9
        first, rest = stretch[:1], stretch[1:]
        rng.shuffle(rest)
        stretch = [*rest[:2], *first, *rest[2:]] if people < 2 * len(stretch) else [*first, *rest]
        yield from stretch


def _hire_team(
    rng: Random, staff: Staff, team: str, size: int, names: Iterator[tuple[str, str]], kinds: Iterator[str]
) -> None:
    """The groups of a team: a manager and up to so many sellers, who stand in for one another."""
    left = size
    while left > 0:
        group = min(left, SPAN + 1) if left != SPAN + 2 else left
        left -= group
        name, label = next(names)
        staff.managers.append(Person(name, team, frozenset({"sales manager"}), label=label))
        sellers = [_seller(rng, next(names), team, name, next(kinds)) for _ in range(group - 1)]
        staff.sellers += sellers
        _take_holidays(rng, staff, name, sellers)
        _seat(rng, staff, team, name, sellers)


def _seller(rng: Random, name: tuple[str, str], team: str, manager: str, kind: str) -> Seller:
    """Nobody is equally good at everything: each is better or worse in some areas than others of the kind."""
    lapses = {area: min(0.8, LAPSES[kind] * rng.uniform(0.3, 1.5)) for area in AREAS}
    if kind == "struggling":
        lapses |= {area: rng.uniform(0.55, 0.75) for area in rng.sample(AREAS, 2)}
    quiet = {"keen": 0.01, "middling": 0.06, "struggling": 0.3, "silent": 1.0}[kind]
    return Seller(*name, team, manager, kind, lapses, quiet)


def _take_holidays(rng: Random, staff: Staff, manager: str, sellers: list[Seller]) -> None:
    """A week or a fortnight away each quarter, half of it with a deputy who is there, and a day or two ill."""
    frame = staff.frame
    blocks = {seller.name: _blocks(rng, frame) for seller in sellers}
    for seller in sellers:
        for block in blocks[seller.name]:
            there = [
                other.name
                for other in sellers
                if other.kind in ("keen", "middling")
                and other is not seller
                and not set(block) & {week for weeks in blocks[other.name] for week in weeks}
            ]
            deputy = rng.choice(there) if there and rng.random() < 0.5 else None
            _be_away(staff, seller.name, frame.week(block[0]), frame.week(block[-1]) + 4, deputy)
        away = {week for block in blocks[seller.name] for week in block}
        for week in rng.sample(range(frame.weeks), frame.weeks // 9):
            if week not in away:
                ill = frame.week(week) + rng.randrange(5)
                _be_away(staff, seller.name, ill, ill, None)
    week = rng.randrange(2, frame.weeks - 1)
    _be_away(staff, manager, frame.week(week), frame.week(week) + 4, None)


def _blocks(rng: Random, frame: Frame) -> list[range]:
    """Weeks away, well apart from one another."""
    found: list[range] = []
    for _ in range(max(1, frame.weeks // 13)):
        first = rng.randrange(2, frame.weeks - 1)
        if all(abs(first - block[0]) > 3 for block in found):
            found.append(range(first, first + (2 if rng.random() < 0.4 else 1)))
    return found


def _be_away(staff: Staff, who: str, first: int, last: int, deputy: str | None) -> None:
    staff.absences.append(Absence(who, _date(first), _date(last), deputy))


def _date(day: int) -> date:
    return date.fromordinal(day)


def _seat(rng: Random, staff: Staff, team: str, manager: str, sellers: list[Seller]) -> None:
    """Give everybody in a group a desk: the days on which they are there and open the CRM."""
    live = staff.live[team]
    staff.desks[manager] = Desk(manager, staff.frame, _present(staff, manager, live))
    for seller in sellers:
        days = _opened(rng, seller, _present(staff, seller.name, live))
        staff.desks[seller.name] = Desk(seller.name, staff.frame, days)
    names = {seller.name for seller in sellers}
    for a in staff.absences:
        if a.who in names and a.deputy:
            there = set(staff.desks[a.deputy].days)
            away = range(a.first.toordinal(), a.last.toordinal() + 1)
            staff.desks[a.who].cover += [(day, a.deputy) for day in away if day in there]
            staff.desks[a.who].cover.sort()


def _present(staff: Staff, who: str, since: int) -> list[int]:
    away = {
        day
        for a in staff.absences
        if a.who == who
        for day in range(a.first.toordinal(), min(a.last.toordinal(), staff.frame.last_day.toordinal() + AHEAD) + 1)
    }
    return [day for day in staff.frame.working if day >= since and day not in away]


def _opened(rng: Random, seller: Seller, days: list[int]) -> list[int]:
    """Of the days at work those on which the CRM is opened: in a quiet week two or three."""
    found: list[int] = []
    for monday in sorted({day - (day - 1) % 7 for day in days}):
        week = [day for day in days if monday <= day < monday + 7]
        if rng.random() < seller.quiet and len(week) > 3:
            week = sorted(rng.sample(week, rng.choice((2, 2, 3))))
        found += week
    return found


def _hand_over(rng: Random, staff: Staff) -> None:
    """In every second group or so somebody leaves, or passes a territory on; one in twenty can't let go of a deal."""
    groups: dict[str, list[Seller]] = {}
    for seller in staff.sellers:
        if seller.kind in ("keen", "middling"):
            groups.setdefault(seller.manager, []).append(seller)
    for number, (manager, group) in enumerate(groups.items()):
        if len(group) < 2 or staff.frame.weeks < 12 or number % 4 > 1:
            continue
        giver, taker = rng.sample(group, 2)
        leaving = number % 4 == 0
        day = _day_of_handover(rng, staff, manager, giver.name, 0.72 if leaving else 0.5)
        at = staff.frame.at(day, 16 * 60 + 7)
        staff.handovers[giver.name] = Handover(at, manager, giver.name, taker.name, leaving)
        if leaving:
            _leave(staff, giver.name, day)
    hoarder = next((s for s in staff.sellers if s.kind == "keen" and s.team == TEAMS[1]), None)
    if hoarder and hoarder.name not in staff.handovers:
        at = staff.sellers.index(hoarder)
        staff.sellers[at] = Seller(**{**hoarder.__dict__, "hoards": True})


def _day_of_handover(rng: Random, staff: Staff, manager: str, giver: str, when: float) -> int:
    """A day around that part of the weeks on which both are there."""
    day = staff.frame.week(int(staff.frame.weeks * when)) + rng.randrange(4)
    both = set(staff.desks[manager].days)
    return next(d for d in staff.desks[giver].days if d >= day and d in both)


def _leave(staff: Staff, who: str, last: int) -> None:
    """From the day after on they are away for good, whatever holidays they had planned."""
    frame = staff.frame
    kept = [a for a in staff.absences if a.who != who or a.last.toordinal() < last]
    staff.absences[:] = [*kept, Absence(who, _date(last + 1), _date(frame.week(frame.weeks + 52)))]
    desk = staff.desks[who]
    desk.days = [day for day in desk.days if day <= last]
    for other in staff.desks.values():
        other.cover = [
            (day, who_else) for day, who_else in other.cover if day <= last or who not in (who_else, other.who)
        ]
