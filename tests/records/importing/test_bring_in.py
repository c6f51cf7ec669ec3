"""A spreadsheet comes in whole or not at all, whoever is killed, and whatever happens meanwhile."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from tests.records.book import account, contact, desk
from tests.records.importing.desk import LATER, NOW, brought_in, read, table, uploaded, worked_on

from ingrain.journal import read as journal
from ingrain.journal.models import Batch, Entry
from ingrain.people.models import Colleague
from ingrain.press.spreadsheet import write_xlsx
from ingrain.records import keep
from ingrain.records.importing import bring_in, refused
from ingrain.records.importing.workbook import UnableToBringIn
from ingrain.records.models import Account, Contact, Found, Lead, Opportunity, Spreadsheet
from ingrain.records.shelf import Shelf

ROWS = 50


def leads(rows: int = ROWS) -> bytes:
    return table("Name,Company,E-mail", *(f"Person {n},Firm {n},p{n}@firm.example" for n in range(rows)))


def begun(by: Colleague, content: bytes, name: str = "leads.csv", **said: Any) -> Spreadsheet:
    sheet = uploaded(by, content, name, **said)
    bring_in.begin(sheet, by=by, at=NOW, found=read(sheet))
    return sheet


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_in, "AT_ONCE", 10)


def test_rows_come_in_as_records_that_the_journal_tells_of(people: dict[str, Colleague]) -> None:
    sheet = brought_in(people["ruth"], leads(), "leads.csv")
    assert (sheet.said, sheet.is_in, sheet.counts["create"]) == ("", True, ROWS)
    assert Lead.objects.count() == Found.objects.count() == ROWS
    one = Lead.objects.get(name="Person 7")
    (entry,) = journal.story(one.record)
    assert (entry.do, entry.by, entry.through, entry.values["company"]) == (
        "create",
        "ruth.adeyemi",
        "import",
        "Firm 7",
    )
    assert (one.owner, one.team, one.version, one.created) == (people["ruth"], people["ruth"].team, entry.sequence, NOW)
    assert journal.unbroken() is None
    after = keep.create(keep.CUSTOMERS["lead"], {"name": "After"}, by=desk(people["ruth"]), at=LATER)
    assert after.pk > one.pk, "numbers go on behind those that came in"


def test_rows_are_what_the_journal_adds_up_to(people: dict[str, Colleague]) -> None:
    rows = table(
        "Deal name,Account,Stage,Amount,Close date,Created on,Loss reason",
        "First line,Orme,Proposal,12500.50,2026-12-01,2026-09-01,",
        "Second line,Orme,Closed won,8000,2026-10-01,2026-09-01,",
        "Third line,Delph,Lost,8000,2026-10-02,2026-09-01,price",
    )
    brought_in(people["ruth"], rows, "deals.csv")
    shelf = Shelf()
    for event in journal.events():
        shelf.tell(event)
    kept = ("name", "state", "stage_id", "amount", "close_date", "created", "closed_at", "moved", "loss_reason",
            "account_id", "version", "owner_id")  # fmt: skip
    for row in Opportunity.objects.all():
        folded = shelf.rows[row.record]
        assert {name: getattr(row, name) for name in kept} == {name: getattr(folded, name) for name in kept}
    states = {o.name: o.state for o in Opportunity.objects.all()}
    assert states == {"First line": "open", "Second line": "won", "Third line": "lost"}
    assert Account.objects.count() == 2


class Killed(BaseException):
    """As good as kill -9: nothing below catches it."""


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Kills the worker the nth time that it notes how far it is, before that is committed."""
    left = [0]
    move = bring_in._move

    def deadly(*given: Any, **more: Any) -> None:
        move(*given, **more)
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    monkeypatch.setattr(bring_in, "_move", deadly)
    return left


@pytest.mark.parametrize("moment", range(1, 8))
def test_a_worker_that_is_killed_leaves_nothing_visible_and_the_next_one_brings_it_in_once(
    people: dict[str, Colleague], small_portions: None, killer: list[int], moment: int
) -> None:
    sheet = begun(people["ruth"], leads())
    killer[0] = moment
    with pytest.raises(Killed):
        worked_on(sheet)
    assert not Lead.objects.exists()
    assert not list(journal.events())
    killer[0] = 0
    after = worked_on(sheet)
    assert (after.is_in, Lead.objects.count()) == (True, ROWS)
    assert len(list(journal.events())) == ROWS + 1, "each row once, and that the batch was shown"
    assert journal.unbroken() is None
    worked_on(sheet)
    assert Lead.objects.count() == ROWS, "a task that runs twice doubles nothing"


