"""Words of the entrance are written as ours are."""

import pytest
from django.utils.translation import override

from ingrain.web.templatetags.casing import plainly


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Change Password", "Change password"),
        ("Two-Factor Authentication", "Two-factor authentication"),
        ("Back to the QR code", "Back to the QR code"),
        ("Activate", "Activate"),
        ("", ""),
    ],
)
def test_english_has_capitals_at_the_beginning_alone(theirs: str, ours: str) -> None:
    assert plainly(theirs) == ours


def test_other_languages_keep_theirs() -> None:
    with override("de"):
        assert plainly("Passwort Ändern") == "Passwort Ändern"
