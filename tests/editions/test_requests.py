"""“The manual is wrong”: asked, answered by the manual's owner, and closed by the edition that says something else."""

import pytest
from tests.firm import MANUAL, instant, manual

from ingrain.editions import requests
from ingrain.editions.models import Document, Request
from ingrain.editions.publish import publish, save_draft
from ingrain.editions.requests import Stand, UnableToAsk
from ingrain.journal import read
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")
CALL = "Within 1 working day of being created, a lead has a call by its owner."


@pytest.fixture
def document(people: dict[str, Colleague]) -> Document:
    return manual(people["ingrid"])


@pytest.fixture
def asked(document: Document, people: dict[str, Colleague]) -> Request:
    return requests.ask(document, "Lead handling", CALL, " Spam needs no call. ", by=people["colin"], at=NOW)


def next_edition(document: Document, was: str, now: str, by: Colleague) -> None:
    here = Document.objects.get(pk=document.pk)
    saved = save_draft(here, here.draft.replace(was, now), revision=here.revision, by=by, at=NOW)
    publish(saved, by=by, at=NOW, revision=saved.revision)


def stand(request: Request) -> str:
    request.refresh_from_db()
    return request.stand


def test_a_request_is_tied_to_its_sentence_and_waits_for_the_manuals_owner(
    asked: Request, people: dict[str, Colleague]
) -> None:
    assert (asked.area, asked.step, asked.sentence) == ("Lead handling", "First contact", CALL)
    assert [turn.words for turn in asked.turns.all()] == ["Spam needs no call."]
    assert list(requests.waiting_for(people["ingrid"])) == [asked]
    assert not requests.waiting_for(people["colin"])


@pytest.mark.parametrize(
    ("area", "sentence", "words"),
    [("Lead handling", CALL, " "), ("Next steps", CALL, "No."), ("Lead handling", "Call.", "No.")],
)
def test_nothing_is_asked_without_words_or_of_a_sentence_that_does_not_stand_there(
    area: str, sentence: str, words: str, document: Document, people: dict[str, Colleague]
) -> None:
    with pytest.raises(UnableToAsk):
        requests.ask(document, area, sentence, words, by=people["colin"], at=NOW)
    assert not Request.objects.exists()


def test_the_owner_asks_back_and_then_promises(asked: Request, people: dict[str, Colleague]) -> None:
    requests.answer(asked, "asked back", "How do you know spam?", by=people["ingrid"], at=NOW)
    assert not requests.waiting_for(people["ingrid"])
    assert list(requests.waiting_for(people["colin"])) == [asked]
    requests.reply(asked, "By its sender.", by=people["colin"], at=NOW + 1)
    requests.answer(asked, "will change", "", by=people["ingrid"], at=NOW + 2)
    assert stand(asked) == Stand.WILL_CHANGE
    assert [t.stand for t in asked.turns.all()] == ["asked", "asked back", "asked", "will change"]


def test_nobody_but_the_owner_answers_and_a_no_needs_a_reason(asked: Request, people: dict[str, Colleague]) -> None:
    for who in ("colin", "maria", "adam"):
        with pytest.raises(UnableToAsk):
            requests.answer(asked, "will change", "Yes.", by=people[who], at=NOW)
    with pytest.raises(UnableToAsk):
        requests.answer(asked, "won't change", "", by=people["ingrid"], at=NOW)
    with pytest.raises(UnableToAsk):
        requests.answer(asked, "changed", "Done.", by=people["ingrid"], at=NOW)
    assert stand(asked) == Stand.ASKED


def test_what_was_refused_is_not_answered_again(asked: Request, people: dict[str, Colleague]) -> None:
    requests.answer(asked, "won't change", "Spam is rare.", by=people["ingrid"], at=NOW)
    with pytest.raises(UnableToAsk, match="answered meanwhile"):
        requests.answer(asked, "will change", "", by=people["ingrid"], at=NOW)


def test_a_promise_is_closed_by_the_edition_that_says_something_else(
    asked: Request, document: Document, people: dict[str, Colleague]
) -> None:
    requests.answer(asked, "will change", "", by=people["ingrid"], at=NOW)
    next_edition(document, "14 days", "10 days", people["ingrid"])
    assert stand(asked) == Stand.WILL_CHANGE
    draft = Document.objects.get(pk=document.pk).current.manual  # type: ignore[union-attr]
    assert requests.still_to_change(document, draft) == [asked]
    next_edition(document, "Within 1 working day", "Within 2 working days", people["ingrid"])
    assert stand(asked) == Stand.CHANGED
    assert asked.closed is not None
    assert asked.closed.number == 3


def test_once_the_owner_has_left_the_lead_answers(document: Document, people: dict[str, Colleague]) -> None:
    Document.objects.filter(pk=document.pk).update(owner=people["maria"])
    Colleague.objects.filter(pk=people["maria"].pk).update(is_active=False)
    here = Document.objects.select_related("owner").get(pk=document.pk)
    asked = requests.ask(here, "Lead handling", CALL, "No.", by=people["colin"], at=NOW)
    assert list(requests.waiting_for(people["ingrid"])) == [asked]
    requests.answer(asked, "will change", "", by=people["ingrid"], at=NOW)


def test_each_turn_is_in_the_journal(asked: Request, document: Document, people: dict[str, Colleague]) -> None:
    requests.answer(asked, "asked back", "Why?", by=people["ingrid"], at=NOW)
    requests.reply(asked, "So.", by=people["colin"], at=NOW)
    requests.answer(asked, "will change", "", by=people["ingrid"], at=NOW)
    next_edition(document, MANUAL.split("- ")[1].split("\n")[0], "A lead has at most 1 email.", people["ingrid"])
    story = read.story(f"request/{asked.pk}")
    assert [event.do for event in story] == ["ask", "ask back", "reply", "promise", "close"]
