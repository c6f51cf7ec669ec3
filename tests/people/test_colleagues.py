"""What may be changed of a colleague, by whom; teams, absences and the firm."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from tests.firm import firm, instant

from ingrain.journal.memberships import Membership, memberships
from ingrain.journal.read import story
from ingrain.people import absences, colleagues, news, teams
from ingrain.people import firm as setting_up
from ingrain.people.colleagues import Known, UnableToSetUp, known_of
from ingrain.people.models import Colleague, Firm, Role, Team
from ingrain.people.places import countries, regions, zones

NOW, LATER = instant("2026-11-20T12:00"), instant("2026-11-23T12:00")
DAY = date(2026, 11, 20)


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often everything was asked to be judged anew."""
    asked: list[str] = []
    monkeypatch.setattr(news, "JUDGES", [lambda: asked.append("anew")])
    return asked


def test_somebody_new_is_written_in_the_journal(people: dict[str, Colleague]) -> None:
    known = Known("Ann  Bell", "ann@firm.example", people["ruth"].team, people["maria"], roles=frozenset({Role.SELLER}))
    ann = colleagues.add(known, by=people["adam"], at=NOW)
    (told,) = story("person/ann.bell")
    assert (ann.name, told.do, told.by, told.values["team"]) == ("Ann Bell", "create", "adam.keys", "North")
    assert colleagues.add(replace(known, email="b@firm.example"), by=people["adam"], at=NOW).key == "ann.bell.2"


def test_an_address_belongs_to_one(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="Ruth Adeyemi has this address"):
        colleagues.add(Known("Ann", "RUTH.adeyemi@firm.example"), by=people["adam"], at=NOW)


def test_a_change_that_changes_nothing_is_not_written(people: dict[str, Colleague], judged: list[str]) -> None:
    colleagues.change(people["ruth"], known_of(people["ruth"]), by=people["adam"], at=NOW)
    assert (story("person/ruth.adeyemi"), judged) == ([], [])


def test_a_person_in_two_teams_in_a_month_keeps_both_in_the_journal(
    people: dict[str, Colleague], judged: list[str]
) -> None:
    south = Team.objects.get(name="South")
    colleagues.change(people["ruth"], replace(known_of(people["ruth"]), team=south), by=people["adam"], at=NOW)
    colleagues.change(people["ruth"], replace(known_of(people["ruth"]), team=None), by=people["adam"], at=LATER)
    assert memberships("ruth.adeyemi") == [
        Membership("North", NOW), Membership("South", NOW), Membership(None, LATER)
    ]  # fmt: skip
    assert judged == ["anew", "anew"]


def test_a_lead_changes_no_roles_and_no_administrator(people: dict[str, Colleague]) -> None:
    ruth, adam = known_of(people["ruth"]), known_of(people["adam"])
    with pytest.raises(UnableToSetUp, match="Only an administrator gives roles"):
        colleagues.change(people["ruth"], replace(ruth, roles=frozenset({Role.LEAD})), by=people["ingrid"], at=NOW)
    with pytest.raises(UnableToSetUp, match="Only an administrator changes"):
        colleagues.change(people["adam"], replace(adam, email="me@x.example"), by=people["ingrid"], at=NOW)
    colleagues.change(people["ruth"], replace(ruth, name="Ruth Bell"), by=people["ingrid"], at=NOW)
    assert Colleague.objects.get(key="ruth.adeyemi").name == "Ruth Bell"


def test_the_last_administrator_stays_one(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="the only administrator"):
        colleagues.change(
            people["adam"], replace(known_of(people["adam"]), roles=frozenset()), by=people["adam"], at=NOW
        )


def test_nobody_reports_to_whoever_reports_to_them(people: dict[str, Colleague]) -> None:
    for manager in ("maria", "ruth"):
        known = replace(known_of(people["maria"]), manager=people[manager])
        with pytest.raises(UnableToSetUp, match="Maria Okafor can't"):
            colleagues.change(people["maria"], known, by=people["adam"], at=NOW)


