"""Whose a name in a log is: one colleague, for a reason; where two fit, nobody."""

import pytest

from ingrain.connect.names import Known, suggest

RUTH = Known(1, "ruth.adeyemi", "Ruth Adeyemi", "ruth@firm.example")
JOERG = Known(2, "joerg.b", "Jörg Böll", "jb@firm.example")
COLIN = Known(3, "colin.marsh", "Colin Marsh", "colin.marsh@firm.example")
CARA = Known(4, "cara.marsh", "Cara Marsh", "cara@firm.example")
ALL = (RUTH, JOERG, COLIN, CARA)


@pytest.mark.parametrize(
    ("name", "number", "because"),
    [
        ("RUTH@firm.example", 1, "the same address"),
        ("joerg.b", 2, "the same name in the journal"),
        ("Adeyemi, Ruth", 1, "the same name"),
        ("Jorg Boll", 2, "the same name"),
        ("colin.marsh", 3, "the same name in the journal"),
        ("colin.marsh@elsewhere.example", 3, "the address begins like this"),
        ("R. Adeyemi", 1, "the first letter and the surname"),
        ("ruth", 1, "the address begins like this"),
        ("radeyemi", 1, "the first letter and the surname"),
    ],
)
def test_a_name_is_suggested_with_its_reason(name: str, number: int, because: str) -> None:
    found = suggest([name], ALL)[name]
    assert (found.number, found.because) == (number, because)


@pytest.mark.parametrize("name", ["C. Marsh", "cmarsh", "112", "User_1", "", "Ruthie", "?"])
def test_where_two_fit_or_none_nobody_is_suggested(name: str) -> None:
    assert suggest([name], ALL) == {}
