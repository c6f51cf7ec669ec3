"""Accounts: what was brought over from the old list, who looks after the key ones and how, and what is passed on.

Here lives everything about accounts and their contacts but the deals with them.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from ingrain.method.calendar import Span
from ingrain.method.events import Instant, Value
from ingrain.method.rules import Duration
from ingrain.sample.days import DAY, HOUR, MINUTE, Slot
from ingrain.sample.manual import CARE, Rule
from ingrain.sample.meetings import fits, meet
from ingrain.sample.names import FIRM, FIRST, INDUSTRY, LAST, TERRITORY, TOWN, TRADE
from ingrain.sample.people import CARERS, INSIDE, Handover, Seller
from ingrain.sample.scene import Scene

FOUR_WEEKS = Duration(28, "day")
CARE_GAP = (9.0, 24.0)
"""Days that usually pass between two words with a key account."""

KEY = {CARERS: (11, 15), INSIDE: (6, 9)}
KEY_OF_OTHERS = (8, 14)
"""How many key accounts a seller has: from, to."""


@dataclass
class Account:
    """An account that was there when we began. neglected: nobody sells to it, and it is spoken to as it comes.

    passes: the handover by which it gets another owner, if it does.
    """

    record: str
    firm: str
    owner: Seller
    key: bool
    neglected: bool
    passes: Handover | None = None
    words: list[tuple[Instant, str]] = field(default_factory=list)


def bring_over(scene: Scene, seller: Seller, rng: Random) -> list[Account]:
    """The seller's accounts, imported with their contacts by the manager before anything was live."""
    low, high = KEY.get(seller.team, KEY_OF_OTHERS)
    keys = rng.randint(low, high)
    handover = scene.staff.handovers.get(seller.name)
    territory = rng.choice(TERRITORY)
    accounts = []
    for number in range(keys + rng.randint(6, 10)):
        given = handover if handover and (handover.everything or number % 3 == 0) else None
        key = number < keys
        neglected = key and given is None and (seller.kind == "silent" or seller.lapse(rng, CARE, 1.4))
        account = Account(
            scene.new("account"), f"{rng.choice(FIRM)} {rng.choice(TRADE)}", seller, key, neglected, given
        )
        _import(scene, account, territory if given is None else rng.choice(TERRITORY), rng)
        accounts.append(account)
    return accounts


def _import(scene: Scene, account: Account, territory: str, rng: Random) -> None:
    at = scene.frame.at(scene.frame.first.toordinal(), 8 * 60)
    values: dict[str, Value] = {
        "name": account.firm,
        "owner": account.owner.name,
        "type": "key" if account.key else "standard",
        "industry": rng.choice(INDUSTRY),
        "city": rng.choice(TOWN),
        "territory": territory,
        "phone": f"0113 496 {rng.randrange(1000):04}",
    }
    manager = account.owner.manager
    scene.diary.write(account.record, "create", at, manager, values, through="import")
    person: dict[str, Value] = {"name": f"{rng.choice(FIRST)} {rng.choice(LAST)}", "owner": account.owner.name}
    scene.diary.write(scene.new("contact"), "create", at, manager, person, links=(account.record,), through="import")


def new_account(scene: Scene, seller: Seller, firm: str, slot: Slot, rng: Random) -> str:
    """The account that a converted lead becomes, with the person who asked."""
    record = scene.new("account")
    values: dict[str, Value] = {"name": firm, "owner": seller.name, "type": "standard", "city": rng.choice(TOWN)}
    scene.diary.write(record, "create", slot.at, slot.who, values)
    person: dict[str, Value] = {"name": f"{rng.choice(FIRST)} {rng.choice(LAST)}", "owner": seller.name}
    scene.diary.write(scene.new("contact"), "create", slot.at + MINUTE, slot.who, person, links=(record,))
    return record


def look_after(scene: Scene, account: Account, rng: Random) -> None:
    """What happens to an account while the log lasts: it is passed on, and a key account is spoken to."""
    handover = account.passes
    if handover:
        scene.diary.write(account.record, "hand over", handover.at, handover.manager, {"owner": handover.taker})
    if not account.key:
        return
    owner, since = account.owner, scene.opens(account.owner.team)
    if owner.kind == "silent":
        _say_little(scene, account, since, rng)
        return
    _keep_in_touch(scene, account, owner, since, handover.at if handover else scene.frame.end, rng)
    if handover:
        _keep_in_touch(scene, account, scene.staff.seller(handover.taker), handover.at, scene.frame.end, rng)


