"""Opportunities as they are saved: opened, moved, kept up to date or not, won, lost and opened again.

Here lives what is typed in and what is left out. What happens when is planned in course.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from random import Random

from ingrain.method.events import Instant, Value
from ingrain.method.rules import Duration
from ingrain.sample.course import LARGE, Course, Planner, Word
from ingrain.sample.days import DAY, HOUR, MINUTE, Slot
from ingrain.sample.deviations import DatedField, iso, since, until
from ingrain.sample.manual import CLOSE_DATES, NEXT_STEPS, STAGES, Rule
from ingrain.sample.meetings import call_off, meet
from ingrain.sample.names import LOSS
from ingrain.sample.people import LEDGER, MAILBOX, Handover, Seller
from ingrain.sample.scene import Scene

ONE_WORKING_DAY = Duration(1, "working day")
TWO_WORKING_DAYS = Duration(2, "working day")


@dataclass(frozen=True, slots=True)
class Deal:
    """What an opportunity is about, and the records that it hangs on: an account, and a lead if it came of one."""

    account: str
    firm: str
    product: str
    lead: str | None = None


def open_opportunity(
    scene: Scene, seller: Seller, opened: Slot, deal: Deal, passes: Handover | None, rng: Random
) -> Course:
    """One opportunity from its opening to its end, or to the log's."""
    record = scene.new("opportunity")
    course = Planner(scene, record, opened, seller, passes, rng).plan()
    Writer(scene, record, course, deal, rng).write()
    return course


