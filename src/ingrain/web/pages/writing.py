"""Writing a manual and publishing it: doors for its owner and for those who lead the adoption."""

from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from ingrain.editions import foreseeing, publish, requests, work
from ingrain.editions.comparing import compare
from ingrain.editions.models import Document, Edition
from ingrain.editions.starting import may_write
from ingrain.method.events import Instant
from ingrain.method.language.forms import PAGES
from ingrain.method.manual import Manual
from ingrain.method.text import UnableToReadManual, read_manual
from ingrain.method.vocabulary import Vocabulary
from ingrain.monitor.models import Standing
from ingrain.people.access import SMALLEST_GROUP
from ingrain.people.directory import calendar
from ingrain.telling.sentence import vocabulary_words
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, sight, viewer
from ingrain.web.problems import Places, places

PHRASES = (
    "at least", "at most", "always has", "by its owner", "by its owner's manager", "dated in the future", "filled in",
    "longer than", "never goes longer than", "of being created", "of its end", "per quarter", "per month",
    "working day", "working days", "working hours", "on the same working day", "without a", "By hand:", "moving to",
)  # fmt: skip


def _to_write(request: HttpRequest, document: int) -> Document:
    found = get_object_or_404(Document.objects.select_related("owner", "log", "saved_by"), pk=document)
    if not may_write(found, viewer(request)):
        raise Http404
    return found


def _revision(request: HttpRequest) -> int:
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


# --- writing ----------------------------------------------------------------------------------------------------------


@open_to(*EVERYONE)
def writing(request: HttpRequest, document: int) -> HttpResponse:
    """The editor; saving a draft, whether or not it can be read yet."""
    found = _to_write(request, document)
    if request.method != "POST":
        return _editor(request, found, found.draft)
    text = request.POST.get("text", "")
    try:
        publish.save_draft(found, text, revision=_revision(request), by=viewer(request), at=clock.now())
    except publish.UnableToSave as unable:
        messages.error(request, str(unable))
        return _editor(request, unable.theirs, text, theirs=True)
    if "publish" in request.POST:
        return redirect("publishing", document)
    messages.success(request, _("The draft is saved. Nobody lives by it before it is published."))
    return redirect("writing", document)


def _editor(request: HttpRequest, document: Document, text: str, *, theirs: bool = False) -> HttpResponse:
    words = document.words
    told = {
        "document": document,
        "requests": requests.seen_by(viewer(request), document),
        "text": text,
        "found": _places(text, words),
        "words": _completions(words),
        "kinds": _word_lists(words),
        "forms": PAGES,
        "difference": list(_difference(document.draft, text)) if theirs else [],
    }
    return render(request, "ingrain/writing.html", told)


@open_to(*EVERYONE)
def checking(request: HttpRequest, document: int) -> HttpResponse:
    """What is wrong with a text that is being written. Nothing is saved."""
    found = _to_write(request, document)
    if request.method != "POST":
        return redirect("writing", document)
    meanwhile = found.saved_by if _revision(request) not in (0, found.revision) else None
    told = {"found": _places(request.POST.get("text", ""), found.words), "meanwhile": meanwhile}
    return render(request, "ingrain/problems.html", told)


def _places(text: str, words: Vocabulary) -> Places:
    return places(text, read_manual(text.replace("\r\n", "\n"), words))


def _completions(words: Vocabulary) -> list[str]:
    """What is offered while one types: the company's words and the language's own phrases."""
    names = [f'"{name}"' for name in sorted(words.names or ())][:2_000]
    return sorted({*vocabulary_words(words), *PHRASES}, key=str.casefold) + names


def _word_lists(words: Vocabulary) -> list[tuple[str, list[str]]]:
    """The words by what they are."""
    lists = [
        (_("Kinds of record"), [kind.name for kind in words.kinds.values()]),
        (_("Stages"), list(words.stages)),
        (_("States"), list(words.states)),
        (_("Fields"), sorted(words.fields)),
        (_("Activities"), list(words.activities)),
        (_("Roles"), list(words.roles)),
        (_("Sources"), list(words.sources)),
        (_("Teams"), list(words.teams)),
        (_("Events of the log"), sorted(words.names or ())[:200]),
    ]
    return [(title, some) for title, some in lists if some]


