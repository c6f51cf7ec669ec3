"""What search finds: customers first, each once, whatever is known of them; what was done comes last."""

import pytest
from tests.firm import firm
from tests.records.book import NOW, account, contact, desk, lead, opportunity

from ingrain.people.models import Colleague, Firm
from ingrain.records.doing import do
from ingrain.records.finding import Hit, search
from ingrain.records.models import Recent


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


def found(text: str, by: Colleague, region: str | None = "GB") -> list[str]:
    return [hit.title for hit in search(text, desk(by), region=region)]


def hits(text: str, by: Colleague) -> list[Hit]:
    return search(text, desk(by), region="GB")


@pytest.mark.parametrize("typed", ["Łukasz", "lukasz", "LUKAS", "kowalczyk luk", "łukas kovalczyk", "lukazs kowalczyk"])
def test_a_name_is_found_without_its_accents_and_misspelt(typed: str, people: dict[str, Colleague]) -> None:
    lead(people["ruth"], "Łukasz Kowalczyk")
    lead(people["ruth"], "Orla Byrne")
    assert found(typed, people["ruth"]) == ["Łukasz Kowalczyk"]


@pytest.mark.parametrize(
    "typed",
    ["0113 496 0067", "01134960067", "+44 113 496 0067", "(0113) 496-0067", "0113 496", "4960067", "496 0067", "0067"],
)
def test_a_number_is_found_in_any_form(typed: str, people: dict[str, Colleague]) -> None:
    Firm.objects.update(country="GB")
    lead(people["ruth"], "Orla Byrne", phone="+44 (0) 113 496 0067")
    lead(people["ruth"], "Tom Ashe", phone="+44 (0) 113 497 0068")
    assert found(typed, people["ruth"]) == ["Orla Byrne"]


def test_a_number_is_found_where_the_firm_named_no_country(people: dict[str, Colleague]) -> None:
    lead(people["ruth"], "Orla Byrne", phone="0113 496 0067")
    assert found("0113 4960067", people["ruth"], None) == ["Orla Byrne"]


def test_what_was_done_comes_last_and_is_never_guessed_at(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    of = account(ruth, "Calder Mills")
    for n in range(12):
        do("call", [of], {"subject": f"Calder Mills about {n}", "notes": "palletiser"}, by=desk(ruth), at=NOW + n)
    shown = hits("calder", ruth)
    assert shown[0].title == "Calder Mills"
    assert [hit.kind for hit in shown[1:]] == ["call"] * 5
    assert found("calder mils", ruth) == ["Calder Mills"]
    assert {hit.kind for hit in hits("palletiser", ruth)} == {"call"}


def test_a_customer_stands_before_what_hangs_on_it(people: dict[str, Colleague]) -> None:
    calder = account(people["dana"], "Calder Mills")
    for n in range(5):
        opportunity(people["ruth"], calder, f"Calder Mills: line {n}", NOW + n)
        contact(people["ruth"], calder, f"Calder Contact {n}")
    account(people["dana"], "Calder Print")
    shown = found("calder", people["ruth"])
    assert shown[:2] == ["Calder Mills", "Calder Print"]
    assert len([title for title in shown[:6] if "line" in title]) <= 2
    assert len(shown) == 12


def test_mine_and_what_was_seen_last_come_first(people: dict[str, Colleague]) -> None:
    lead(people["dana"], "Orla One")
    seen = lead(people["dana"], "Orla Two")
    lead(people["ruth"], "Orla Three")
    Recent.objects.create(colleague=people["ruth"], record=seen.record, at=NOW)
    assert found("orla", people["ruth"]) == ["Orla Two", "Orla Three", "Orla One"]


@pytest.mark.parametrize(
    "typed", ["", " ", "%", '"', "' OR 1=1", "a" * 5000, "*", "NEAR(", "name:", "\x00", "- -", "@", "()&|!"]
)
def test_nothing_that_is_typed_is_a_fault(typed: str, people: dict[str, Colleague]) -> None:
    lead(people["ruth"], "Orla Byrne")
    found(typed, people["ruth"])
