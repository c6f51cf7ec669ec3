"""A signature, a card or a line with commas is taken apart; whatever is pasted, nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.records.pasting import taken_apart

SIGNATURE = """Kind regards

Orla Byrne
Purchasing Manager
Westport Foods Ltd
Mill Road 12, Westport F28 XY12

T: +44 113 496 0067 | M: 07700 900123
orla.byrne@westport.example | www.westport.example
"""


def test_a_signature_is_taken_apart() -> None:
    found = taken_apart(SIGNATURE, "GB")
    assert found["name"] == "Orla Byrne"
    assert found["position"] == "Purchasing Manager"
    assert found["company"] == "Westport Foods Ltd"
    assert (found["phone"], found["other phones"]) == ("+44 113 496 0067", "07700 900123")
    assert found["email address"] == "orla.byrne@westport.example"
    assert found["website"] == "www.westport.example"


def test_a_line_with_commas_is_taken_apart() -> None:
    found = taken_apart("Tom Ashe, Harbour Joinery, 0113 496 0499, tom@harbour.example", "GB")
    assert found == {
        "name": "Tom Ashe",
        "company": "Harbour Joinery",
        "phone": "0113 496 0499",
        "email address": "tom@harbour.example",
    }


def test_a_german_signature_is_taken_apart() -> None:
    text = "Jörg Müller\nLeiter Einkauf\nMüller Verpackung GmbH\nHauptstraße 5\n70173 Stuttgart\nTel. 0711 1234567"
    found = taken_apart(text, "DE")
    assert (found["name"], found["company"], found["position"]) == (
        "Jörg Müller",
        "Müller Verpackung GmbH",
        "Leiter Einkauf",
    )
    assert (found["address"], found["postcode"], found["city"]) == ("Hauptstraße 5", "70173", "Stuttgart")


def test_without_a_company_the_address_suggests_one_unless_everybody_is_there() -> None:
    assert taken_apart("Orla Byrne\norla@calder-mills.example")["company"] == "Calder Mills"
    assert "company" not in taken_apart("Orla Byrne\norla@gmail.com")


CARD = """BEGIN:VCARD
VERSION:3.0
N:Nair;Priya;;;
FN:Priya Nair
ORG:Calder Mills;Production
TITLE:Head of production
TEL;TYPE=CELL:+44 7700 900123
TEL;TYPE=WORK,VOICE:+44 113 496 0067
TEL;TYPE=FAX:+44 113 496 0068
EMAIL;TYPE=HOME:priya@home.example
EMAIL;TYPE=INTERNET,PREF:priya.nair@calder.example
ADR;TYPE=WORK:;;Mill Lane 3;Leeds;;LS1 4DY;United Kingdom
NOTE:Prefers mornings\\, never
  Fridays
END:VCARD
"""


def test_a_card_is_read() -> None:
    assert taken_apart(CARD) == {
        "name": "Priya Nair",
        "company": "Calder Mills",
        "position": "Head of production",
        "phone": "+44 113 496 0067",
        "other phones": "+44 7700 900123",
        "email address": "priya.nair@calder.example",
        "other email addresses": "priya@home.example",
        "address": "Mill Lane 3",
        "city": "Leeds",
        "postcode": "LS1 4DY",
        "country": "United Kingdom",
        "description": "Prefers mornings, never Fridays",
    }


def test_a_card_of_version_2_1_in_quoted_printable_is_read() -> None:
    text = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BC=\nller\nEND:VCARD"
    assert taken_apart(text)["name"] == "Jörg Müller"


def test_of_several_cards_the_first_is_read() -> None:
    assert taken_apart(CARD + CARD.replace("Priya", "Tom"))["name"] == "Priya Nair"


@given(st.text(max_size=500))
def test_whatever_is_pasted_is_text_under_known_names(text: str) -> None:
    for pasted in (text, f"BEGIN:VCARD\n{text}"):
        for name, value in taken_apart(pasted, "GB").items():
            assert value
            assert name in {
                "name", "company", "position", "phone", "other phones", "email address", "other email addresses",
                "website", "address", "postcode", "city", "country", "description",
            }  # fmt: skip


@pytest.mark.parametrize("text", ["", "   ", "@@@@", "+" * 5_000, "1" * 5_000, "a," * 10_000])
def test_nonsense_is_quick_and_harmless(text: str) -> None:
    taken_apart(text, "GB")