def test_of_two_workers_the_older_one_stops(
    people: dict[str, Colleague], small_portions: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = begun(people["ruth"], leads())
    flip, nested = bring_in._flip, [False]

    def overtaken(*given: Any) -> None:
        if not nested[0]:
            nested[0] = True
            worked_on(sheet)  # another worker thinks that this one is dead, and is quicker
        flip(*given)

    monkeypatch.setattr(bring_in, "_flip", overtaken)
    worked_on(sheet)
    assert Lead.objects.count() == ROWS
    assert Batch.objects.filter(undone=None).count() == 1


def test_what_somebody_changed_after_the_plan_and_before_the_flip_stands(
    people: dict[str, Colleague], monkeypatch: pytest.MonkeyPatch
) -> None:
    ruth = people["ruth"]
    there = account(ruth, "Orme Foods", city="Leeds", phone="1")
    flip = bring_in._flip

    def meanwhile(*given: Any) -> None:
        keep.change(Account.objects.get(), {"city": "Hull"}, by=desk(ruth), at=NOW)
        flip(*given)

    monkeypatch.setattr(bring_in, "_flip", meanwhile)
    brought_in(ruth, table("Account,City,Industry", "Orme Foods,York,Food"), "accounts.csv")
    now = Account.objects.get()
    assert (now.city, now.industry) == ("Hull", "Food"), "the later word on a field holds, as in the journal"
    assert now.version == max(e.sequence for e in journal.story(there.record))


def test_stopping_leaves_nothing_and_lets_it_be_read_anew(
    people: dict[str, Colleague], small_portions: None, killer: list[int]
) -> None:
    sheet = begun(people["ruth"], leads())
    killer[0] = 3
    with pytest.raises(Killed):
        worked_on(sheet)
    bring_in.stop(Spreadsheet.objects.get(pk=sheet.pk), at=LATER)
    killer[0] = 0
    worked_on(sheet)
    assert not Lead.objects.exists()
    assert not Batch.objects.filter(undone=None).exists()
    assert Spreadsheet.objects.get(pk=sheet.pk).begun is None


def test_a_file_that_brings_nothing_new_is_not_sent_on_its_way(people: dict[str, Colleague]) -> None:
    brought_in(people["ruth"], leads(), "leads.csv")
    with pytest.raises(UnableToBringIn, match="No row brings anything new"):
        begun(people["ruth"], leads())


def test_a_file_that_is_gone_is_said_to_be_gone(people: dict[str, Colleague]) -> None:
    sheet = begun(people["ruth"], leads())
    sheet.path.unlink()
    assert worked_on(sheet).said == "The file isn't here any more. Upload it again."
    assert not Entry.objects.exists()


def test_rows_that_stay_out_come_back_as_a_spreadsheet_with_the_reason(people: dict[str, Colleague]) -> None:
    rows = table("Name,Company,E-mail,Phone", "Orla,Orme,o@west.example,", '=1+1,Orme,"not, one",00123')
    sheet = brought_in(people["ruth"], rows, "My leads.csv")
    assert (sheet.counts["create"], sheet.counts["error"]) == (1, 1)
    file = io.BytesIO()
    write_xlsx(refused.table(sheet), file)
    book = CalamineWorkbook.from_object(io.BytesIO(file.getvalue()))
    head, row = book.get_sheet_by_index(0).to_python()
    assert head == ["Row", "Why it stayed out", "Name", "Company", "E-mail", "Phone"]
    assert row == [3, "E-mail: “not, one” is no e-mail address.", "=1+1", "Orme", "not, one", "00123"]
    assert refused.name_of(sheet) == "My leads-to-mend"
    assert read(uploaded(people["ruth"], file.getvalue(), "My leads-to-mend.xlsx")).columns[2:5] == [
        "name", "company", "email address",
    ]  # fmt: skip


def test_a_change_and_a_move_come_in_by_their_own_verbs(people: dict[str, Colleague]) -> None:
    rows = ("Deal name,Account,Stage,Owner", "First line,Orme,Discovery,Ruth Adeyemi")
    brought_in(people["maria"], table(*rows), "deals.csv")
    one = Opportunity.objects.get()
    changed = rows[1].replace("Discovery", "Won").replace("Ruth Adeyemi", "Colin Marsh")
    brought_in(people["maria"], table(rows[0], changed), "deals.csv")
    one.refresh_from_db()
    assert (one.state, one.owner) == ("won", people["colin"])
    assert [e.do for e in journal.story(one.record)] == ["create", "hand over", "move"]


def test_a_spreadsheet_lies_where_nothing_is_served_under_a_name_that_nobody_guesses(
    people: dict[str, Colleague], tmp_path: Path
) -> None:
    sheet = uploaded(people["ruth"], leads(), "../../leads.csv")
    assert sheet.path.parent == tmp_path / "sheets"
    assert "leads" not in sheet.file


def test_a_contact_whose_account_is_merged_over_several_rows_finds_it(people: dict[str, Colleague]) -> None:
    one = account(people["ruth"], "Orme Foods")
    contact(people["ruth"], one, "Sam Weir")
    rows = table("Account,Contact", "Orme Foods,Sam Weir", "Orme Foods,Ines Duarte")
    assert brought_in(people["ruth"], rows, "contacts.csv").counts == {"create": 1, "update": 0, "skip": 1, "error": 0}
    assert Contact.objects.filter(account=one).count() == 2
