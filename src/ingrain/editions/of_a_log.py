"""A manual about a log that was brought in: written from what came along, or begun with the log's own names.

Here lives beginning it. How it goes on (saving, publishing) is as for every manual, in publish.py.
"""

from ingrain.editions.models import Document
from ingrain.editions.publish import save_draft
from ingrain.journal.models import Batch
from ingrain.method.events import Instant
from ingrain.method.text import Reading, read_manual
from ingrain.method.vocabulary import plural_of
from ingrain.people.models import Colleague

MOSTLY = 3


def write_about(log: Batch, text: str, *, by: Colleague) -> Document:
    """A draft of a manual about a log, whatever may be wrong with it."""
    manual = read_about(log, text).manual
    title = manual.title if manual else log.name
    return Document.objects.create(title=title[:200], owner=by, log=log, draft=text)


def about(log: Batch) -> Document | None:
    """The first manual about a log."""
    return Document.objects.filter(log=log).select_related("log").order_by("pk").first()


def save_about(log: Batch, text: str, *, by: Colleague, revision: int, at: Instant) -> Document:
    """The manual about a log with this text: a new one, or the draft that was opened at this revision."""
    document = about(log)
    if document is None:
        return write_about(log, text, by=by)
    return save_draft(document, text, revision=revision, by=by, at=at)


def read_about(log: Batch, text: str) -> Reading:
    """The text, read with the log's words: a manual, or what is wrong with it and where."""
    return read_manual(text, Document(log=log).words)


def starter(log: Batch) -> str:
    """A manual to begin with: how cases of this log begin, go on and end, in its own names."""
    record = log.words.get("record", "case")
    names = [name for name in log.words.get("names", ()) if '"' not in name and "+" not in name]
    first, last = _sayable(log.words.get("first", ())), _sayable(log.words.get("last", ()))
    a = f"{'an' if record[0] in 'aeiou' else 'a'} {record}"
    begins = f"- {a[0].upper()}{a[1:]} starts with {_either(first[:MOSTLY])}." if first else ""
    ends = f"- Within 20 working days of being created, {a} has {_either(last[:MOSTLY])}." if last else ""
    between = [name for name in names if name not in {*first[:1], *last[:MOSTLY]}][:1]
    soon = f'- Within 5 working days of "{first[0]}", {a} has "{between[0]}".' if first and between else ""
    by_hand = "- By hand: look at one that took long, and ask why."
    closed = f"Closed by: {', '.join(f'"{name}"' for name in last[:MOSTLY])}\n" if last else ""
    lines = [
        f"# Working with {plural_of(record)}\n",
        f"Records: {record}",
        closed,
        "## From beginning to end\n",
        "### The beginning\n",
        *filter(None, [begins, soon]),
        "\n### The end\n",
        *filter(None, [ends, by_hand]),
    ]
    return "\n".join(lines) + "\n"


def _sayable(names: list[str] | tuple[str, ...]) -> list[str]:
    return [name for name in names if '"' not in name]


def _either(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
