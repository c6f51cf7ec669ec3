"""What is sold and who plays which part: journalled as text, standing in tables, taken back as every value is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.firm import firm
from tests.records.book import NOW, account, contact, desk, opportunity

from ingrain.journal import read
from ingrain.people.models import Colleague
from ingrain.records import dealing, selling
from ingrain.records.keep import SavedMeanwhile, UnableToSave
from ingrain.records.models import Line, Opportunity, Part, Product
from ingrain.records.selling import Played, Sold
from ingrain.records.setting_back import set_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Colleague]:
    Product.objects.bulk_create([Product(name="Packer P200"), Product(name="Shrink tunnel at 3 × speed")])
    return firm()


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(st.lists(st.builds(Sold, NAMES, st.decimals("0.001", "99999", places=3), st.integers(0, 10**9)), max_size=5))
def test_lines_are_read_back_from_what_the_journal_says(lines: list[Sold]) -> None:
    assert selling.sold(selling.said(lines) or "") == lines


@given(st.lists(st.builds(Played, st.integers(1, 10**6), NAMES), max_size=5))
def test_parts_are_read_back_too(parts: list[Played]) -> None:
    assert selling.played(selling.said(parts) or "") == parts


def test_lines_make_the_amount_and_stand_in_their_table(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    made = opportunity(ruth, amount=5)
    lines = [Sold("Packer P200", Decimal(2), 4_100_000), Sold("Shrink tunnel at 3 × speed", Decimal("1.5"), 99_99)]
    now = dealing.sell(made, lines, by=desk(ruth), at=NOW)
    assert (now.amount, now.product) == (8_214_998, "Packer P200")
    assert [(str(line.product), line.quantity, line.price) for line in Line.objects.all()] == [
        ("Packer P200", 2, 4_100_000),
        ("Shrink tunnel at 3 × speed", Decimal("1.5"), 9_999),
    ]
    back = set_back(now, "product lines", entry=now.version, by=desk(ruth), at=NOW)
    assert not Line.objects.exists()
    set_back(back, "product lines", entry=back.version, by=desk(ruth), at=NOW)
    assert Line.objects.count() == 2


def test_two_who_change_the_lines_at_once_lose_nothing(people: dict[str, Colleague]) -> None:
    made = opportunity(people["ruth"])
    dealing.sell(made, [Sold("Packer P200")], by=desk(people["colin"]), at=NOW, seen=made.version)
    with pytest.raises(SavedMeanwhile):
        dealing.sell(made, [Sold("Packer P200", Decimal(2))], by=desk(people["ruth"]), at=NOW, seen=made.version)
    assert Line.objects.get().quantity == 1


def test_a_product_that_isnt_there_is_refused(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSave, match="no product called Unicorn"):
        dealing.sell(opportunity(people["ruth"]), [Sold("Unicorn")], by=desk(people["ruth"]), at=NOW)


def test_who_decides_is_the_decision_maker_for_the_manual_too(people: dict[str, Colleague]) -> None:
    ruth = people["ruth"]
    of = account(ruth)
    made, priya = opportunity(ruth, of), contact(ruth, of)
    now = dealing.play(made, priya, "decision maker", by=desk(ruth), at=NOW)
    assert now.decision_maker == "Priya Nair"
    assert read.story(made.record)[-1].values["decision maker"] == "Priya Nair"
    assert str(Part.objects.get()) == "Priya Nair: decision maker"
    dealing.play(now, priya, "buyer", by=desk(ruth), at=NOW)
    assert Opportunity.objects.get().decision_maker == ""
    assert Part.objects.get().part == "buyer"
    dealing.play(now, priya, "", by=desk(ruth), at=NOW)
    assert not Part.objects.exists()
