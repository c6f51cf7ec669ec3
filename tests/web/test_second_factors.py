"""A lost second factor is taken away by an administrator, with their own password; whoever it belongs to is told."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from tests.firm import instant
from tests.web.conftest import SignIn

from ingrain.journal.read import story
from ingrain.people.models import Colleague
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")
PASSWORD = "nine green bottles"


@pytest.fixture
def lost(people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch) -> Authenticator:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cache.clear()
    people["adam"].set_password(PASSWORD)
    people["adam"].save()
    Authenticator.objects.create(user=people["ruth"], type="recovery_codes", data={"seed": "x"})
    return Authenticator.objects.create(user=people["ruth"], type="totp", data={"secret": "x"})


def removed(
    people: dict[str, Colleague], sign_in: SignIn, factor: int, password: str = PASSWORD, by: str = "adam"
) -> Any:
    address = f"/people/{people['ruth'].pk}/factor/{factor}/"
    return sign_in(people[by]).post(address, {"password": password}, follow=True)


def test_it_is_taken_away_with_its_codes_and_they_are_told(
    people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator
) -> None:
    page = sign_in(people["adam"]).get(f"/people/{people['ruth'].pk}/").content.decode()
    assert "Authenticator app" in page
    page = removed(people, sign_in, lost.pk).content.decode()
    assert "Ruth Adeyemi was told by mail" in page
    assert not Authenticator.objects.exists()
    assert mail.outbox[0].to == ["ruth.adeyemi@firm.example"]
    assert "Adam Keys took away a second factor (authenticator app)" in mail.outbox[0].body
    last = story("person/ruth.adeyemi")[-1]
    assert (last.do, last.by, last.values) == ("remove second factor", "adam.keys", {"factor": "authenticator app"})


def test_the_codes_stay_while_there_is_another(
    people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator
) -> None:
    key = Authenticator.objects.create(user=people["ruth"], type="webauthn", data={"name": "Laptop"})
    removed(people, sign_in, lost.pk)
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"recovery_codes", "webauthn"}
    removed(people, sign_in, key.pk)
    assert not Authenticator.objects.exists()


def test_without_their_own_password_nothing_happens_and_it_is_not_tried_out(
    people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator
) -> None:
    assert "not your password" in removed(people, sign_in, lost.pk, "guessed").content.decode()
    said = [removed(people, sign_in, lost.pk, f"guess {n}").content.decode() for n in range(12)]
    assert "tried too often" in said[-1]
    assert "tried too often" in removed(people, sign_in, lost.pk).content.decode()
    assert Authenticator.objects.filter(pk=lost.pk).exists()
    assert not mail.outbox


@pytest.mark.parametrize("by", ["ingrid", "maria", "ruth", "wanda"])
def test_nobody_else_does_it(by: str, people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator) -> None:
    assert removed(people, sign_in, lost.pk, by=by).status_code == 403
    if by == "ingrid":
        page = sign_in(people[by]).get(f"/people/{people['ruth'].pk}/").content.decode()
        assert "Second factor" not in page


def test_an_administrator_takes_away_their_own_elsewhere(
    people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator
) -> None:
    own = Authenticator.objects.create(user=people["adam"], type="totp", data={"secret": "x"})
    address = f"/people/{people['adam'].pk}/factor/{own.pk}/"
    page = sign_in(people["adam"]).post(address, {"password": PASSWORD}, follow=True).content.decode()
    assert "Password and keys" in page
    assert Authenticator.objects.filter(pk=own.pk).exists()


def test_a_factor_of_somebody_else_is_not_reached_by_its_number(
    people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator
) -> None:
    other = Authenticator.objects.create(user=people["colin"], type="totp", data={"secret": "x"})
    assert "any more" in removed(people, sign_in, other.pk).content.decode()
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_a_mail_that_cannot_be_sent_is_said(
    people: dict[str, Colleague], sign_in: SignIn, lost: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("no route")

    monkeypatch.setattr("ingrain.people.second_factors.send_mail", down)
    assert "tell them yourself" in removed(people, sign_in, lost.pk).content.decode()
    assert not Authenticator.objects.filter(pk=lost.pk).exists()
