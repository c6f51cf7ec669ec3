"""Meetings: planned, moved, held or called off, and the notes on them.

Here lives one meeting. With whom, and what it is good for, is known by those who call it: opportunities and accounts.
"""

from random import Random

from ingrain.method.events import Instant, Value
from ingrain.method.rules import Duration
from ingrain.sample.days import DAY, HOUR, MINUTE, Slot
from ingrain.sample.manual import MEETINGS, Rule
from ingrain.sample.names import PURPOSE
from ingrain.sample.people import Seller
from ingrain.sample.scene import Scene

A_DAY = Duration(24, "hour")
LATEST = 15 * 60 + 30
"""The minute of the day at which a meeting begins at the latest, so that its notes can be written that day."""


def fits(scene: Scene, at: Instant) -> bool:
    """Whether a meeting can begin then."""
    return scene.frame.minute(at) <= LATEST


def meet(scene: Scene, seller: Seller, slot: Slot, about: str, planned: Slot | None, rng: Random) -> Instant:
    """A meeting that takes place, planned beforehand or typed in afterwards. Says when all is typed in."""
    record = scene.new("meeting")
    end = slot.at + rng.choice((30, 45, 45, 60, 75)) * MINUTE
    typed = end + rng.randrange(2, 9) * MINUTE
    values: dict[str, Value] = {"owner": slot.who, "start": scene.frame.text(slot.at), "end": scene.frame.text(end)}
    created, by = (planned.at, planned.who) if planned else (slot.at, slot.who)
    purpose = _purpose(scene, seller, record, created, by, typed if planned is None else created, rng)
    if purpose:
        values["purpose"] = purpose
    if planned:
        if rng.random() < 0.15:
            _plan_and_move(scene, record, planned, values, about, slot.at)
        else:
            scene.diary.write(record, "plan meeting", planned.at, planned.who, values, links=(about,))
        scene.diary.write(record, "meeting", typed, slot.who, occurred=slot.at)
    else:
        scene.diary.write(record, "meeting", typed, slot.who, values, links=(about,), occurred=slot.at)
    return _take_notes(scene, seller, record, slot, end, typed, rng)


def _plan_and_move(
    scene: Scene, record: str, planned: Slot, values: dict[str, Value], about: str, start: Instant
) -> None:
    """Planned for an hour earlier, and moved when the customer had looked into the diary."""
    first = {"start": scene.frame.text(start - HOUR), "end": scene.frame.text(start - 15 * MINUTE)}
    scene.diary.write(record, "plan meeting", planned.at, planned.who, values | first, links=(about,))
    moved = {"start": values["start"], "end": values["end"]}
    scene.diary.write(record, "change", planned.at + 25 * MINUTE, planned.who, moved)


def _purpose(
    scene: Scene, seller: Seller, record: str, created: Instant, by: str, typed: Instant, rng: Random
) -> str | None:
    """What the meeting is for; where it is left out, perhaps it is filled in a little later."""
    if by != seller.name or not seller.lapse(rng, MEETINGS, 0.7):
        return rng.choice(PURPOSE)
    mended = typed + rng.randrange(20, 90) * MINUTE if rng.random() < 0.4 else None
    if mended:
        scene.diary.write(record, "change", mended, by, {"purpose": rng.choice(PURPOSE)})
    if typed <= scene.frame.end:
        why = f"Entered without a purpose; filled in: {scene.frame.when(mended)}."
        scene.truth.at_once(Rule.PURPOSE, record, by, created, why, filled=mended)
    return None


def _take_notes(
    scene: Scene, seller: Seller, record: str, slot: Slot, end: Instant, typed: Instant, rng: Random
) -> Instant:
    """Notes the same afternoon, or the next morning before a day has passed; or days later; or never."""
    desk = scene.staff.desks[slot.who]
    soon = typed + rng.randrange(1, 12) * MINUTE
    to_the_minute = rng.random() < 0.06 and desk.is_there(scene.frame.day(end) + 1)
    if slot.who != seller.name or not seller.lapse(rng, MEETINGS):
        morning = desk.slot(rng, end + 12 * HOUR, end + 23 * HOUR)
        at = morning.at if morning and morning.who == slot.who and rng.random() < 0.3 else soon
        scene.diary.write(record, "note", end + DAY if to_the_minute else at, slot.who)
        return soon
    _, due = scene.truth.due(slot.who, end, A_DAY)
    late = desk.slot(rng, due + HOUR, due + 6 * DAY) if rng.random() < 0.6 else None
    if late and to_the_minute and due == end + DAY:
        late = Slot(due + MINUTE, slot.who)
    if late:
        scene.diary.write(record, "note", late.at, late.who)
    why = f"Notes on the meeting of {scene.frame.when(slot.at)}: {{}}."
    if typed <= scene.frame.end:
        scene.truth.overdue(
            Rule.NOTES, record, slot.who, since=end, span=A_DAY, done=late.at if late else None, why=why
        )
    return soon


def call_off(scene: Scene, seller: Seller, planned: Slot, about: str, rng: Random) -> None:
    """A meeting that is planned and called off beforehand, or cancelled when nobody came: it asks for no notes."""
    desk = scene.staff.desks[seller.name]
    meeting = desk.slot(rng, planned.at + DAY, planned.at + 9 * DAY)
    if meeting is None:
        return
    record = scene.new("meeting")
    end = meeting.at + 45 * MINUTE
    values: dict[str, Value] = {
        "owner": planned.who,
        "start": scene.frame.text(meeting.at),
        "end": scene.frame.text(end),
        "purpose": rng.choice(PURPOSE),
    }
    scene.diary.write(record, "plan meeting", planned.at, planned.who, values, links=(about,))
    if rng.random() < 0.3:
        off = Slot(end + 20 * MINUTE, meeting.who)
    else:
        off = desk.slot(rng, planned.at + HOUR, meeting.at) or Slot(planned.at + 40 * MINUTE, planned.who)
    scene.diary.write(record, "cancel", off.at, off.who)
