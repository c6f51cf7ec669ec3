"""Text as it is compared and sorted: small letters, without accents; numbers of telephones and addresses of mail.

Nothing here knows a table.
"""

import re
import unicodedata

import phonenumbers

PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "’": "'"}
)
PEOPLE = ("contact", "lead")
"""Kinds whose names are those of people."""

WORD = re.compile(r"[^\W_]+")
DIGITS = re.compile(r"\d")


def folded(text: str) -> str:
    """Without case and accents: "Åse Łukasiewicz" is "ase lukasiewicz"."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    return "".join(c for c in apart if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(folded(text))


def as_sorted(name: str) -> str:
    """A company's name as it is sorted."""
    return " ".join(words(name))[:250]


def as_person_sorted(name: str) -> str:
    """A person's name as it is sorted: by its last word, then the others."""
    parts = words(name)
    return " ".join([*parts[-1:], *parts[:-1]])[:250]


def number(text: str, region: str | None) -> tuple[str, str] | None:
    """A telephone number with its country ("+441134960067") and as dialled at home ("01134960067").

    region: where numbers without a country are at home, as "GB". None for what is no number anywhere.
    """
    try:
        found = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    whole = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    home = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.NATIONAL)
    return whole, "".join(DIGITS.findall(home))


def number_shown(text: str, region: str | None) -> str:
    """A number as people write it: at home without the country, otherwise with it. What is none stays as it is."""
    try:
        found = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(found):
        return text
    here = region is not None and phonenumbers.region_code_for_country_code(found.country_code or 0) == region
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(found, form.NATIONAL if here else form.INTERNATIONAL)


def lines(text: str) -> list[tuple[str, str]]:
    """The (label, value) of text with one a line, as "work: 0113 496 0067"; without a label it is ""."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        label, colon, value = line.partition(":")
        found.append((label.strip(), value.strip()) if colon and value.strip() else ("", line))
    return found
