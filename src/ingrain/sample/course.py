"""The course of one opportunity as it is planned: when the customer hears from us, when it moves and ends, whose it is.

Here lives what happens when. How it is saved, and which fields are kept up on the way, lives in opportunities.
"""

from dataclasses import dataclass, field
from random import Random

from ingrain.method.events import Instant
from ingrain.method.rules import Duration
from ingrain.sample.days import DAY, HOUR, MINUTE, Slot
from ingrain.sample.manual import CLOSE_DATES, NEXT_STEPS, STAGES, Rule
from ingrain.sample.meetings import fits
from ingrain.sample.people import Handover, Seller
from ingrain.sample.scene import Held, Scene

STAGE = ("Qualification", "Discovery", "Proposal", "Negotiation")
PROPOSAL, NEGOTIATION = 2, 3
FORTNIGHT = Duration(14, "day")
THIRTY_DAYS = Duration(30, "day")
LARGE = 25_000
GAP = (5.0, 12.5)
"""Days that usually pass between two words with a customer."""

USUAL_STAY = ((3, 14), (7, 22), (7, 26), (4, 19))
"""Days in each stage: from, to."""

LOST = (0.12, 0.14, 0.22, 0.38)
"""The chance, on leaving each stage, that it is lost."""


@dataclass(slots=True)
class Word:
    """A time at which the customer hears from us, and what comes of it.

    to: the stage moved to then, won or lost. slip: it is moved by mistake and back. owner: whose it is then. stage: in
    which it is then. following: the day on which the next word is planned.
    """

    at: Instant
    who: str
    owner: Seller
    do: str
    stage: str
    to: str | None = None
    slip: bool = False
    following: int = 0

    @property
    def moved_at(self) -> Instant:
        """When what comes of it is saved: after it, and after the notes."""
        return self.at + (2 * HOUR if self.do == "meeting" else 20 * MINUTE)

    @property
    def closes(self) -> bool:
        return self.to in ("won", "lost")


@dataclass(slots=True)
class Course:
    """All of it. passed_on: the handover, if one happened while it was open, and the day of the first word after it.

    reopened: when a lost one was opened again, and in which stage.
    """

    opened: Slot
    owner: Seller
    amount: int
    words: list[Word] = field(default_factory=list)
    first: int = 0
    passed_on: tuple[Handover, int] | None = None
    reopened: tuple[Slot, str, int] | None = None
    closed: Instant | None = None


