"""The pages on which somebody says that the manual is wrong, and its owner answers."""

from typing import Any

import pytest
from django.urls import reverse
from tests.firm import instant, judged, leads, manual
from tests.web.conftest import SignIn

from ingrain.editions.models import Document, Request
from ingrain.monitor.models import Decision, Standing
from ingrain.people.models import Colleague
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")
CALL = "Within 1 working day of being created, a lead has a call by its owner."


@pytest.fixture
def document(people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = manual(people["ingrid"])
    leads(range(1, 8))
    leads(range(11, 18), by="colin.marsh", called=False)
    judged(made, at=NOW)
    return made


def decide(client: Any, document: Document, **more: str) -> Any:
    told = {"person": "colin.marsh", "area": "Lead handling", "action": "manual is wrong", "until": "2026-11-27"}
    who = str(Colleague.objects.get(key="sam.weir").pk)
    return client.post(reverse("decide", args=[document.pk]), {**told, "who": who, **more}, follow=True)


def test_deciding_that_the_manual_is_wrong_asks_its_owner_whoever_was_chosen(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    decide(sign_in(people["maria"]), document, sentence=CALL, note="Spam needs no call.")
    decision = Decision.objects.get()
    assert (decision.who, decision.request.sentence) == (people["ingrid"], CALL)  # type: ignore[union-attr]
    page = sign_in(people["ingrid"]).get(reverse("tasks")).content.decode()
    assert "Maria Okafor says that" in page
    assert "Spam needs no call." in page
    assert "Colin" not in page


def test_a_decision_that_the_manual_is_wrong_says_which_sentence_and_why(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    for missing in ({"note": "Why."}, {"sentence": CALL}):
        answer = decide(sign_in(people["maria"]), document, **missing)
        assert not Decision.objects.exists()
        assert answer.context["messages"]
    assert not Request.objects.exists()


def test_the_answer_of_the_owner_is_seen_by_whoever_asked_and_on_the_cell(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    maria = sign_in(people["maria"])
    decide(maria, document, sentence=CALL, note="Spam needs no call.")
    asked = Request.objects.get()
    answer = {"stand": "won't change", "words": "Spam is closed as spam."}
    sign_in(people["ingrid"]).post(reverse("request", args=[asked.pk]), answer)
    page = maria.get(reverse("tasks")).content.decode()
    assert "Spam is closed as spam." in page
    cell = {"person": "colin.marsh", "area": "Lead handling"}
    maria.post(f"{reverse('cell', args=[document.pk])}?person=colin.marsh&area=Lead+handling", {"reason": "Talk"})
    assert "stays as it is" in maria.get(reverse("cell", args=[document.pk]), cell).content.decode()


def test_a_seller_asks_from_an_obligation_of_theirs_and_answers_what_is_asked_back(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    colin, ingrid = sign_in(people["colin"]), sign_in(people["ingrid"])
    standing = Standing.objects.filter(responsible="colin.marsh").first()
    assert standing is not None
    page = colin.get(reverse("object"), {"standing": standing.pk}).content.decode()
    address = f"{reverse('ask', args=[document.pk])}?rule={standing.rule}"
    assert address in page
    colin.post(address, {"why": "Spam needs no call."})
    asked = Request.objects.get()
    ingrid.post(reverse("request", args=[asked.pk]), {"stand": "asked back", "words": "Which spam?"})
    assert "Which spam?" in colin.get(reverse("tasks")).content.decode()
    colin.post(reverse("request", args=[asked.pk]), {"words": "From list sellers."})
    assert "From list sellers." in ingrid.get(reverse("tasks")).content.decode()


def test_a_request_stands_beside_the_sentence_for_its_writers_and_whoever_asked_alone(
    document: Document, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    address = f"{reverse('ask', args=[document.pk])}?rule=1"
    sign_in(people["colin"]).post(address, {"why": "Spam needs no call."})
    number = Request.objects.get().pk
    for who, sees in (("ingrid", True), ("colin", True), ("ruth", False), ("maria", False), ("wanda", False)):
        client = sign_in(people[who])
        page = client.get(reverse("reading", args=[document.pk])).content.decode()
        assert ("Spam needs no call." in page) is sees
        assert (client.get(reverse("request", args=[number])).status_code == 200) is sees
    assert (
        "Spam needs no call." in sign_in(people["ingrid"]).get(reverse("writing", args=[document.pk])).content.decode()
    )
