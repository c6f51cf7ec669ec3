"""Writing XES (IEEE 1849): events, record by record -> a stream of text, so that a log of any size can be handed out.

Reading it lives in xes.py; it gives the same events back, but for their numbers, and that what was recorded later, how
it came in and what it was tied to are attributes of the names below.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from xml.sax.saxutils import quoteattr

from ingrain.method.calendar import EPOCH
from ingrain.method.events import Event, Instant, Value

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<classifier name="Activity" keys="concept:name"/>
"""
RECORDED, THROUGH, LINKS = "ingrain:recorded", "ingrain:through", "ingrain:links"
STANDARD = frozenset({"concept:name", "org:resource", "time:timestamp", "lifecycle:transition"})
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold."""


def xes(events: Iterable[Event], *, name: str, kind: str | None = None) -> Iterator[str]:
    """The text of the log. events: record by record. kind: what all records are; traces are named without it."""
    yield HEAD
    yield f"{_attribute('concept:name', name)}\n"
    for record, story in groupby(events, key=lambda event: event.record):
        shown = record.removeprefix(f"{kind}/") if kind else record
        yield f"<trace>{_attribute('concept:name', shown)}\n"
        for event in story:
            yield _event(event)
        yield "</trace>\n"
    yield "</log>\n"


def activity(event: Event) -> str:
    """What was done, without the quotes that mark a log's own names."""
    return event.do[1:-1] if event.do.startswith('"') else event.do


def iso(instant: Instant) -> str:
    return (EPOCH + timedelta(microseconds=instant)).isoformat()


def _event(event: Event) -> str:
    parts = [_attribute("concept:name", activity(event)), f'<date key="time:timestamp" value="{iso(event.occurred)}"/>']
    if event.by is not None:
        parts.append(_attribute("org:resource", event.by))
    if event.transition is not None:
        parts.append(_attribute("lifecycle:transition", event.transition))
    if event.recorded != event.occurred:
        parts.append(f'<date key="{RECORDED}" value="{iso(event.recorded)}"/>')
    if event.through != "connector":
        parts.append(_attribute(THROUGH, event.through))
    if event.links:
        parts.append(_attribute(LINKS, ", ".join(event.links)))
    parts += [_attribute(key, value) for key, value in event.values.items() if key not in STANDARD]
    return f"<event>{''.join(parts)}</event>\n"


def _attribute(key: str, value: Value) -> str:
    kind, text = _typed(value)
    return f"<{kind} key={_quoted(key)} value={_quoted(text)}/>"


def _typed(value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        return "float", repr(value)
    return "string", value or ""


def _quoted(text: str) -> str:
    return quoteattr(UNSPEAKABLE.sub("\ufffd", text))