class Planner:
    """Plans the course of one opportunity, word by word."""

    def __init__(self, scene: Scene, record: str, opened: Slot, owner: Seller, passes: Handover | None, rng: Random):
        self.scene, self.record, self.rng = scene, record, rng
        self.pace = 2.2 if owner.hoards else 1.0
        self.course = Course(opened, owner, _amount(rng))
        self.owner, self.passes = owner, passes
        self.stage, self.entered, self.since, self.start = 0, opened.at, opened.at, opened.at
        self.stays: list[tuple[Seller, Instant, Instant]] = []
        self.overstays = False
        self.held_by = opened.who
        self.stay = self._stay()

    def plan(self) -> Course:
        """Go on until it is closed or the log has ended."""
        slot = self._next()
        self.course.first = self._day(slot)
        while self.course.closed is None:
            if self.passes and (slot is None or slot.at > self.passes.at - 3 * HOUR):
                slot = self._pass_on(self.passes)
                continue
            if slot is None or slot.at > self.scene.frame.end:
                break
            word = self._say(slot)
            slot = self._decide(word)
            word.following = self._day(slot)
        self._last_stretches()
        return self.course

    # --- words --------------------------------------------------------------------------------------------------------

    def _day(self, slot: Slot | None) -> int:
        """The day of a word, or one far ahead where nobody is there to say it."""
        frame = self.scene.frame
        return frame.day(frame.end) + 30 if slot is None else frame.day(slot.at)

    def _next(self) -> Slot | None:
        late = self.owner.lapse(self.rng, NEXT_STEPS, 0.4)
        return self.scene.next_word(self.rng, self.owner.name, self.since, FORTNIGHT, gap=GAP, too_late=late)

    def _say(self, slot: Slot) -> Word:
        do = self.rng.choice(("call", "call", "email", "meeting"))
        if do == "meeting" and not fits(self.scene, slot.at):
            do = "email"
        word = Word(slot.at, slot.who, self.owner, do, STAGE[self.stage])
        self._silent(until=slot.at, ended=slot.at)
        self.since = slot.at
        self.course.words.append(word)
        return word

    def _silent(self, *, until: Instant, ended: Instant | None) -> None:
        """Hold the time since the last word against the rule on it."""
        why = "No call, email or meeting since {}; the next: {}."
        self.scene.truth.too_long(
            Rule.FORTNIGHT, self.record, self.owner.name,
            since=self.since, limit=FORTNIGHT, until=until, ended=ended, why=why,
        )  # fmt: skip

    def _last_stretches(self) -> None:
        """What still runs when the log ends."""
        if self.course.closed is None:
            beyond = self.scene.frame.end + DAY
            self._silent(until=beyond, ended=None)
            if self.stage == NEGOTIATION:
                self._stayed(until=beyond, ended=None)
            self._hold(None)

    # --- moves --------------------------------------------------------------------------------------------------------

    def _stay(self) -> Instant:
        low, high = USUAL_STAY[self.stage]
        return int(self.rng.uniform(low, high) * self.pace * DAY)

    def _decide(self, word: Word) -> Slot | None:
        """Whether the opportunity moves at this word, and when the next one is due. None: it was closed."""
        if word.at - self.entered >= self.stay:
            if self.rng.random() < self._chance_of_loss():
                return self._lose(word)
            if self.stage == NEGOTIATION:
                self._close(word, "won")
                return None
            if self._go_on(word):
                return None
        elif self.stage >= PROPOSAL and self.rng.random() < 0.04:
            word.slip = True
        slot = self._next()
        staying = self.stage == NEGOTIATION and word.to is None and not self.overstays
        if staying and self._too_late_to_close(slot):
            self._close(word, "won" if self.rng.random() < 0.6 else "lost")
            return None
        return slot

    def _chance_of_loss(self) -> float:
        return LOST[self.stage] * (0.4 if self.owner.hoards else 1.0)

    def _go_on(self, word: Word) -> bool:
        """Move to the next stage, or, on purpose, past it or back to the first. True: straight to won."""
        there = self.stage + 1
        if word.who == self.owner.name and self.owner.lapse(self.rng, STAGES):
            there = 0 if self.stage == 1 and self.rng.random() < 0.3 else self.stage + 2
        if there == NEGOTIATION and self.course.amount > LARGE and not self._met_before(word):
            self._negotiate_unmet(word)
        if there != self.stage + 1:
            self._against_order(word, there)
        if there > NEGOTIATION:
            self._close(word, "won")
            return True
        word.to = STAGE[there]
        self.stage, self.entered, self.start = there, word.at, word.moved_at
        self.overstays = there == NEGOTIATION and self.owner.lapse(self.rng, CLOSE_DATES, 0.7)
        self.stay = int(self.rng.uniform(33, 75) * DAY) if self.overstays else self._stay()
        return False

    def _against_order(self, word: Word, there: int) -> None:
        """A stage skipped, or back to the first."""
        wrong, at, here = self.scene.truth.wrong, word.moved_at, STAGE[self.stage]
        if there == 0:
            why = f"Moved back from {here} to {STAGE[0]}."
            wrong(Rule.NEVER_BACK, self.record, word.who, at, why)
        else:
            to = STAGE[there] if there <= NEGOTIATION else "won"
            why = f"Moved from {here} to {to}, past {STAGE[self.stage + 1]}."
        wrong(Rule.IN_ORDER, self.record, word.who, at, why)

    def _met_before(self, word: Word) -> bool:
        return any(earlier.do == "meeting" for earlier in self.course.words if earlier is not word)

    def _negotiate_unmet(self, word: Word) -> None:
        """A large deal about to be negotiated without a meeting: it becomes one now, or it doesn't."""
        if word.do == "meeting":
            return
        kept = word.who != self.owner.name or not self.owner.lapse(self.rng, STAGES, 1.3)
        if kept and fits(self.scene, word.at):
            word.do = "meeting"
            return
        why = f"Negotiation about £{self.course.amount:,} without a meeting beforehand."
        self.scene.truth.wrong(Rule.BEFORE_NEGOTIATION, self.record, word.who, word.moved_at, why)

    # --- the end ------------------------------------------------------------------------------------------------------

    def _too_late_to_close(self, slot: Slot | None) -> bool:
        due = self.scene.truth.due(self.owner.name, self.start, THIRTY_DAYS)[1]
        return slot is None or slot.at + 2 * HOUR > due

    def _stayed(self, *, until: Instant, ended: Instant | None) -> None:
        """Hold the time in Negotiation against the rule on it, for each owner in turn."""
        for owner, since, end in [*self.stays, (self.owner, self.start, until)]:
            why = "In Negotiation since {}; left: {}."
            self.scene.truth.too_long(
                Rule.MONTH_OF_TERMS, self.record, owner.name,
                since=since, limit=THIRTY_DAYS, until=end, ended=ended, why=why,
            )  # fmt: skip
        self.stays = []

    def _close(self, word: Word, to: str) -> None:
        word.to, word.slip = to, False
        at = word.moved_at
        if self.stage == NEGOTIATION:
            self._stayed(until=at, ended=at)
        self._hold(at)
        self.course.closed = at

    def _hold(self, until: Instant | None) -> None:
        """Note whose it was from when to when."""
        began = self.course.opened.at
        if self.course.reopened:
            began = self.course.reopened[0].at
        if self.course.passed_on:
            began = max(began, self.course.passed_on[0].at)
        self.scene.held.setdefault(self.owner.name, []).append(Held(began, until, self.held_by))

    def _lose(self, word: Word) -> Slot | None:
        """Lost, unless the customer comes back."""
        stage = self.stage
        self._close(word, "lost")
        unmet = stage == NEGOTIATION and self.course.amount > LARGE and not self._met_before(word)
        if stage < 1 or unmet or self.course.reopened or self.rng.random() > 0.1:
            return None
        at = word.at
        again = self.scene.staff.desks[self.owner.name].slot(self.rng, at + 3 * DAY, at + 20 * DAY)
        if again is None or again.at > self.scene.frame.end or (self.passes and again.at > self.passes.at - DAY):
            return None
        self.course.closed = None
        self.since = self.entered = self.start = again.at
        self.held_by = again.who
        self.overstays = False
        self.stay = self._stay()
        slot = self._next()
        self.course.reopened = again, STAGE[stage], self._day(slot)
        return slot

    def _pass_on(self, handover: Handover) -> Slot | None:
        """The next word comes after somebody else has taken over: from then on it is theirs."""
        giver, since = self.owner, self.since
        self._hold(handover.at)
        if self.stage == NEGOTIATION:
            self.stays.append((giver, self.start, handover.at))
        self.passes, self.held_by = None, handover.manager
        self.owner = self.scene.staff.seller(handover.taker)
        self.since = self.start = handover.at
        following = self._next()
        self.course.passed_on = handover, self._day(following)
        ended = following.at if following else None
        self.scene.truth.too_long(
            Rule.FORTNIGHT, self.record, giver.name, since=since, limit=FORTNIGHT, until=handover.at, ended=ended,
            why="No call, email or meeting since {}; the next: {}.",
        )  # fmt: skip
        return following


def _amount(rng: Random) -> int:
    return round(rng.lognormvariate(10.1, 0.8) / 500) * 500 + 3_000