def _difference(theirs: str, mine: str) -> list[tuple[str, str]]:
    """Line by line: what stands in theirs alone ("gone" from mine) and in mine alone."""
    lines = unified_diff(theirs.splitlines(), mine.splitlines(), lineterm="", n=0)
    marks = {"-": "gone", "+": "added"}
    return [(marks[line[0]], line[1:]) for line in lines if line[:1] in marks and line[:3] not in ("---", "+++")]


# --- publishing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Anew:
    """What an edition that applies from a past day would judge anew."""

    since: date
    obligations: int
    people: int


@open_to(*EVERYONE)
def publishing(request: HttpRequest, document: int) -> HttpResponse:
    """What publishing would change; from when; and doing it."""
    found = _to_write(request, document)
    reading = read_manual(found.draft, found.words)
    if reading.manual is None:
        return render(request, "ingrain/publishing.html", {"document": found, "found": places(found.draft, reading)})
    if request.method == "POST":
        answer = _publish(request, found, reading.manual)
        if answer is not None:
            return answer
    return render(request, "ingrain/publishing.html", _before(request, found, reading.manual))


def _before(request: HttpRequest, document: Document, manual: Manual, anew: Anew | None = None) -> dict[str, object]:
    current = document.current
    return {
        "document": document,
        "promised": requests.still_to_change(document, manual),
        "manual": manual,
        "current": current,
        "differences": compare(current.manual, manual) if current else [],
        "same": current is not None and current.text == document.draft,
        "found": None,
        "forecast": _forecast(document),
        "everyone": sight(request).everyone,
        "few": SMALLEST_GROUP,
        "anew": anew,
        "today": calendar().day(clock.now()),
    }


def _forecast(document: Document) -> list[foreseeing.Change] | None:
    """What would change; None while it is being worked out."""
    known = foreseeing.known(document)
    if known is not None and known.found is not None:
        return foreseeing.changes(known.found)
    if foreseeing.quick(document):
        return foreseeing.foresee(document, at=clock.now())
    if known is None:
        foreseeing.begin(document, at=clock.now())
        work.foresee(document.pk, document.revision)
    return None


def _publish(request: HttpRequest, document: Document, manual: Manual) -> HttpResponse | None:
    """Publish; where it applies from a day that is past, only after it was confirmed."""
    since: Instant | None = None
    if request.POST.get("from") == "day":
        day = _day(request.POST.get("since", ""))
        if day is None:
            messages.error(request, _("Say from which day it applies."))
            return None
        since = calendar().start(day)
        if "confirmed" not in request.POST and since <= clock.now():
            anew = _anew(document, day, since)
            return render(request, "ingrain/publishing.html", _before(request, document, manual, anew))
    try:
        edition = publish.publish(
            document, by=viewer(request), at=clock.now(), since=since, revision=_revision(request)
        )
    except (publish.UnableToPublish, UnableToReadManual) as unable:
        messages.error(request, str(unable))
        return None
    messages.success(request, _told(edition))
    return redirect("reading", document.pk)


def _told(edition: Edition) -> str:
    if edition.since > edition.published:
        day = formats.date_format(calendar().day(edition.since), "j F Y")
        told = _("Edition %(number)s is published. It applies from %(day)s on; until then the one before does.")
        return told % {"number": edition.number, "day": day}
    told = _("Edition %(number)s is published. Everything is being judged by it; the figures follow in a moment.")
    return told % {"number": edition.number}


def _day(said: str) -> date | None:
    try:
        return parse_date(said)
    except ValueError:
        return None


def _anew(document: Document, day: date, since: Instant) -> Anew:
    rows = Standing.objects.filter(document=document, triggered__gte=since)
    return Anew(day, rows.count(), rows.exclude(responsible=None).values("responsible").distinct().count())