def _keep_in_touch(scene: Scene, account: Account, owner: Seller, since: Instant, until: Instant, rng: Random) -> None:
    """Words with a key account by one owner, from going live or taking over to passing on or the end."""
    met: set[int] = set()
    while True:
        late = account.neglected and rng.random() < 0.65
        slot = scene.next_word(rng, owner.name, since, FOUR_WEEKS, gap=CARE_GAP, too_late=late)
        if slot is None or slot.at > until - 3 * HOUR:
            return
        quarter = _quarter(scene, slot.at)
        wanted = rng.random() < 0.25 if account.neglected else quarter not in met
        do = "meeting" if wanted and fits(scene, slot.at) else rng.choice(("call", "email"))
        met |= {quarter} if do == "meeting" else set()
        _say(scene, account, owner, slot, do, rng)
        since = slot.at


def _say(scene: Scene, account: Account, owner: Seller, slot: Slot, do: str, rng: Random) -> None:
    account.words.append((slot.at, do))
    if do == "meeting":
        meet(scene, owner, slot, account.record, None, rng)
    else:
        scene.diary.write(account.record, do, slot.at, slot.who)


def _say_little(scene: Scene, account: Account, since: Instant, rng: Random) -> None:
    """Who enters next to nothing: a call now and then, as if nothing else had happened."""
    owner = account.owner
    while slot := scene.staff.desks[owner.name].slot(rng, since + 40 * DAY, since + 110 * DAY):
        if slot.at > scene.frame.end:
            return
        _say(scene, account, owner, slot, rng.choice(("call", "email")), rng)
        since = slot.at


# --- held against the manual ------------------------------------------------------------------------------------------


def hold_against(scene: Scene, account: Account) -> None:
    """Hold all words with a key account, those about deals among them, against both rules on them."""
    if account.key:
        _silences(scene, account)
        _quarters(scene, account)


def _silences(scene: Scene, account: Account) -> None:
    """Each time between two words, for each owner in turn."""
    handover, beyond = account.passes, scene.frame.end + DAY
    words = sorted(at for at, _ in account.words)
    starts = [(scene.opens(account.owner.team), account.owner.name)]
    starts += [(at, handover.taker if handover and at > handover.at else account.owner.name) for at in words]
    if handover:
        starts.append((handover.at, handover.taker))
    starts.sort()
    for number, (since, owner) in enumerate(starts, start=1):
        until = starts[number][0] if number < len(starts) else beyond
        ended = next((at for at in words if at > since), None)
        scene.truth.too_long(
            Rule.FOUR_WEEKS, account.record, owner, since=since, limit=FOUR_WEEKS, until=until, ended=ended,
            why="No call, email or meeting since {}; the next: {}.",
        )  # fmt: skip


def _quarters(scene: Scene, account: Account) -> None:
    """Each whole quarter since the area went live; whose account it is at its end answers for it."""
    calendar, handover = scene.frame.calendar, account.passes
    live = scene.opens(account.owner.team)
    met = {_quarter(scene, at) for at, do in account.words if do == "meeting"}
    for span in calendar.periods(live, scene.frame.end, "quarter"):
        start, end = calendar.bounds(span)
        if start >= live and end < scene.frame.end and span.first.toordinal() not in met:
            owner = handover.taker if handover and handover.at < end else account.owner.name
            last = date.fromordinal(span.next.toordinal() - 1)
            why = f"No meeting from {span.first:%B} to {last:%B}."
            scene.truth.of_period(Rule.QUARTERLY_MEETING, account.record, owner, span, why)


def _quarter(scene: Scene, at: Instant) -> int:
    return Span.around(scene.frame.calendar.day(at), "quarter").first.toordinal()


def back_fill(scene: Scene, seller: Seller, accounts: list[Account], rng: Random) -> None:
    """Weeks after going live, last spring's meetings are brought in from the old calendar: nobody answers for them."""
    at = scene.opens(seller.team) + 17 * DAY + 10 * HOUR
    for account in rng.sample(accounts, min(3, len(accounts))):
        start = scene.frame.at(scene.frame.first.toordinal() - rng.randrange(1, 8) * 7 + 1, 11 * 60)
        values: dict[str, Value] = {
            "owner": seller.name,
            "start": scene.frame.text(start),
            "end": scene.frame.text(start + HOUR),
        }
        record = scene.new("meeting")
        scene.diary.write(
            record, "meeting", at, seller.manager, values, links=(account.record,), through="import", occurred=start
        )


def tidy_up(scene: Scene, manager: str, accounts: list[Account], rng: Random) -> None:
    """Once in a while a manager gives many accounts another industry at one go. That is nobody's daily habit."""
    desk = scene.staff.desks[manager]
    days = [day for day in desk.days if day <= scene.frame.last_day.toordinal()]
    for day in rng.sample(days, min(2, len(days))):
        at, industry = scene.frame.at(day, 16 * 60 + 30), rng.choice(INDUSTRY)
        for account in rng.sample(accounts, min(8, len(accounts))):
            scene.diary.write(account.record, "change", at, manager, {"industry": industry}, through="bulk")
