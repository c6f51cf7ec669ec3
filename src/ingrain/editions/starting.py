"""Starting a manual: from one of the three that come with Ingrain, or from text that was brought in."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db import transaction

from ingrain.editions.models import Document
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.method.language.outline import outline_of
from ingrain.method.manual import Manual
from ingrain.method.text import manual_of
from ingrain.people.models import Colleague

STARTERS = ("business-to-business", "inside-sales", "account-care")


@dataclass(frozen=True)
class Starter:
    """A manual to begin with. name: as in its address; manual: what it reads as."""

    name: str
    text: str
    manual: Manual

    @property
    def rules(self) -> int:
        return sum(1 for _judged in self.manual.judged())


@cache
def starters() -> tuple[Starter, ...]:
    """The manuals that come with Ingrain."""
    folder = files("ingrain.editions") / "starters"
    texts = [(name, (folder / f"{name}.md").read_text(encoding="utf-8")) for name in STARTERS]
    return tuple(Starter(name, text, manual_of(text)) for name, text in texts)


def dated(text: str, year: int) -> str:
    """A starter's text with its objective's day in this year."""
    return re.sub(r"(Objective: turn .+? by \d+ \w+ )\d{4}", rf"\g<1>{year}", text)


def start(text: str, *, by: Colleague, at: Instant) -> Document:
    """A new manual with this text as its draft. Nobody lives by it before it is published."""
    with transaction.atomic():
        title = (outline_of(text).title or "Our manual")[:200]
        made = Document.objects.create(title=title, owner=by, draft=text)
        append([Event(0, f"manual/{made.pk}", "create", at, at, by.key, {"title": title})])
    return made


def may_write(document: Document, colleague: Colleague) -> bool:
    """Its owner may, and those who lead the adoption."""
    return document.owner_id == colleague.pk or colleague.holds("adoption lead")
