"""Leads: who answers when somebody has asked for a machine; yes or no; and what becomes of a yes.

Here lives a lead's life until it is converted. How it comes lives in arrivals, what it becomes in opportunities.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingrain.method.events import Instant, Value
from ingrain.method.rules import Duration
from ingrain.sample.arrivals import Lead, arriving
from ingrain.sample.days import DAY, HOUR, MINUTE, Slot
from ingrain.sample.manual import LEADS, Rule
from ingrain.sample.names import LOSS
from ingrain.sample.people import Seller
from ingrain.sample.scene import Scene

ONE_WORKING_DAY = Duration(1, "working day")
FOUR_HOURS = Duration(4, "working hour")
TEN_WORKING_DAYS = Duration(10, "working day")


@dataclass(frozen=True, slots=True)
class Converted:
    """A lead that is to become an opportunity."""

    lead: Lead
    at: Instant
    by: str


def work_leads(scene: Scene, seller: Seller, rng: Random) -> Iterator[Converted]:
    """All leads of a seller, in the order in which they came; those that are converted are handed back."""
    for lead in arriving(scene, seller, rng):
        answered = _answer(scene, lead, rng)
        converted = _decide(scene, lead, answered, rng)
        _count_emails(scene, lead)
        if converted:
            yield converted


# --- the first answer -------------------------------------------------------------------------------------------------


def _answer(scene: Scene, lead: Lead, rng: Random) -> Instant | None:
    """The first call or email by the owner. Says when it counts; None: there never was one."""
    owner, desk = lead.owner, scene.staff.desks[lead.owner.name]
    due = scene.truth.due(owner.name, lead.since, ONE_WORKING_DAY)[1]
    first = min(due, scene.truth.due(owner.name, lead.since, FOUR_HOURS)[1]) if lead.asks_for_haste else due
    lapse = owner.lapse(rng, LEADS)
    if lapse and rng.random() < 0.35:
        _never_answered(scene, lead, due, rng)
        return None
    if lapse and rng.random() < 0.25 and (at := _typed_in_late(scene, lead, rng)):
        _held_against(scene, lead, at, "Called in time, but typed in only on {}")
        return at
    slot = None if lapse else desk.slot(rng, lead.since + 10 * MINUTE, first, soon=0.7)
    if lapse and first < due and rng.random() < 0.5:
        slot = desk.slot(rng, first, due)
    slot = (
        slot or desk.slot(rng, due if lapse else first, due + 7 * DAY, soon=0.5) or desk.slot(rng, due, due + 30 * DAY)
    )
    if slot is None:
        _held_against(scene, lead, None, "Nobody was there to answer")
        return None
    _speak(scene, lead, slot, rng)
    _held_against(scene, lead, slot.at, "The first call or email: {}")
    return slot.at


def _speak(scene: Scene, lead: Lead, slot: Slot, rng: Random) -> None:
    """A call or an email; some are typed in the next morning, which is early enough."""
    do = rng.choice(("call", "call", "email"))
    through = "mail" if do == "email" and rng.random() < 0.4 else "page"
    morning = scene.staff.desks[lead.owner.name].slot(rng, slot.at + 9 * HOUR, slot.at + 22 * HOUR)
    typed = slot.at
    if morning and morning.who == slot.who and morning.at <= scene.frame.end and rng.random() < 0.12:
        typed = morning.at
    _write(scene, lead, do, typed, slot.who, through=through, occurred=slot.at)


def _write(
    scene: Scene,
    lead: Lead,
    do: str,
    typed: Instant,
    who: str,
    *,
    through: str = "page",
    occurred: Instant | None = None,
) -> None:
    """Note a call or an email on the lead."""
    if do == "email" and typed <= scene.frame.end:
        lead.emails.append((occurred or typed, who))
    scene.diary.write(lead.record, do, typed, who, through=through, occurred=occurred)


def _count_emails(scene: Scene, lead: Lead) -> None:
    """Five are enough."""
    if len(lead.emails) > 5:
        at, who = sorted(lead.emails)[5]
        why = f"{len(lead.emails)} emails; the sixth on {scene.frame.when(at)}."
        scene.truth.breach(Rule.FIVE_EMAILS, lead.record, who, at, why)


def _typed_in_late(scene: Scene, lead: Lead, rng: Random) -> Instant | None:
    """Called in time, but typed in so late that it counts only then. Says when."""
    owner = lead.owner.name
    call = scene.staff.desks[owner].slot(
        rng, lead.since + 5 * MINUTE, scene.frame.start(scene.frame.day(lead.since) + 1)
    )
    if call is None or call.who != owner:
        return None
    in_time = scene.company.calendar.after(call.at, ONE_WORKING_DAY)
    due = scene.truth.due(owner, lead.since, ONE_WORKING_DAY)[1]
    typed = scene.staff.desks[owner].slot(rng, max(in_time, due), max(in_time, due) + 6 * DAY)
    if typed is None or typed.who != owner or typed.at > scene.frame.end:
        return None
    _write(scene, lead, "call", typed.at, owner, occurred=call.at)
    return typed.at


def _never_answered(scene: Scene, lead: Lead, due: Instant, rng: Random) -> None:
    """A call was planned and never made, or a colleague helped out, which is kind but not by its owner; or nothing."""
    owner, frame = lead.owner, scene.frame
    desk = scene.staff.desks[owner.name]
    variant = rng.random()
    why = "No call, email or meeting by its owner, ever"
    if variant < 0.3 and (slot := desk.slot(rng, lead.since, due)) and slot.who == owner.name:
        planned = {"planned": frame.text(slot.at + 7 * DAY)}
        scene.diary.write(lead.record, "plan call", slot.at, owner.name, planned)
        why = "A call was planned and never made"
    elif variant < 0.6 and not lead.asks_for_haste:
        colleagues = [s for s in scene.staff.group(owner) if s.kind not in ("silent", owner.kind)]
        helper = rng.choice(colleagues) if colleagues else None
        slot = scene.staff.desks[helper.name].slot(rng, lead.since + HOUR, due) if helper else None
        if helper and slot and slot.who == helper.name and not _is_away(scene, owner.name, slot.at):
            scene.diary.write(lead.record, "call", slot.at, helper.name)
            why = f"Only {helper.label} called, who is not its owner"
    _held_against(scene, lead, None, why)


def _is_away(scene: Scene, who: str, at: Instant) -> bool:
    return scene.company.absence(who, scene.frame.calendar.day(at)) is not None


def _held_against(scene: Scene, lead: Lead, done: Instant | None, why: str) -> None:
    """Hold the moment of the first answer against both rules on it."""
    owner = lead.owner.name
    scene.truth.overdue(
        Rule.FIRST_CONTACT, lead.record, owner, since=lead.since, span=ONE_WORKING_DAY, done=done, why=f"{why}."
    )
    if lead.asks_for_haste:
        scene.truth.overdue(
            Rule.WEB_CONTACT, lead.record, owner, since=lead.since, span=FOUR_HOURS, done=done, why=f"{why}."
        )


# --- yes or no --------------------------------------------------------------------------------------------------------


def _decide(scene: Scene, lead: Lead, answered: Instant | None, rng: Random) -> Converted | None:
    """Qualified or disqualified, in ten working days or later or never."""
    owner, desk = lead.owner, scene.staff.desks[lead.owner.name]
    due = scene.truth.due(owner.name, lead.since, TEN_WORKING_DAYS)[1]
    lapse = owner.lapse(rng, LEADS, 0.8)
    after = max(answered or 0, lead.since) + 2 * HOUR
    slot = None
    if not lapse:
        slot = desk.slot(rng, after + DAY, due) or desk.slot(rng, after, due)
    elif rng.random() < 0.3:
        scene.truth.overdue(
            Rule.YES_OR_NO, lead.record, owner.name, since=lead.since, span=TEN_WORKING_DAYS, done=None,
            why="Neither qualified nor closed, and nobody seems to remember it.",
        )  # fmt: skip
        return None
    slot = slot or desk.slot(rng, max(after, due), max(after, due) + 12 * DAY)
    decided = slot.at if slot else None
    why = "Qualified or closed: {}."
    scene.truth.overdue(
        Rule.YES_OR_NO, lead.record, owner.name, since=lead.since, span=TEN_WORKING_DAYS, done=decided, why=why
    )
    if slot is None:
        return None
    if answered:
        _talk_on(scene, lead, answered, slot, rng)
    if rng.random() < 0.58:
        return _qualify(scene, lead, slot, rng)
    _disqualify(scene, lead, slot, rng)
    return None


def _talk_on(scene: Scene, lead: Lead, answered: Instant, decision: Slot, rng: Random) -> None:
    """Calls and emails between the first and the decision, never too many emails but on purpose."""
    desk = scene.staff.desks[lead.owner.name]
    pesters = lead.owner.lapse(rng, LEADS, 0.12)
    for _ in range(7 if pesters else rng.choice((0, 0, 1, 1, 2, 3))):
        slot = desk.slot(rng, answered + HOUR, decision.at)
        if slot is None or slot.at > scene.frame.end:
            continue
        do = "email" if pesters else rng.choice(("call", "email"))
        _write(scene, lead, do, slot.at, slot.who)


def _qualify(scene: Scene, lead: Lead, slot: Slot, rng: Random) -> Converted | None:
    values: dict[str, Value] = {"state": "qualified", "product": lead.product, "budget": _budget(rng)}
    flawed = lead.owner.lapse(rng, LEADS)
    if flawed:
        del values["budget"]
        if rng.random() < 0.5 and not lead.web:
            values["product"] = ""
    scene.diary.write(lead.record, "move", slot.at, slot.who, values)
    mended = None
    if flawed:
        mended = _mend(scene, lead, slot.at, {"budget": _budget(rng), "product": lead.product}, rng)
        why = f"Qualified without a budget; filled in: {scene.frame.when(mended)}."
        scene.truth.wrong(Rule.QUALIFIED_WITH, lead.record, slot.who, slot.at, why, mended=mended)
    if rng.random() < 0.2:
        return None
    later = scene.staff.desks[lead.owner.name].slot(rng, max(slot.at, mended or 0) + 3 * HOUR, slot.at + 16 * DAY)
    if later is None or later.who != lead.owner.name:
        return None
    scene.diary.write(lead.record, "move", later.at, later.who, {"state": "converted"})
    return Converted(lead, later.at, later.who)


def _budget(rng: Random) -> int:
    return round(rng.lognormvariate(10.3, 0.7) / 500) * 500 + 2000


def _disqualify(scene: Scene, lead: Lead, slot: Slot, rng: Random) -> None:
    values: dict[str, Value] = {"state": "disqualified"}
    flawed = lead.owner.lapse(rng, LEADS)
    if not flawed:
        values["loss reason"] = rng.choice(LOSS)
    scene.diary.write(lead.record, "move", slot.at, slot.who, values)
    if flawed:
        mended = _mend(scene, lead, slot.at, {"loss reason": rng.choice(LOSS)}, rng)
        why = f"Disqualified without a reason; given: {scene.frame.when(mended)}."
        scene.truth.at_once(Rule.WHY_NOT, lead.record, slot.who, slot.at, why, filled=mended)


def _mend(scene: Scene, lead: Lead, at: Instant, values: dict[str, Value], rng: Random) -> Instant | None:
    """Half of what was left out is filled in later."""
    slot = scene.staff.desks[lead.owner.name].slot(rng, at + HOUR, at + 9 * DAY)
    if slot is None or rng.random() < 0.5:
        return None
    scene.diary.write(lead.record, "change", slot.at, slot.who, values)
    return slot.at
