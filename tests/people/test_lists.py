"""A list of people: how it is read, what each row would do, what comes in, and how it is taken back."""

import pytest
from tests.firm import firm, happened, instant
from tests.people.excel import excel

from ingrain.journal.taking_back import take_back
from ingrain.people import intake, sheet
from ingrain.people.colleagues import UnableToSetUp, change, known_of
from ingrain.people.lists import NEW, UNCHANGED, UPDATE, WRONG, Preview
from ingrain.people.models import Colleague, Role, Team

NOW, LATER = instant("2026-11-20T12:00"), instant("2026-11-20T13:00")


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    return firm()


def rows(*lines: str, headings: str = "Name;E-mail;Team;Role;Manager") -> sheet.Sheet:
    return sheet.read("\n".join((headings, *lines)))


def looked(people: dict[str, Colleague], *lines: str, by: str = "adam") -> Preview:
    return Preview(rows(*lines), people[by])


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_a_list_is_read_with_tabs_semicolons_or_commas(separator: str) -> None:
    read = sheet.read(separator.join(["E-Mail", "Full name"]) + "\n" + separator.join(["a@b.example", "Ann Bell"]))
    assert read.columns == ("email", "name")
    assert read.rows == ((2, ("a@b.example", "Ann Bell")),)


def test_a_list_without_headings_has_its_address_where_the_sign_is() -> None:
    assert sheet.read("Ann Bell\tNorth\ta@b.example").columns == ("name", "team", "email")


def test_somebody_can_say_what_the_columns_are() -> None:
    assert sheet.read("x,y\nNorth,a@b.example", ["team", "email"]).columns == ("team", "email")


def test_empty_rows_are_counted_as_excel_counts_them() -> None:
    assert [number for number, _cells in sheet.read("name,e-mail\n\n,\nAnn,a@b.example").rows] == [4]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04\x00", "save it as .xlsx once more"), (b"\xd0\xcf\x11\xe0", "once more"), (b"a\x00b", "CSV")],
)
def test_what_is_no_list_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnableToSetUp, match=said):
        sheet.read(sheet.decoded(content))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_excel_writes_it(encoding: str) -> None:
    assert sheet.decoded("Jörg".encode(encoding)) == "Jörg"


def test_an_excel_file_is_read_with_its_rows_as_excel_counts_them(people: dict[str, Colleague]) -> None:
    text = sheet.decoded(
        excel(
            (),
            ("Name", "E-mail", "Team", "Manager"),
            (),
            ("Ann\nBell", "ann@b.example", "North", "Okafor, Maria"),
            ("Bea Cole", "bea.example", 7.0, None),
        )
    )
    read = sheet.read(text)
    assert read.columns == ("name", "email", "team", "manager")
    assert [number for number, _cells in read.rows] == [4, 5]
    assert read.rows[1][1] == ("Bea Cole", "bea.example", "7", "")
    found = Preview(read, people["adam"])
    assert [line.state for line in found.lines] == [NEW, WRONG]
    assert found.lines[1].wrong == ["Row 5, column “E-mail”: “bea.example” is no e-mail address: it has no @."]


def test_an_excel_file_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LARGEST", 100)
    with pytest.raises(UnableToSetUp, match="too large"):
        sheet.decoded(excel(("a@b.example",)))


def test_a_list_without_addresses_says_so(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="No column is read as e-mail addresses"):
        Preview(sheet.read("name,team\nAnn,North"), people["adam"])


# --- looking ----------------------------------------------------------------------------------------------------------


def test_each_row_is_new_a_change_as_it_is_or_wrong(people: dict[str, Colleague]) -> None:
    preview = looked(
        people,
        "Ann Bell;ann@firm.example;North;Seller;Maria Okafor",
        "Ruth Adeyemi;ruth.adeyemi@firm.example;South;;",
        "Colin Marsh;COLIN.MARSH@firm.example;north;Seller;Maria Okafor",
        "Ben Ash;ben@firm;North;Seller;",
    )
    assert [line.state for line in preview.lines] == [NEW, UPDATE, UNCHANGED, WRONG]
    assert preview.lines[1].says == ["team: North → South"]
    assert preview.lines[3].wrong == [
        "Row 5, column “E-mail”: “ben@firm” is no e-mail address: what follows the @ has no full stop."
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";x@firm.example;;;", "column “Name”: it is empty"),
        ("Ann;;;;", "column “E-mail”: it is empty"),
        ("Ann;ann;;;", "it has no @"),
        ("Ann;a nn@firm.example;;;", "there is a space in it"),
        ("Ann;ann@firm.example;;Boss;", "“boss” is no role here"),
        ("Ann;ann@firm.example;;;Nobody Known", "there is nobody called Nobody Known"),
        ("Ann;ann@firm.example;;;Ann", "nobody is their own manager"),
    ],
)
def test_a_wrong_row_says_where_and_why(row: str, said: str, people: dict[str, Colleague]) -> None:
    (line,) = looked(people, row).lines
    assert line.state == WRONG
    assert said in line.wrong[0]
    assert line.wrong[0].startswith("Row 2, column")


def test_an_address_may_not_stand_twice(people: dict[str, Colleague]) -> None:
    preview = looked(people, "Ann;ann@firm.example;;;", "Anna;ANN@firm.example;;;")
    assert "stands in row 2 already" in preview.lines[1].wrong[0]


def test_whoever_reports_to_a_wrong_row_is_wrong_too(people: dict[str, Colleague]) -> None:
    preview = looked(people, "Boss;boss@;;;", "Ann;ann@firm.example;;;Boss")
    assert "row 2, which is wrong itself" in preview.lines[1].wrong[0]


