"""The sample company as its own CRM holds it: what was done has a record of its own, and words in it.

Here lives turning "a call on lead/7" into "call/912, about lead/7, and what was said", and giving people telephone
numbers, addresses and positions. Who did what when isn't touched: a manual says the same of both.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from random import Random

from ingrain.method.events import Event, Value
from ingrain.sample import notes
from ingrain.sample.ahead import plans

ACTIVITIES = ("call", "email", "task", "quote")
FORECAST = {"Qualification": "pipeline", "Proposal": "likely", "Negotiation": "committed"}
PLAIN = re.compile(r"[^a-z0-9]+")


def filled(events: Iterable[Event], today: date, seed: int = 7) -> Iterator[Event]:
    """The same events in the same order, with what a CRM of one's own knows besides, and what is planned from today on.
    Their numbers are given anew."""
    everything = list(events)
    numbers = [int(e.record.partition("/")[2]) for e in everything if e.kind == "meeting"]
    filling = _Filling(Random(f"{seed}/filling"), max(numbers, default=0))
    ahead = plans(everything, today, Random(f"{seed}/ahead"))
    for event in everything:
        yield from map(_foretold, filling.fill(event))
        if plan := ahead.get(event.sequence):
            yield plan.planned(event, filling.new(plan.what))


def _foretold(event: Event) -> Event:
    """What its owner says of an opportunity in the forecast once it has come so far."""
    category = FORECAST.get(str(event.values.get("stage"))) if event.kind == "opportunity" else None
    return replace(event, values={**event.values, "forecast": category}) if category else event


class _Filling:
    def __init__(self, rng: Random, last: int) -> None:
        self.rng, self.last = rng, last
        self.names: dict[str, str] = {}
        self.planned: dict[str, list[str]] = {}
        self.topics: dict[str, str] = {}
        self.meetings: dict[str, tuple[str, int]] = {}
        self.mails: set[str] = set()

    def new(self, kind: str) -> str:
        """An activity that isn't there yet; they are numbered together."""
        self.last += 1
        return f"{kind}/{self.last}"

    def fill(self, event: Event) -> Iterator[Event]:
        do = event.do.removeprefix("plan ")
        if do in ACTIVITIES and event.kind not in ACTIVITIES:
            yield from self._apart(event, do)
        elif event.kind == "meeting":
            yield replace(event, values=self._meeting(event))
        elif event.do == "create":
            yield replace(event, values=self._created(event))
        elif "next step" in event.values:
            yield replace(event, values={**event.values, "what next": self.rng.choice(notes.NEXT)})
        else:
            yield event

    def _apart(self, event: Event, do: str) -> Iterator[Event]:
        """What was done gets a record of its own; what it changed besides stays with the record that it is about."""
        values = {name: value for name, value in event.values.items() if name != "planned"}
        if values:
            more = {"what next": self.rng.choice(notes.NEXT)} if "next step" in values else {}
            yield replace(event, do="change", values={**values, **more}, links=())
        waiting = self.planned.get(event.record, [])
        if event.do == do and waiting and waiting[0].startswith(do):
            yield self._said(replace(event, record=waiting.pop(0), links=()), do)
            return
        record = self.new(do)
        said = replace(event, record=record, links=(event.record, *event.links))
        if event.do != do:
            self.planned.setdefault(event.record, []).append(record)
            start = event.values.get("planned")
            yield replace(said, values={"subject": self._planned(do, record), "owner": event.by, "start": start})
        else:
            yield self._said(said, do)

    def _said(self, event: Event, do: str) -> Event:
        """What was done on the spot has a topic; what was planned has one already, and what came of it fits that."""
        topic, text = self._topic(do, self.topics.pop(event.record, None))
        subject = {"subject": topic} if event.links else {}
        return replace(event, values={"owner": event.by, **subject, "notes": text})

    def _topic(self, do: str, planned: str | None) -> tuple[str, str]:
        said = notes.SAID[do]
        return next((pair for pair in said if pair[0] == planned), None) or self.rng.choice(said)

    def _planned(self, do: str, record: str) -> str:
        topic = self.topics[record] = self.rng.choice(notes.PLANNED[do])
        return topic

    def _meeting(self, event: Event) -> dict[str, Value]:
        values = dict(event.values)
        about = next((self.names[link] for link in event.links if link in self.names), None)
        if about:
            self.names[event.record] = about
            topic, fitting = self.meetings.setdefault(event.record, self.rng.choice(notes.MEETING))
            values["subject"] = topic
        if event.do == "note":
            _topic, fitting = self.meetings.get(event.record) or self.rng.choice(notes.MEETING)
            values["notes"] = notes.AFTER_A_MEETING[fitting]
        return values

    # --- who they are -------------------------------------------------------------------------------------------------

    def _created(self, event: Event) -> dict[str, Value]:
        values = dict(event.values)
        name = str(values.get("name", ""))
        if event.kind == "account":
            values |= self._account(name)
        elif event.kind == "contact":
            values |= self._contact(name, next(iter(event.links), ""))
        elif event.kind == "lead":
            person, _, company = name.partition(", ")
            values |= {"name": person, "company": company, "phone": self._number(), **self._mail(person, company)}
        elif event.kind == "opportunity" and "next step" in values:
            values["what next"] = self.rng.choice(notes.NEXT)
        self.names[event.record] = str(values.get("company") or name)
        return values

    def _account(self, name: str) -> dict[str, Value]:
        site = f"{_plain(name)}.example"
        street = f"{self.rng.randint(2, 180)} {self.rng.choice(notes.STREET)}"
        return {
            "website": f"https://{site}",
            "email address": f"office@{site}",
            "phone": self._number(),
            "address": street,
            "country": "United Kingdom",
        }

    def _contact(self, name: str, account: str) -> dict[str, Value]:
        company = self.names.get(account, "")
        return {"position": self.rng.choice(notes.POSITION), "phone": self._number(), **self._mail(name, company)}

    def _mail(self, name: str, company: str) -> dict[str, Value]:
        if not name or not company:
            return {}
        before, after = _plain(name, "."), f"@{_plain(company)}.example"
        mail, more = before + after, 1
        while mail in self.mails:  # two of one name at one firm have two addresses
            more += 1
            mail = f"{before}{more}{after}"
        self.mails.add(mail)
        return {"email address": mail}

    def _number(self) -> str:
        """One of the numbers that are kept free for stories."""
        return (
            f"0113 496 0{self.rng.randint(0, 999):03}"
            if self.rng.random() < 0.6
            else f"07700 900{self.rng.randint(0, 999):03}"
        )


def _plain(text: str, between: str = "-") -> str:
    return PLAIN.sub(between, text.casefold()).strip(between)
