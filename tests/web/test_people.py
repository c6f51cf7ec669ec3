"""The pages of setting up: first start, people, lists, invitations, departures, teams, settings."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.firm import instant
from tests.records.book import lead
from tests.web.conftest import SignIn

from ingrain.people.models import Colleague, Firm, Intake, Role, Team
from ingrain.web import clock

NOW = instant("2026-11-20T12:00")
START = {"company": "Firm", "zone": "Europe/London", "country": "GB", "region": "SCT", "name": "Ada Lane",
         "email": "ada@firm.example", "password": "nine green bottles"}  # fmt: skip
GOOD = "eight blue bottles"


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def posted(client: Client, address: str, **data: Any) -> str:
    """What the page says after it was posted to, redirects followed."""
    return client.post(address, data, follow=True).content.decode()


# --- first start ------------------------------------------------------------------------------------------------------


def test_the_first_who_comes_sets_up_the_company(db: None, settings_for_pages: None) -> None:
    client = Client()
    assert client.get("/")["Location"] == "/start/"
    assert "begin with that" in client.get("/sign-in/login/").content.decode()
    assert "too short" in posted(client, "/start/", **{**START, "password": "x"})
    assert "One person is here" in posted(client, "/start/", **START)
    firm = Firm.objects.get()
    assert (firm.name, firm.zone, firm.region) == ("Firm", "Europe/London", "SCT")
    for who in (client, Client()):
        assert who.get("/start/").status_code == 404
        assert who.post("/start/", START).status_code == 404
    assert Client().get("/")["Location"] == "/sign-in/login/"


def test_regions_are_those_of_the_country(db: None, settings_for_pages: None) -> None:
    assert "Scotland" in Client().get("/start/regions/", {"country": "GB"}).content.decode()
    again = posted(Client(), "/start/", **{**START, "country": "DE", "region": "", "regions": "yes"})
    assert "Sachsen" in again
    assert not Firm.objects.exists()


# --- people -----------------------------------------------------------------------------------------------------------


def test_people_stand_by_surname(people: dict[str, Colleague], sign_in: SignIn) -> None:
    page = sign_in(people["adam"]).get("/people/").content.decode()
    names = re.findall(r'href="/people/\d+/">([^<]+)<', page)
    assert names == sorted(names, key=lambda name: name.split()[-1])
    assert len(names) == 9


def test_somebody_is_added_and_changed(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["adam"])
    team = str(people["ruth"].team_id)
    assert "Ann is here" in posted(
        client, "/people/new/", name="Ann", email="ann@firm.example", team=team, roles="seller"
    )
    ann = Colleague.objects.get(email="ann@firm.example")
    roles = [Role.SELLER, Role.LEAD]
    assert "Saved" in posted(client, f"/people/{ann.pk}/", name="Ann Bell", email="ann@firm.example", roles=roles)
    changed = Colleague.objects.get(pk=ann.pk)
    assert (changed.name, changed.team, changed.roles) == ("Ann Bell", None, {Role.SELLER, Role.LEAD})


def test_what_a_lead_posts_as_roles_is_not_taken(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client, ruth = sign_in(people["ingrid"]), people["ruth"]
    posted(client, f"/people/{ruth.pk}/", name="Ruth Bell", email=ruth.email, roles=[Role.ADMINISTRATOR])
    ruth = Colleague.objects.get(pk=ruth.pk)
    assert (ruth.name, ruth.roles) == ("Ruth Bell", {Role.SELLER})
    adam = people["adam"]
    posted(client, f"/people/{adam.pk}/", name="Mine", email="mine@x.example")
    assert Colleague.objects.get(pk=adam.pk).email == adam.email
    assert client.get(f"/people/{adam.pk}/leave/").status_code == 404
    assert "Only an administrator invites" in posted(client, f"/people/{adam.pk}/invite/", how="link")


def test_being_away_is_planned_and_taken_out(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client, ruth = sign_in(people["ingrid"]), people["ruth"]
    said = posted(
        client, f"/people/{ruth.pk}/away/", first="2026-11-23", last="2026-11-27", deputy=str(people["colin"].pk)
    )
    assert "27 Nov 2026, Colin Marsh" in said
    assert "Taken out" in posted(client, f"/people/away/{ruth.leaves.get().pk}/")


# --- lists ------------------------------------------------------------------------------------------------------------

LIST = "Name\tE-mail\tTeam\nAnn Bell\tann@firm.example\tWest\nBen Ash\tben@firm\tWest\n"


def test_a_list_is_looked_at_taken_in_and_taken_back(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["adam"])
    seen = posted(client, "/people/list/", text=LIST, do="look")
    assert "One row would come in" in seen
    assert "Row 3, column “E-mail”: “ben@firm” is no e-mail address" in seen
    assert not Intake.objects.exists()
    came = posted(client, "/people/list/", text=LIST, do="take", column=["name", "email", "team"])
    assert "One person came in; one row is to be put right." in came
    assert "Ben Ash\tben@firm\tWest" in came
    assert "as it was before" in posted(client, f"/people/list/{Intake.objects.get().pk}/")
    assert not Colleague.objects.filter(email="ann@firm.example").exists()


def test_a_file_is_looked_at(people: dict[str, Colleague], sign_in: SignIn) -> None:
    file = SimpleUploadedFile("people.csv", "Name;Mail\nJörg Bell;joerg@firm.example\n".encode("cp1252"))
    assert "Jörg Bell" in posted(sign_in(people["adam"]), "/people/list/", file=file, do="look")
    broken = SimpleUploadedFile("people.xlsx", b"PK\x03\x04\x00\x00")
    assert "save it as .xlsx once more" in posted(sign_in(people["adam"]), "/people/list/", file=broken, do="look")


# --- invitations ------------------------------------------------------------------------------------------------------


def test_an_invited_seller_sets_a_password_and_sees_their_own_page(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    ruth = people["ruth"]
    page = posted(sign_in(people["adam"]), f"/people/{ruth.pk}/invite/", how="link")
    found = re.search(r"http://testserver(/welcome/[^\"]+)", page)
    assert found
    link, guest = found[1], Client()
    assert "Welcome, Ruth Adeyemi" in guest.get(link).content.decode()
    assert "too short" in posted(guest, link, password="x")
    assert "You see it first" in posted(guest, link, password=GOOD)
    assert Client().get(link).status_code == 404
    assert "Last signed in" in sign_in(people["adam"]).get(f"/people/{ruth.pk}/").content.decode()


def test_an_invitation_goes_by_mail(people: dict[str, Colleague], sign_in: SignIn) -> None:
    assert "on its way" in posted(sign_in(people["adam"]), f"/people/{people['ruth'].pk}/invite/", how="mail")
    assert "http://testserver/welcome/" in mail.outbox[0].body


def test_a_forgotten_password_is_set_anew_by_mail(people: dict[str, Colleague]) -> None:
    client, ruth = Client(), people["ruth"]
    posted(client, "/sign-in/password/reset/", email=str(ruth.email))
    link = re.search(r"http://[^/]+(/sign-in/password/reset/key/\S+)", mail.outbox[0].body)
    assert link
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": GOOD, "password2": GOOD})
    assert Colleague.objects.get(pk=ruth.pk).check_password(GOOD)


# --- leaving ----------------------------------------------------------------------------------------------------------


def test_whoever_leaves_is_signed_out_and_hands_over(people: dict[str, Colleague], sign_in: SignIn) -> None:
    lead(people["ruth"])
    ruth, adam = people["ruth"], sign_in(people["adam"])
    hers = sign_in(ruth)
    assert hers.get("/me/").status_code == 200
    preview = adam.get(f"/people/{ruth.pk}/leave/").content.decode()
    assert ">lead<" in preview
    done = posted(adam, f"/people/{ruth.pk}/leave/", day="2026-11-20", heir=str(people["colin"].pk))
    assert "1 record is Colin Marsh&#x27;s now" in done
    assert hers.get("/me/").status_code == 302
    assert "is back, and 1 record" in posted(adam, f"/people/{ruth.pk}/back/")


def test_whoever_left_cannot_sign_in(people: dict[str, Colleague], sign_in: SignIn) -> None:
    ruth = people["ruth"]
    ruth.set_password(GOOD)
    ruth.save()
    posted(sign_in(people["adam"]), f"/people/{ruth.pk}/leave/", day="2026-11-20")
    client = Client()
    posted(client, "/sign-in/login/", login=str(ruth.email), password=GOOD)
    assert client.get("/me/").status_code == 302


# --- teams and settings -----------------------------------------------------------------------------------------------


def test_a_team_is_emptied_and_dissolved(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["adam"])
    north, south = Team.objects.get(name="North"), Team.objects.get(name="South")
    assert "Move them to another team" in posted(client, f"/teams/{north.pk}/dissolve/")
    assert "4 people are in South now" in posted(client, f"/teams/{north.pk}/", do="move", to=str(south.pk))
    assert "Dissolved" in posted(client, f"/teams/{north.pk}/dissolve/")
    assert "The team is back" in posted(client, f"/teams/{north.pk}/dissolve/")
    assert "Renamed" in posted(client, f"/teams/{north.pk}/", name="Far North")
    assert "West" in posted(client, "/teams/", name="West")
    assert "already" in posted(client, "/teams/", name="west")


def test_another_calendar_is_judged_anew(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["adam"])
    same = {"name": "Firm", "zone": "UTC", "country": "", "region": "", "opens": "09:00", "closes": "17:30",
            "aim": "80", "hours": "3"}  # fmt: skip
    assert "Saved." in posted(client, "/settings/", **same)
    assert "judged anew" in posted(client, "/settings/", **{**same, "country": "GB", "region": "SCT"})
    assert "closes before" in posted(client, "/settings/", **{**same, "opens": "18:00"})


def test_nobody_changes_their_own_address(people: dict[str, Colleague], sign_in: SignIn) -> None:
    assert sign_in(people["ruth"]).get("/sign-in/email/").status_code == 404