def test_a_circle_of_managers_is_wrong(people: dict[str, Colleague]) -> None:
    preview = looked(people, "Ann;ann@firm.example;;;Ben", "Ben;ben@firm.example;;;Ann")
    assert [line.state for line in preview.lines] == [WRONG, WRONG]
    (line,) = looked(people, "Maria Okafor;maria.okafor@firm.example;;;Ruth Adeyemi").lines
    assert line.state == WRONG


def test_namesakes_as_managers_are_told_apart_by_address(people: dict[str, Colleague]) -> None:
    two = ("Maria Okafor;maria.2@firm.example;;;", "Ann;ann@firm.example;;;Maria Okafor")
    assert "several of the name" in looked(people, *two).lines[1].wrong[0]
    preview = looked(people, two[0], "Ann;ann@firm.example;;;maria.2@firm.example")
    assert preview.lines[1].state == NEW


def test_a_lead_gives_no_roles_by_a_list(people: dict[str, Colleague]) -> None:
    preview = looked(
        people,
        "Ann;ann@firm.example;;Administrator;",
        "Ben;ben@firm.example;;Seller;",
        "Adam Keys;adam.keys@firm.example;South;;",
        by="ingrid",
    )
    assert [line.state for line in preview.lines] == [WRONG, NEW, WRONG]


def test_a_list_leaves_an_administrator(people: dict[str, Colleague]) -> None:
    (line,) = looked(people, "Adam Keys;adam.keys@firm.example;;Seller;").lines
    assert "nobody would be left as administrator" in line.wrong[0]


# --- taking in --------------------------------------------------------------------------------------------------------


def test_of_200_rows_with_3_wrong_addresses_197_come_in_and_3_are_named(people: dict[str, Colleague]) -> None:
    before = Colleague.objects.count()
    wrong = {17: "person17", 90: "person90@", 200: "person 200@firm.example"}
    lines = [
        f"Person {n};{wrong.get(n, f'person{n}@firm.example')};Team {n % 4};Seller;Maria Okafor" for n in range(1, 201)
    ]
    taken = intake.take_in(rows(*lines), by=people["adam"], at=NOW)
    assert Colleague.objects.count() == before + 197
    assert [row for row, _why in taken.refused] == [18, 91, 201]
    assert all("e-mail address" in why[0] for _row, why in taken.refused)
    again = sheet.read(taken.wrong)
    assert len(again.rows) == 3
    assert again.columns == ("name", "email", "team", "role", "manager")
    person = Colleague.objects.get(email="person1@firm.example")
    assert (person.team and person.team.name, person.manager, person.roles) == ("Team 1", people["maria"], {"seller"})
    assert not person.has_usable_password()


def test_managers_of_the_same_list_come_first(people: dict[str, Colleague]) -> None:
    intake.take_in(
        rows("Ann;ann@firm.example;;;Ben", "Ben;ben@firm.example;;Sales manager;Cora", "Cora;cora@firm.example;;;"),
        by=people["adam"],
        at=NOW,
    )
    ann = Colleague.objects.get(email="ann@firm.example")
    assert ann.manager is not None
    assert str(ann.manager.manager) == "Cora"


def test_a_list_that_brings_nothing_is_not_taken_in(people: dict[str, Colleague]) -> None:
    with pytest.raises(UnableToSetUp, match="anything new"):
        intake.take_in(rows("Ann;ann@;;;"), by=people["adam"], at=NOW)


def test_a_list_is_taken_back_as_a_whole(people: dict[str, Colleague]) -> None:
    before = set(Colleague.objects.values_list("key", flat=True))
    taken = intake.take_in(
        rows(
            "Ann;ann@firm.example;West;;Ben",
            "Ben;ben@firm.example;West;Sales manager;",
            "Ruth Adeyemi;ruth.adeyemi@firm.example;West;Sales manager;Ben",
        ),
        by=people["adam"],
        at=NOW,
    )
    take_back(taken, by=people["adam"], at=LATER)
    assert set(Colleague.objects.values_list("key", flat=True)) == before
    ruth = Colleague.objects.get(key="ruth.adeyemi")
    assert (ruth.team, ruth.manager, ruth.roles) == (people["ruth"].team, people["maria"], {Role.SELLER})
    assert not Team.objects.filter(name="West").exists()
    with pytest.raises(UnableToSetUp, match="already"):
        take_back(taken, by=people["adam"], at=LATER)


@pytest.mark.parametrize("what", ["acted", "owns", "manages", "changed", "signed in"])
def test_a_list_on_which_something_rests_stays(what: str, people: dict[str, Colleague]) -> None:
    taken = intake.take_in(rows("Ann Bell;ann@firm.example;North;;"), by=people["adam"], at=NOW)
    ann = Colleague.objects.get(email="ann@firm.example")
    if what == "acted":
        happened("lead/1", "create", "2026-11-20T12:30", ann.key)
    elif what == "owns":
        happened("lead/1", "create", "2026-11-20T12:30", owner=ann.key)
    elif what == "manages":
        Colleague.objects.filter(key="ruth.adeyemi").update(manager=ann)
    elif what == "signed in":
        Colleague.objects.filter(pk=ann.pk).update(last_login="2026-11-20T12:30Z")
    else:
        known = known_of(ann)
        change(ann, type(known)(**{**vars(known), "name": "Ann Hill"}), by=people["adam"], at=NOW)
    with pytest.raises(UnableToSetUp, match="Ann Bell"):
        take_back(taken, by=people["adam"], at=LATER)
    assert Colleague.objects.filter(pk=ann.pk).exists()
