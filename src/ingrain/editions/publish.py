"""Writing and publishing a manual: a draft is saved, and becomes an edition that stays.

Here lives who may overwrite whom: nobody. Two who write the same draft, or publish at once, are told of each other.
"""

from django.db import transaction

from ingrain.editions import requests, work
from ingrain.editions.models import Document, Edition
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.method.text import manual_of
from ingrain.people.models import Colleague


class UnableToPublish(Exception):
    """Why this can't be done now, as a sentence that says what to do."""


class UnableToSave(UnableToPublish):
    """Somebody else saved the draft meanwhile. theirs: the draft as it is now."""

    def __init__(self, theirs: Document) -> None:
        who = theirs.saved_by.name if theirs.saved_by else "Somebody else"
        super().__init__(
            f"{who} saved this manual while you were writing. Nothing of yours is lost: it stands below as you wrote "
            "it. Look at what is different, take over what you want to keep of theirs, and save again."
        )
        self.theirs = theirs


def save_draft(document: Document, text: str, *, revision: int, by: Colleague, at: Instant) -> Document:
    """Save a draft that was opened at this revision; raises UnableToSave where somebody else was quicker."""
    text = text.replace("\r\n", "\n")
    with transaction.atomic():
        now = Document.objects.select_for_update(of=("self",)).select_related("saved_by", "log").get(pk=document.pk)
        if now.revision != revision and text != now.draft:
            raise UnableToSave(now)
        if text != now.draft:
            now.draft, now.revision, now.saved_by = text, now.revision + 1, by
            now.save(update_fields=["draft", "revision", "saved_by"])
            append([Event(0, f"manual/{now.pk}", "write", at, at, by.key, {"revision": now.revision})])
    return now


def publish(document: Document, *, by: Colleague, at: Instant, since: Instant | None = None, revision: int) -> Edition:
    """Publish the draft as the next edition. since: from when what arises is judged by it; from now on otherwise.

    A day to come is one, where an edition was published before: by that one is judged until then.

    Raises UnableToReadManual where a sentence can't be read, UnableToPublish where somebody else was quicker.
    """
    with transaction.atomic():
        now = Document.objects.select_for_update().get(pk=document.pk)
        if now.revision != revision:
            raise UnableToPublish("Somebody else changed this manual meanwhile. Read what they wrote, then publish.")
        manual = manual_of(now.draft, now.words)
        before = now.current
        if before is not None and before.text == now.draft:
            raise UnableToPublish(f"This is edition {before.number} word for word; there is nothing new to publish.")
        number = before.number + 1 if before else 1
        start = at if since is None else since
        if start > at and before is None:
            raise UnableToPublish("The first edition applies from now on. Since when whom, say by the live dates.")
        if before is not None and before.since > at and start != before.since:
            raise UnableToPublish(
                f"Edition {before.number} is still to come. Let this one apply from the same day, in place of it."
            )
        if before is not None and start < before.since:
            raise UnableToPublish(f"It can't apply from a day before edition {before.number} did; choose a later one.")
        edition = Edition.objects.create(document=now, number=number, text=now.draft, published=at, by=by, since=start)
        Document.objects.filter(pk=now.pk).update(title=manual.title)
        told = Event(0, f"manual/{now.pk}", "publish", at, at, by.key, {"edition": number, "title": manual.title})
        append([told])
        requests.close(edition, by=by, at=at)
        work.judge_everything(now.pk)
    return edition
