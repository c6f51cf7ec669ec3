"""What happened to opportunities that a pipeline meeting talks about: kept as it happens, beside the journal."""

from collections.abc import Iterator

from ingrain.method.events import Event
from ingrain.records.models import Movement, Opportunity
from ingrain.records.quarters import quarter_of
from ingrain.records.shares import Share

What = Movement.What


def movements(row: Opportunity, before: Share | None, after: Share | None, event: Event) -> Iterator[Movement]:
    """What this entry moved."""
    if after is None:
        return
    told = {"opportunity": row, "owner_id": after.owner, "at": event.recorded, "entry": event.sequence}
    now = after.worth or 0
    if before is None:
        if event.do == "create":
            yield Movement(**told, what=What.OPENED, after=after.stage, worth=after.worth, gap=now)
        return
    gap = now - (before.worth or 0)
    if (before.state, before.stage) != (after.state, after.stage):
        yield Movement(**told, **_moved(before, after), worth=after.worth)
    if before.closing != after.closing and before.state == after.state == Opportunity.State.OPEN:
        yield Movement(**told, **_dated(before, after), worth=after.worth)
    if before.worth != after.worth:
        said = {"before": _text(before.worth), "after": _text(after.worth)}
        yield Movement(**told, what=What.WORTH, **said, worth=after.worth, gap=gap)
    if before.category != after.category and before.state == after.state == Opportunity.State.OPEN:
        said = {"before": before.category, "after": after.category}
        yield Movement(**told, what=What.CATEGORY, **said, worth=after.worth)


def _moved(before: Share, after: Share) -> dict[str, object]:
    if after.state == Opportunity.State.WON:
        return {"what": What.WON, "before": before.stage, "gap": after.worth or 0}
    if after.state == Opportunity.State.LOST:
        return {"what": What.LOST, "before": before.stage, "gap": -(before.worth or 0)}
    what = What.STAGE if before.state == after.state else What.REOPENED
    return {"what": what, "before": before.stage, "after": after.stage}


def _dated(before: Share, after: Share) -> dict[str, object]:
    """pushed: put off. slipped: into a later quarter."""
    was, now = before.closing, after.closing
    pushed = bool(was and now and now > was)
    return {
        "what": What.CLOSE_DATE,
        "before": was.isoformat() if was else "",
        "after": now.isoformat() if now else "",
        "pushed": pushed,
        "slipped": pushed and bool(was and now and quarter_of(now) > quarter_of(was)),
    }


def _text(worth: int | None) -> str:
    return "" if worth is None else str(worth)
