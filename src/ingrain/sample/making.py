"""The sample company, made: everybody goes through their weeks, and what was planted is written down.

Here lives the order in which things are made. Writing them to files is a door's work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from ingrain.method.company import Company
from ingrain.method.events import Event, Instant
from ingrain.sample.accounts import Account, back_fill, bring_over, hold_against, look_after, new_account, tidy_up
from ingrain.sample.arrivals import bring_over_leads
from ingrain.sample.course import Course
from ingrain.sample.days import DAY, LAST_DAY, Frame, Slot
from ingrain.sample.deviations import Deviation, Truth
from ingrain.sample.diary import Diary
from ingrain.sample.habits import count_open, fill_the_week
from ingrain.sample.leads import Converted, work_leads
from ingrain.sample.manual import manual_text
from ingrain.sample.names import MACHINE
from ingrain.sample.opportunities import Deal, open_opportunity
from ingrain.sample.people import Seller, Staff, hire
from ingrain.sample.scene import Scene

MOST_AT_ONCE = 32
"""Open deals at which a seller stops opening more; who can't let go doesn't."""

OWN_A_WEEK = 0.5
"""Deals a week with accounts that were there already."""


@dataclass(frozen=True)
class Sample:
    """A company and what happened there until `at`. truth: what was planted, in the manual's order."""

    seed: int
    company: Company
    manual_text: str
    at: Instant
    truth: list[Deviation]
    kinds: dict[str, str]
    diary: Diary

    @property
    def events(self) -> Iterator[Event]:
        """Every event in the order of recording; each time anew."""
        return self.diary.events()


def make_company(*, seed: int = 7, people: int = 24, weeks: int = 26, last_day: date = LAST_DAY) -> Sample:
    """A company of so many people over so many weeks; the same seed makes the same one."""
    frame = Frame(weeks, last_day)
    staff = hire(seed, people, frame)
    company = staff.company
    scene = Scene(seed, frame, staff, company, Diary(frame), Truth(frame, company))
    portfolios = {seller.name: _work(scene, seller) for seller in staff.sellers}
    for seller in staff.sellers:
        for account in portfolios[seller.name]:
            hold_against(scene, account)
        fill_the_week(scene, seller, portfolios[seller.name], _rng(scene, seller, "habit"))
        count_open(scene, seller)
    _manage(scene, staff, portfolios)
    truth = sorted(scene.truth.found, key=_place)
    kinds = {seller.name: seller.kind for seller in staff.sellers}
    return Sample(seed, company, manual_text(), frame.end, truth, kinds, scene.diary)


def _place(deviation: Deviation) -> tuple[int, Instant, str]:
    return deviation.rule, deviation.due or deviation.occasion or 0, deviation.record


def _rng(scene: Scene, seller: Seller, what: str) -> Random:
    """Each seller's chances are their own, so that one more colleague changes nothing in them."""
    return Random(f"{scene.seed}/{seller.name}/{what}")


def _work(scene: Scene, seller: Seller) -> list[Account]:
    """All that a seller does, but for what needs everybody's part."""
    rng = _rng(scene, seller, "accounts")
    accounts = bring_over(scene, seller, rng)
    for account in accounts:
        look_after(scene, account, rng)
    back_fill(scene, seller, accounts, rng)
    bring_over_leads(scene, seller, rng)
    if seller.kind == "silent":
        return accounts
    courses: list[Course] = []
    for number, converted in enumerate(work_leads(scene, seller, _rng(scene, seller, "leads"))):
        _convert(scene, seller, converted, courses, _rng(scene, seller, f"converted {number}"))
    _sell_again(scene, seller, accounts, courses, _rng(scene, seller, "deals"))
    return accounts


def _convert(scene: Scene, seller: Seller, converted: Converted, courses: list[Course], rng: Random) -> None:
    """A converted lead becomes an account and a deal, unless the seller has too many."""
    many = _open_at(courses, converted.at) >= MOST_AT_ONCE and not seller.hoards
    if many or converted.at > scene.frame.end:
        return
    opened = Slot(converted.at + 60_000_000, converted.by)
    lead = converted.lead
    account = new_account(scene, seller, lead.firm, opened, rng)
    handover = scene.staff.handovers.get(seller.name)
    passes = handover if handover and handover.everything and handover.at > opened.at else None
    if passes:
        scene.diary.write(account, "hand over", passes.at, passes.manager, {"owner": passes.taker})
    deal = Deal(account, lead.firm, lead.product, lead.record)
    courses.append(open_opportunity(scene, seller, Slot(opened.at + 60_000_000, opened.who), deal, passes, rng))


def _open_at(courses: list[Course], at: Instant) -> int:
    return sum(c.opened.at <= at and (c.closed is None or c.closed > at) for c in courses)


def _sell_again(scene: Scene, seller: Seller, accounts: list[Account], courses: list[Course], rng: Random) -> None:
    """Deals with accounts that were there already: those that are looked after, and standard ones."""
    desk = scene.staff.desks[seller.name]
    sold_to = [account for account in accounts if not account.neglected]
    a_day = (OWN_A_WEEK + 1.2 * seller.hoards) / 5
    for day in desk.days:
        if day > scene.frame.last_day.toordinal() or rng.random() > a_day or not sold_to:
            continue
        account = rng.choice(sold_to)
        at = scene.frame.at(day, rng.randrange(9 * 60, 16 * 60))
        if account.passes and at > account.passes.at - DAY:
            continue
        if _open_at(courses, at) < MOST_AT_ONCE or seller.hoards:
            deal = Deal(account.record, account.firm, rng.choice(MACHINE))
            course = open_opportunity(scene, seller, Slot(at, seller.name), deal, account.passes, rng)
            account.words += [(word.at, word.do) for word in course.words]
            courses.append(course)


def _manage(scene: Scene, staff: Staff, portfolios: dict[str, list[Account]]) -> None:
    """What managers do: tidy up, look at things; on the last evening one of them has a last look."""
    for manager in staff.managers:
        group = [s for s in staff.sellers if s.manager == manager.name]
        accounts = [account for s in group for account in portfolios[s.name]]
        rng = Random(f"{scene.seed}/{manager.name}/manages")
        tidy_up(scene, manager.name, accounts, rng)
        for day in staff.desks[manager.name].days[::3]:
            at = scene.frame.at(day, rng.randrange(8 * 60, 9 * 60))
            scene.diary.write(rng.choice(accounts).record, "view", at, manager.name)
    last = next(iter(portfolios.values()))[0].record
    scene.diary.write(last, "view", scene.frame.end, staff.managers[-1].name)
