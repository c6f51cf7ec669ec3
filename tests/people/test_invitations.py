"""A link of one's own: it opens once, for 14 days, until another one is made."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from tests.firm import firm, instant

from ingrain.journal.read import story
from ingrain.method.calendar import DAY
from ingrain.people import invitations
from ingrain.people.colleagues import UnableToSetUp
from ingrain.people.models import Colleague

NOW = instant("2026-11-20T12:00")
GOOD = "nine green bottles"


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


def test_the_invited_set_a_password_once(people: dict[str, Colleague]) -> None:
    token = invitations.invite(people["ruth"], by=people["adam"], at=NOW)
    assert invitations.opened(token, at=NOW + 14 * DAY) == people["ruth"]
    with pytest.raises(ValidationError):
        invitations.accept(token, "short", at=NOW)
    assert invitations.accept(token, GOOD, at=NOW).check_password(GOOD)
    with pytest.raises(invitations.UnableToOpen, match="was used"):
        invitations.accept(token, GOOD, at=NOW)
    assert [event.do for event in story("person/ruth.adeyemi")] == ["invite", "accept invitation"]


def test_a_link_ends_after_14_days(people: dict[str, Colleague]) -> None:
    token = invitations.invite(people["ruth"], by=people["adam"], at=NOW)
    with pytest.raises(invitations.UnableToOpen, match="14 days"):
        invitations.opened(token, at=NOW + 14 * DAY + 1)


def test_another_link_ends_the_one_before(people: dict[str, Colleague]) -> None:
    first = invitations.invite(people["ruth"], by=people["adam"], at=NOW)
    second = invitations.invite(people["ruth"], by=people["adam"], at=NOW + 1)
    with pytest.raises(invitations.UnableToOpen, match="A newer link"):
        invitations.opened(first, at=NOW + 2)
    assert invitations.opened(second, at=NOW + 2) == people["ruth"]


@pytest.mark.parametrize("token", ["", "1", "a:b", "eyJ3aG8iOjF9:forged"])
def test_a_made_up_link_opens_nothing(token: str, people: dict[str, Colleague]) -> None:
    with pytest.raises(invitations.UnableToOpen, match="not whole"):
        invitations.opened(token, at=NOW)


def test_a_lead_invites_no_administrator(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="Only an administrator"):
        invitations.invite(people["adam"], by=people["ingrid"], at=NOW)


def test_many_are_invited_by_mail_and_nobody_twice(people: dict[str, Colleague]) -> None:
    numbers = [one.pk for one in invitations.waiting()]
    assert len(numbers) == 9
    for _twice in range(2):
        for number in numbers:
            invitations.invite_by_mail(number, "https://firm.example/welcome/TOKEN/", by=people["adam"], at=NOW)
    assert len(mail.outbox) == 9
    assert invitations.waiting() == []
    letter = next(one for one in mail.outbox if one.to == ["ruth.adeyemi@firm.example"])
    token = letter.body.partition("/welcome/")[2].partition("/")[0]
    assert invitations.opened(token, at=NOW) == people["ruth"]