class Writer:
    """Saves the course of one opportunity, with its fields."""

    def __init__(self, scene: Scene, record: str, course: Course, deal: Deal, rng: Random) -> None:
        self.scene, self.record, self.course, self.deal, self.rng = scene, record, course, deal, rng
        self.next_step, self.close_date = DatedField(scene.frame), DatedField(scene.frame)
        self.plain = course.reopened is None
        self.stepless = self.dateless = self.flawed = self.met = False
        self.before: Slot | None = course.opened

    def write(self) -> None:
        course = self.course
        steps: list[tuple[Instant, Callable[[], None]]] = [(w.at, partial(self._say, w)) for w in course.words]
        if course.passed_on:
            steps.append((course.passed_on[0].at, self._pass_on))
        if course.reopened:
            steps.append((course.reopened[0].at, self._reopen))
        self._open()
        for _, save in sorted(steps, key=itemgetter(0)):
            save()
        self._hold_against()

    # --- opening and passing on ---------------------------------------------------------------------------------------

    def _open(self) -> None:
        course, deal = self.course, self.deal
        values: dict[str, Value] = {
            "name": f"{deal.firm}: {deal.product}",
            "owner": course.owner.name,
            "stage": "Qualification",
            "amount": course.amount,
            "currency": "GBP",
            "product": deal.product,
        }
        day = None if self._neglects(course.owner, NEXT_STEPS, 0.15) else course.first
        self.stepless = day is None
        at = course.opened.at
        likely = max(course.first + 3, self.scene.frame.day(at) + self.rng.randrange(40, 110))
        values |= self._step(at, day) | self._date(at, likely)
        links = (deal.account, deal.lead) if deal.lead else (deal.account,)
        self.scene.diary.write(self.record, "create", at, course.opened.who, values, links=links)

    def _pass_on(self) -> None:
        assert self.course.passed_on
        handover, first = self.course.passed_on
        values: dict[str, Value] = {"owner": handover.taker}
        if not self._neglects(self.scene.staff.seller(handover.taker), NEXT_STEPS, 1.5):
            values |= self._kept_up(handover.at, first)
        self.scene.diary.write(self.record, "hand over", handover.at, handover.manager, values)
        self.before = None

    def _reopen(self) -> None:
        assert self.course.reopened
        slot, stage, first = self.course.reopened
        values: dict[str, Value] = {"stage": stage, **self._kept_up(slot.at, first)}
        self.scene.diary.write(self.record, "move", slot.at, slot.who, values)
        self.before = slot

    def _kept_up(self, at: Instant, following: int) -> dict[str, Value]:
        """The next step, and a close date beyond it."""
        day = self.close_date.day
        values = self._step(at, following)
        if day is None or day < following + 3:
            values |= self._date(at, following + self.rng.randrange(14, 45))
        return values

    def _step(self, at: Instant, day: int | None) -> dict[str, Value]:
        self.next_step.set(at, day)
        return {} if day is None else {"next step": iso(day)}

    def _date(self, at: Instant, day: int) -> dict[str, Value]:
        self.close_date.set(at, day)
        return {"close date": iso(day)}

    def _neglects(self, owner: Seller, area: str, weight: float) -> bool:
        """Whether something isn't kept up, on purpose; never where it was opened a second time."""
        return self.plain and owner.lapse(self.rng, area, weight)

    # --- a word with the customer -------------------------------------------------------------------------------------

    def _say(self, word: Word) -> None:
        """The call, email or meeting, what it does to the fields, and where the opportunity moves."""
        if word.do == "meeting":
            typed = meet(self.scene, word.owner, Slot(word.at, word.who), self.record, self._planned(word), self.rng)
            self._save(typed, word, self._fields(typed, word))
        elif word.do == "email" and self.rng.random() < 0.35:
            self.scene.diary.write(self.record, "email", word.at, MAILBOX, through="connector")
            typed = word.at + 6 * MINUTE
            self._save(typed, word, self._fields(typed, word))
        else:
            self._log(word)
        if word.to:
            self._move(word, word.to)
        elif word.slip and not self.flawed and (self.met or self.course.amount <= LARGE):
            self._slip(word)
        self.met = self.met or word.do == "meeting"
        self.before = Slot(word.at + 10 * MINUTE, word.who) if word.do != "meeting" else None
        if self.rng.random() < 0.04 and not word.closes:
            planned = Slot(word.moved_at + 5 * MINUTE, word.who)
            call_off(self.scene, word.owner, planned, self.record, self.rng)

    def _planned(self, word: Word) -> Slot | None:
        """When the meeting was planned, if it was: with the last word, by who came to hold it."""
        before = self.before
        return before if before and before.who == word.who and word.at - before.at > DAY else None

    def _log(self, word: Word) -> None:
        """A call or an email with its fields in one save; some calls are typed in days later, and count only then."""
        occurred = None
        if word.do == "call" and self.rng.random() < 0.05:
            earlier = self.scene.staff.desks[word.who].slot(self.rng, word.at - 6 * DAY, word.at - 3 * DAY)
            calendar = self.scene.company.calendar
            if earlier and earlier.who == word.who and calendar.after(earlier.at, ONE_WORKING_DAY) < word.at:
                occurred = max(earlier.at, self.course.opened.at + HOUR)
        if occurred is not None and self.scene.company.calendar.after(occurred, ONE_WORKING_DAY) >= word.at:
            occurred = None
        fields = self._fields(word.at, word)
        self.scene.diary.write(self.record, word.do, word.at, word.who, fields, occurred=occurred)

    def _save(self, at: Instant, word: Word, values: dict[str, Value]) -> None:
        if values:
            self.scene.diary.write(self.record, "change", at, word.who, values)

    def _fields(self, at: Instant, word: Word) -> dict[str, Value]:
        """What is brought up to date with this word: the next step, and the close date where it comes too near."""
        if word.closes:
            return {}
        return self._next_step_of(at, word) | self._close_date_of(at, word)

    def _next_step_of(self, at: Instant, word: Word) -> dict[str, Value]:
        if self.stepless:
            self.stepless = self.rng.random() < 0.45
        else:
            self.stepless = self._neglects(word.owner, NEXT_STEPS, 0.45)
        if not self.stepless:
            return self._step(at, word.following)
        if self.rng.random() < 0.12:
            values: dict[str, Value] = {"next step": iso(word.following)}
            self.scene.diary.write(self.record, "change", at + 15 * MINUTE, word.who, values, through="bulk")
        return {}

    def _close_date_of(self, at: Instant, word: Word) -> dict[str, Value]:
        day = self.close_date.day
        if self.dateless:
            self.dateless = self.rng.random() < 0.5
        elif self._neglects(word.owner, CLOSE_DATES, 0.4):
            self.dateless = True
            return self._date(at, self.scene.frame.day(at) + self.rng.randrange(3))
        if self.dateless or (day is not None and day >= word.following + 3):
            return {}
        return self._date(at, word.following + self.rng.randrange(14, 45))

    # --- moves --------------------------------------------------------------------------------------------------------

    def _move(self, word: Word, to: str) -> None:
        values: dict[str, Value] = {"stage": to}
        if to == "Proposal":
            values |= self._known_before_proposal(word)
        if to == "lost":
            values |= self._loss_reason(word)
        self.scene.diary.write(self.record, "move", word.moved_at, word.who, values)
        if to == "won":
            self._order(word)

    def _order(self, word: Word) -> None:
        """Some nights later the order is in the books, and from there in the CRM."""
        night = self.scene.frame.start(self.scene.frame.day(word.at) + self.rng.randrange(2, 9)) + 4 * HOUR
        values: dict[str, Value] = {
            "owner": word.owner.name,
            "product": self.deal.product,
            "amount": self.course.amount,
        }
        order, links = self.scene.new("order"), (self.deal.account,)
        self.scene.diary.write(order, "create", night, LEDGER, values, links=links, through="connector")

    def _slip(self, word: Word) -> None:
        """One stage too far back, and where it was again, within minutes."""
        at = word.moved_at
        self.scene.diary.write(self.record, "move", at, word.who, {"stage": "Discovery"})
        again = at + self.rng.randrange(1, 8) * MINUTE
        self.scene.diary.write(self.record, "move", again, word.who, {"stage": word.stage})

    def _known_before_proposal(self, word: Word) -> dict[str, Value]:
        """Budget and decision maker, or only one of them, which may be put right later."""
        budget = round(self.course.amount * self.rng.uniform(0.8, 1.3) / 500) * 500
        known: dict[str, Value] = {"budget": budget, "decision maker": self.rng.choice(DECIDES)}
        if word.who != word.owner.name or self.course.reopened or not word.owner.lapse(self.rng, STAGES, 1.2):
            return known
        self.flawed = True
        left_out = self.rng.choice(("budget", "decision maker"))
        desk = self.scene.staff.desks[word.who]
        slot = desk.slot(self.rng, word.moved_at + HOUR, word.moved_at + 12 * DAY) if self.rng.random() < 0.55 else None
        if slot:
            self.scene.diary.write(self.record, "change", slot.at, slot.who, {left_out: known[left_out]})
        mended = slot.at if slot else None
        why = f"A proposal without knowing the {left_out}; filled in: {self.scene.frame.when(mended)}."
        self.scene.truth.wrong(Rule.BEFORE_PROPOSAL, self.record, word.who, word.moved_at, why, mended=mended)
        del known[left_out]
        return known

    def _loss_reason(self, word: Word) -> dict[str, Value]:
        """Given with the move, or by the end of the next working day; or later; or never."""
        reason: dict[str, Value] = {"loss reason": self.rng.choice(LOSS)}
        lapse = word.owner.lapse(self.rng, STAGES)
        if self.course.reopened or (not lapse and self.rng.random() < 0.7):
            return reason
        desk, at, owner = self.scene.staff.desks[word.owner.name], word.moved_at, word.owner.name
        _, due = self.scene.truth.due(owner, at, ONE_WORKING_DAY)
        if not lapse:
            slot = desk.slot(self.rng, at + MINUTE, due)
            if slot is None:
                return reason
        else:
            slot = desk.slot(self.rng, due, due + 9 * DAY) if self.rng.random() < 0.5 else None
        if slot:
            self.scene.diary.write(self.record, "change", slot.at, slot.who, reason)
        done = slot.at if slot else None
        why = "Lost; the reason given: {}."
        self.scene.truth.overdue(
            Rule.LOSS_REASON, self.record, owner, since=at, span=ONE_WORKING_DAY, done=done, why=why
        )
        return {}

    # --- what it comes to ---------------------------------------------------------------------------------------------

    def _hold_against(self) -> None:
        """Hold the two dates against the rules on them."""
        if self.plain:
            passed = "Open with a close date that has passed."
            self._held_dates(Rule.NEXT_STEP, self.next_step, ONE_WORKING_DAY, "Open without a next step still to come.")
            self._held_dates(Rule.CLOSE_DATE, self.close_date, TWO_WORKING_DAYS, passed)

    def _held_dates(self, rule: Rule, dates: DatedField, grace: Duration, why: str) -> None:
        """Each owner answers for their own time, with a grace of their own."""
        course, truth, end = self.course, self.scene.truth, self.scene.frame.end
        breaks = dates.breaks(course.closed)
        if course.passed_on is None:
            truth.broken(rule, self.record, course.owner.name, breaks, grace=grace, why=why)
            return
        handover, _ = course.passed_on
        mine, theirs = until(breaks, handover.at, end), since(breaks, handover.at)
        truth.broken(rule, self.record, handover.giver, mine, grace=grace, why=why)
        truth.broken(rule, self.record, handover.taker, theirs, grace=grace, why=why)


DECIDES = ("the works manager", "the managing director", "head of operations", "the owner", "group purchasing")