def test_a_team_is_dissolved_when_nobody_is_in_it(people: dict[str, Colleague]) -> None:
    north, south = Team.objects.get(name="North"), Team.objects.get(name="South")
    with pytest.raises(UnableToSetUp, match="4 people are still in North: Colin Marsh"):
        teams.dissolve(north, by=people["adam"], at=NOW, today=DAY)
    assert teams.move_all(north, south, by=people["adam"], at=NOW) == 4
    teams.dissolve(north, by=people["adam"], at=NOW, today=DAY)
    assert Team.objects.get(name="North").dissolved == DAY
    with pytest.raises(UnableToSetUp, match="which was dissolved"):
        teams.add("north", by=people["adam"], at=NOW)
    known = replace(known_of(people["ruth"]), team=Team.objects.get(name="North"))
    with pytest.raises(UnableToSetUp, match="was dissolved"):
        colleagues.change(people["ruth"], known, by=people["adam"], at=NOW)
    teams.bring_back(north, by=people["adam"], at=LATER)
    assert Team.objects.get(name="North").dissolved is None


def test_nobody_is_away_twice_on_a_day(people: dict[str, Colleague], judged: list[str]) -> None:
    ruth, colin = people["ruth"], people["colin"]
    leave = absences.plan(ruth, DAY, date(2026, 11, 25), deputy=colin, by=people["adam"], at=NOW)
    with pytest.raises(UnableToSetUp, match="away from 2026-11-20 to 2026-11-25 already"):
        absences.plan(ruth, date(2026, 11, 25), date(2026, 11, 26), by=people["adam"], at=NOW)
    with pytest.raises(UnableToSetUp, match="before the first"):
        absences.plan(ruth, DAY, date(2026, 11, 19), by=people["adam"], at=NOW)
    with pytest.raises(UnableToSetUp, match="themselves"):
        absences.plan(ruth, DAY, DAY, deputy=ruth, by=people["adam"], at=NOW)
    absences.cancel(leave, by=people["adam"], at=LATER)
    assert judged == ["anew", "anew"]
    assert [event.do for event in story("person/ruth.adeyemi")] == ["be away", "be there after all"]


# --- the firm ---------------------------------------------------------------------------------------------------------


def test_a_firm_is_set_up_once(db: None, settings_for_pages: None) -> None:
    place = setting_up.Place("Europe/London", "GB", "SCT")
    known = Known("Ada Lane", "ada@firm.example")
    with pytest.raises(ValidationError):
        setting_up.begin("Firm", place, known, "short", at=NOW)
    assert Firm.here() is None
    ada = setting_up.begin("Firm", place, known, "a good password", at=NOW)
    assert (ada.roles, ada.check_password("a good password")) == ({Role.ADMINISTRATOR}, True)
    with pytest.raises(UnableToSetUp, match="a moment ago"):
        setting_up.begin("Other", place, replace(known, email="b@firm.example"), "a good password", at=NOW)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (setting_up.Place("Mars/North"), "no time zone"),
        (setting_up.Place("UTC", "XX"), "no holidays are known"),
        (setting_up.Place("UTC", "GB", "BY"), "not in that country"),
    ],
)
def test_a_firm_is_somewhere(place: setting_up.Place, said: str, db: None, settings_for_pages: None) -> None:
    with pytest.raises(UnableToSetUp, match=said):
        setting_up.begin("Firm", place, Known("Ada", "ada@firm.example"), "a good password", at=NOW)


def test_another_calendar_has_everything_judged_anew(people: dict[str, Colleague], judged: list[str]) -> None:
    assert not setting_up.change({"aim": 70}, by=people["adam"], at=NOW)
    assert judged == []
    assert setting_up.change({"opens": time(8), "country": "GB"}, by=people["adam"], at=NOW)
    assert judged == ["anew"]
    with pytest.raises(UnableToSetUp, match="closes before it opens"):
        setting_up.change({"opens": time(19)}, by=people["adam"], at=NOW)


def test_the_lists_of_places_are_those_of_the_holidays() -> None:
    assert ("GB", "United Kingdom") in countries()
    assert ("SCT", "Scotland") in regions("GB")
    assert regions("") == regions("XX") == []
    assert "Europe/Oslo" in zones()
