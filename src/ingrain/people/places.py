"""Where a firm can be: time zones, and the countries and regions of which the holidays are known."""

from functools import cache
from zoneinfo import available_timezones

import holidays
from holidays.registry import COUNTRIES

SMALL_WORDS = {"And", "Of", "The", "Da"}


@cache
def zones() -> list[str]:
    """Time zones by place, and UTC first."""
    areas = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    return ["UTC", *sorted(zone for zone in available_timezones() if zone.startswith(tuple(f"{a}/" for a in areas)))]


@cache
def countries() -> list[tuple[str, str]]:
    """(code, name) by name."""
    known = holidays.list_supported_countries(include_aliases=False)
    return sorted(
        ((names[1], _words(module)) for module, names in COUNTRIES.items() if names[1] in known), key=lambda c: c[1]
    )


@cache
def regions(country: str) -> list[tuple[str, str]]:
    """(code, name) by name; none where the whole country has the same holidays, or there is no such country."""
    codes = holidays.list_supported_countries(include_aliases=False).get(country, [])
    if not codes:
        return []
    aliases = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    names: dict[str, str] = {}
    for name, code in aliases.items():
        names.setdefault(code, name)
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda r: r[1])


def _words(module: str) -> str:
    """ "Isle of Man" from isle_of_man."""
    words = [word.capitalize() for word in module.split("_")]
    return " ".join(word.lower() if n and word in SMALL_WORDS else word for n, word in enumerate(words))
