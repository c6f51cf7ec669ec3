"""The daily habit and the load: what the manual asks of a person, whatever the record.

Here lives adding up who saved something on which days, and who held how many deals. It comes last, when all is planned.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from ingrain.method.calendar import Span
from ingrain.method.events import Instant
from ingrain.method.rules import Duration
from ingrain.sample.accounts import Account
from ingrain.sample.deviations import Deviation
from ingrain.sample.manual import Rule
from ingrain.sample.people import Seller
from ingrain.sample.scene import Scene

MOST = 40
ONE_WORKING_DAY = Duration(1, "working day")
SLOPPY = {"keen": 0.0, "middling": 0.1, "struggling": 0.6, "silent": 1.0}
"""How often a thin week stays thin."""


def fill_the_week(scene: Scene, seller: Seller, accounts: list[Account], rng: Random) -> None:
    """Whoever keeps to the manual finds something to put right on a day without customers: a telephone number."""
    desk, saved = scene.staff.desks[seller.name], scene.diary.saves[seller.name]
    for week in _weeks(scene, seller):
        own = _own_days(scene, seller, week)
        lacking = 4 * len(own) // 5 - len(saved & own)
        if lacking > 0 and rng.random() >= SLOPPY[seller.kind]:
            free = [day for day in sorted(own - saved) if desk.is_there(day)]
            free += [day for day in sorted(own - saved) if not desk.is_there(day)]
            for day in free[:lacking]:
                at = scene.frame.at(day, rng.randrange(9 * 60, 10 * 60))
                values = {"phone": f"0113 496 {rng.randrange(1000):04}"}
                scene.diary.write(rng.choice(accounts).record, "change", at, seller.name, values)
        done, needed = len(saved & own), 4 * len(own) // 5
        if done < needed and scene.frame.start(week.next.toordinal()) < scene.frame.end:
            why = f"Something saved by hand on {done} of {len(own)} days, where {needed} were needed."
            scene.truth.of_period(Rule.DAYS_OF_FIVE, f"person/{seller.name}", seller.name, week, why)


def _weeks(scene: Scene, seller: Seller) -> list[Span]:
    calendar = scene.frame.calendar
    return list(calendar.periods(scene.opens(seller.team), scene.frame.end, "week"))


def _own_days(scene: Scene, seller: Seller, week: Span) -> set[int]:
    last = date.fromordinal(week.next.toordinal() - 1)
    return {day.toordinal() for day in scene.company.own_working_days(seller.name, week.first, last)}


# --- the load ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Above:
    """A time in which somebody held too many, and who brought that about."""

    start: Instant
    end: Instant
    by: str


def count_open(scene: Scene, seller: Seller) -> None:
    """Each week in which more than forty deals were held for longer than a working day."""
    calendar, end = scene.frame.calendar, scene.frame.end
    for week in _weeks(scene, seller):
        first, after = calendar.bounds(week)
        for above in _above(scene, seller.name):
            patience = calendar.after(above.start, ONE_WORKING_DAY)
            if patience < min(above.end, end) and patience <= after and above.end > first:
                why = f"More than {MOST} open opportunities from {scene.frame.when(above.start)} on."
                due = scene.frame.start(week.next.toordinal())
                record = f"person/{seller.name}"
                scene.truth.found.append(
                    Deviation(Rule.FORTY_OPEN, record, above.by, "missed", why, due=due, period=week.name)
                )
                break


def _above(scene: Scene, who: str) -> list[Above]:
    changes: list[tuple[Instant, int, str]] = []
    for held in scene.held.get(who, ()):
        changes.append((held.start, 1, held.by))
        if held.end is not None and held.end <= scene.frame.end:
            changes.append((held.end, -1, held.by))
    found: list[Above] = []
    count, since, by = 0, None, ""
    for at, change, doer in sorted(changes):
        if at > scene.frame.end:
            break
        count += change
        if count > MOST and since is None:
            since, by = at, doer
        elif count <= MOST and since is not None:
            found.append(Above(since, at, by))
            since = None
    return [*found, Above(since, scene.frame.end, by)] if since is not None else found
