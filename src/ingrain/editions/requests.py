"""“The manual is wrong”: somebody asks for another sentence, and whoever owns the manual answers.

Here lives who answers, what can be answered, and what closes a request: the edition that says something else.
"""

from django.db import transaction
from django.db.models import Q, QuerySet

from ingrain.editions.models import Document, Edition, Request, Turn
from ingrain.journal.write import append
from ingrain.method.events import Event, Instant
from ingrain.method.manual import Manual
from ingrain.people.models import Colleague, Role

Stand = Request.Stand
OPEN = (Stand.ASKED, Stand.ASKED_BACK, Stand.WILL_CHANGE)
ANSWERS = {Stand.WILL_CHANGE: "promise", Stand.WONT_CHANGE: "refuse", Stand.ASKED_BACK: "ask back"}


class UnableToAsk(Exception):
    """Why this can't be asked or answered, as a sentence that says what to do."""


def answerer(document: Document) -> Colleague:
    """Whoever answers for a manual: its owner; once they have left, the first who leads the adoption."""
    if document.owner.is_active:
        return document.owner
    return Colleague.objects.filter(is_active=True, held_roles__role=Role.LEAD).order_by("pk").first() or document.owner


def ask(document: Document, area: str, sentence: str, words: str, *, by: Colleague, at: Instant) -> Request:
    """Ask for another sentence. It must stand in the current edition, in this area; words: why it is wrong."""
    edition = document.current
    step = next((step for a, step, s in _stands(edition) if (a, s) == (area, sentence)), None)
    if edition is None or step is None:
        raise UnableToAsk("Choose the sentence that is wrong: one that stands in the manual as it is now.")
    if not words.strip():
        raise UnableToAsk("Say in a few words what is wrong with the sentence.")
    with transaction.atomic():
        made = Request.objects.create(
            document=document, edition=edition, area=area, step=step, sentence=sentence, by=by, at=at
        )
        Turn.objects.create(request=made, by=by, at=at, stand=made.stand, words=words.strip())
        told = {"manual": f"manual/{document.pk}", "area": area, "sentence": sentence}
        append([Event(0, f"request/{made.pk}", "ask", at, at, by.key, told)])
    return made


def answer(request: Request, stand: str, words: str, *, by: Colleague, at: Instant) -> None:
    """It will be changed, it won't and why, or something is asked back."""
    if stand not in ANSWERS:
        raise UnableToAsk("Choose whether the sentence changes, stays, or you ask back.")
    if not may_answer(request, by):
        raise UnableToAsk("Whoever owns the manual answers this.")
    if stand != Stand.WILL_CHANGE and not words.strip():
        raise UnableToAsk("Say in a few words why it stays, or what you ask.")
    _go_on(request, (Stand.ASKED, Stand.WILL_CHANGE), stand, words, ANSWERS[Stand(stand)], by, at)


def reply(request: Request, words: str, *, by: Colleague, at: Instant) -> None:
    """Whoever asked answers what was asked back; it is the owner's turn again."""
    if by.pk != request.by_id:
        raise UnableToAsk("Whoever asked for the change answers this.")
    if not words.strip():
        raise UnableToAsk("Say in a few words what they asked you.")
    _go_on(request, (Stand.ASKED_BACK,), Stand.ASKED, words, "reply", by, at)


def close(edition: Edition, *, by: Colleague, at: Instant) -> list[Request]:
    """Close what was asked of sentences that this edition no longer says. Called while it is published."""
    said = {(area, sentence) for area, _step, sentence in _stands(edition)}
    closed = [
        request
        for request in Request.objects.filter(document=edition.document_id, stand__in=OPEN)
        if (request.area, request.sentence) not in said
    ]
    for request in closed:
        request.stand, request.closed = Stand.CHANGED, edition
        request.save(update_fields=["stand", "closed"])
        Turn.objects.create(request=request, by=by, at=at, stand=Stand.CHANGED)
        append([Event(0, f"request/{request.pk}", "close", at, at, by.key, {"edition": edition.number})])
    return closed


def waiting_for(colleague: Colleague) -> QuerySet[Request]:
    """What they must answer: as owner of a manual, and as somebody who was asked back. The oldest first."""
    theirs = Q(document__owner=colleague)
    if colleague.holds(Role.LEAD):
        theirs |= Q(document__owner__is_active=False)
    found = Request.objects.filter(Q(stand=Stand.ASKED) & theirs | Q(stand=Stand.ASKED_BACK, by=colleague))
    return found.select_related("document__owner", "by").prefetch_related("turns__by").order_by("at", "pk")


def may_answer(request: Request, colleague: Colleague) -> bool:
    """The manual's owner; once they have left, whoever leads the adoption."""
    owner = request.document.owner
    return owner.pk == colleague.pk or (not owner.is_active and colleague.holds(Role.LEAD))


def may_see(request: Request, colleague: Colleague) -> bool:
    """Whoever asked, whoever owns the manual, and those who lead the adoption."""
    return colleague.pk in (request.by_id, request.document.owner_id) or colleague.holds(Role.LEAD)


def seen_by(colleague: Colleague, document: Document) -> list[Request]:
    """The requests about a manual that they may see, those that were answered with “no” or changed left out."""
    found = Request.objects.filter(document=document, stand__in=OPEN).select_related("by").prefetch_related("turns")
    if document.owner_id != colleague.pk and not colleague.holds(Role.LEAD):
        found = found.filter(Q(by=colleague))
    return list(found)


def still_to_change(document: Document, draft: Manual) -> list[Request]:
    """What was promised to be changed, and stands in the draft word for word."""
    said = {(a.title, rule.sentence) for a, _step, rule in draft.judged()}
    found = Request.objects.filter(document=document, stand=Stand.WILL_CHANGE).select_related("by")
    return [one for one in found.prefetch_related("turns") if (one.area, one.sentence) in said]


def _stands(edition: Edition | None) -> list[tuple[str, str, str]]:
    """Area, step and sentence of everything that an edition judges."""
    return [(a.title, step.title, rule.sentence) for a, step, rule in edition.manual.judged()] if edition else []


def _go_on(
    request: Request, among: tuple[str, ...], stand: str, words: str, did: str, by: Colleague, at: Instant
) -> None:
    with transaction.atomic():
        if not Request.objects.filter(pk=request.pk, stand__in=among).update(stand=stand):
            raise UnableToAsk("This was answered meanwhile. Look at what stands there now.")
        request.stand = stand
        Turn.objects.create(request=request, by=by, at=at, stand=stand, words=words.strip())
        append([Event(0, f"request/{request.pk}", did, at, at, by.key, {})])
