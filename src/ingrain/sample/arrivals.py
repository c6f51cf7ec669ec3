"""How leads come: by the website, by telephone and hearsay, from trade fairs by the sheet, and from the old list.

Here lives a lead until it is there. What its owner does with it lives in leads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from ingrain.method.events import Instant, Value
from ingrain.sample.days import DAY, MINUTE
from ingrain.sample.names import FIRM, FIRST, LAST, LOSS, MACHINE, TRADE
from ingrain.sample.people import INSIDE, WEBSITE, Seller
from ingrain.sample.scene import Scene

A_WEEK = {"web": 2.6, "own": 2.2}
INSIDE_WEEK = {"web": 4.2, "own": 1.2}
"""How many leads a seller gets a week, on average: from the website, and by trade fair, telephone or hearsay."""

FAIRS = (0.4, 0.75)
"""After which part of the weeks there was a trade fair, whose sheet the manager imports on the Friday."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as it was made: since when its owner has had it, and whether it came by the website."""

    record: str
    owner: Seller
    created: Instant
    since: Instant
    web: bool
    product: str
    firm: str
    emails: list[tuple[Instant, str]] = field(default_factory=list)

    @property
    def asks_for_haste(self) -> bool:
        return self.web and self.owner.team == INSIDE


def arriving(scene: Scene, seller: Seller, rng: Random) -> Iterator[Lead]:
    """Leads come to those who are there, or have a deputy; to somebody about to leave none any more."""
    if seller.kind == "silent":
        return
    frame, desk = scene.frame, scene.staff.desks[seller.name]
    usual = INSIDE_WEEK if seller.team == INSIDE else A_WEEK
    first, last = scene.staff.live[seller.team], frame.last_day.toordinal()
    leaving = scene.staff.handovers.get(seller.name)
    if leaving and leaving.everything:
        last = frame.day(leaving.at) - 35
    covered = {day for day, _ in desk.cover}
    fairs = {frame.week(int(frame.weeks * part)) + 4 for part in FAIRS}
    for day in range(first, last + 1):
        if day in fairs:
            yield from _from_the_fair(scene, seller, day, rng)
        there = desk.is_there(day) or day in covered
        if desk.is_there(day) and rng.random() < usual["own"] / 5:
            yield _own_lead(scene, seller, day, rng)
        weekday = (day - 1) % 7 < 5
        if (there or not weekday) and rng.random() < usual["web"] * (0.18 if weekday else 0.05):
            yield _web_lead(scene, seller, day, rng)


def _values(seller: str, source: str, rng: Random) -> tuple[dict[str, Value], str, str]:
    firm = f"{rng.choice(FIRM)} {rng.choice(TRADE)}"
    product = rng.choice(MACHINE)
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}, {firm}"
    values: dict[str, Value] = {"name": name, "owner": seller, "state": "open", "source": source}
    return values, product, firm


def _own_lead(scene: Scene, seller: Seller, day: int, rng: Random) -> Lead:
    source = rng.choice(("Trade fair", "Referral", "Phone", "Phone", "Campaign"))
    values, product, firm = _values(seller.name, source, rng)
    at = scene.frame.at(day, rng.randrange(9 * 60, 16 * 60 + 30))
    record = scene.new("lead")
    if rng.random() < 0.5:
        values["product"] = product
    scene.diary.write(record, "create", at, seller.name, values)
    return Lead(record, seller, at, at, False, product, firm)


def _web_lead(scene: Scene, seller: Seller, day: int, rng: Random) -> Lead:
    """The website knows no hours. Now and then it picks the wrong territory, and the manager passes the lead on."""
    values, product, firm = _values(seller.name, "Web", rng)
    frame, record = scene.frame, scene.new("lead")
    at = frame.at(day, int(rng.triangular(0, 24 * 60 - 1, 11 * 60)))
    values |= {"email address": f"post@{firm.casefold().replace(' ', '-')}.example", "product": product}
    since = at
    wrong = _wrong_owner(scene, seller, day, at, rng)
    if wrong:
        values["owner"] = wrong
    scene.diary.write(record, "create", at, WEBSITE, values, through="connector")
    if wrong:
        since = at + rng.randrange(20, 100) * MINUTE
        scene.diary.write(record, "hand over", since, seller.manager, {"owner": seller.name})
    return Lead(record, seller, at, since, True, product, firm)


def _wrong_owner(scene: Scene, seller: Seller, day: int, at: Instant, rng: Random) -> str | None:
    """A colleague who gets the lead first, on a working morning on which the manager is there to see it."""
    if not 9 * 60 <= scene.frame.minute(at) <= 12 * 60 or rng.random() > 0.06:
        return None
    desks = scene.staff.desks
    colleagues = [
        s.name
        for s in scene.staff.group(seller)
        if s is not seller and s.kind != "silent" and desks[s.name].is_there(day)
    ]
    if not colleagues or not desks[seller.manager].is_there(day) or not desks[seller.name].is_there(day):
        return None
    return rng.choice(colleagues)


def _from_the_fair(scene: Scene, seller: Seller, day: int, rng: Random) -> Iterator[Lead]:
    """A sheet of visiting cards: an import after going live asks for the call like any other lead."""
    at = scene.frame.at(day, 16 * 60 + 45)
    for _ in range(rng.randrange(1, 5)):
        values, product, firm = _values(seller.name, "Trade fair", rng)
        record = scene.new("lead")
        scene.diary.write(record, "create", at, seller.manager, values, through="import")
        yield Lead(record, seller, at, at, False, product, firm)


def bring_over_leads(scene: Scene, seller: Seller, rng: Random) -> None:
    """The old list, imported before anything was live: nobody answers for it, though some of it is tidied up later."""
    frame, desk = scene.frame, scene.staff.desks[seller.name]
    at = frame.at(frame.first.toordinal(), 8 * 60 + 30)
    for _ in range(rng.randrange(3, 7)):
        values, _product, _firm = _values(seller.name, rng.choice(("Trade fair", "Phone")), rng)
        record, reason = scene.new("lead"), rng.choice(LOSS)
        over = rng.random() < 0.6
        if over:
            values |= {"state": "disqualified"}
        scene.diary.write(record, "create", at, seller.manager, values, through="import")
        slot = (
            None if over or seller.kind == "silent" else desk.slot(rng, scene.opens(seller.team), frame.end + 60 * DAY)
        )
        if slot:
            scene.diary.write(record, "move", slot.at, slot.who, {"state": "disqualified", "loss reason": reason})
