"""What people type, read as values of the journal: numbers, money and days in their own way, names of colleagues.

Here lives understanding one field. Whether the value may be saved is decided by the verbs. Every fault is a sentence
that says what was typed and what would be understood.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from functools import cached_property

from babel import Locale
from babel.dates import get_day_names, get_month_names, parse_date
from babel.numbers import NumberFormatError, parse_decimal
from django.db.models import Q
from django.utils.translation import gettext as _

from ingrain.method.events import Value
from ingrain.people.models import Colleague
from ingrain.records.fields import KINDS, Field, Type
from ingrain.records.folding import PEOPLE, as_person_sorted, as_sorted, folded, number_shown
from ingrain.records.models import STANDING
from ingrain.records.surroundings import Surroundings

THOUSANDS = {"k": 1_000, "m": 1_000_000}
CURRENCY_SIGNS = re.compile(r"^[^\d\-+.,]*|[^\d.,kKmM]*$")
ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)$")
MOST = 100_000_000_000
LONGEST = 250
MAIL_LENGTH = 254
PLAIN_MAIL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""Nearly every address of mail. The others are parsed."""

IN_DAYS = re.compile(r"(?:in )?(\d{1,3}) ?(?:d|days?)$|\+(\d{1,3})$")


class UnableToRead(Exception):
    """Something typed that can't be understood, as a sentence."""


@dataclass(frozen=True)
class Reader:
    """Reads for one person. locale: whose way of writing numbers and days; today: from which "tomorrow" counts."""

    locale: str
    today: date
    around: Surroundings

    def read(self, field: Field, text: str) -> Value:
        """The value of a field; None where nothing was typed. Raises UnableToRead."""
        said = text.strip()
        if not said:
            return None
        match field.type:
            case Type.MONEY:
                return self.money(said)
            case Type.DAY:
                return self.day(said).isoformat()
            case Type.MOMENT:
                return self.moment(said)
            case Type.EMAIL:
                return mail_address(said)
            case Type.PHONE:
                return number_shown(said, self.around.region)[:50]
            case Type.PERSON:
                return self.colleague(said).key
            case Type.CHOICE | Type.STAGE:
                return self.choice(field, said)
            case Type.CURRENCY:
                return self.currency(said)
            case Type.RECORD:
                return self.record(field, said)
            case Type.LONG | Type.LINES:
                return said.replace("\r\n", "\n")
            case _:
                return self.line(said)

    def line(self, said: str) -> str:
        """One line of text; a new line in it is a space."""
        text = " ".join(said.split())
        if len(text) > LONGEST:
            raise UnableToRead(
                _("This has %(n)d characters, and %(most)d fit. Put the rest into the description.")
                % {"n": len(text), "most": LONGEST}
            )
        return text

    def money(self, said: str) -> int | float:
        """ "12,500.50", "£12.5k" or "1.2m"; with two decimals at most."""
        text = CURRENCY_SIGNS.sub("", said.replace("\xa0", " ").replace(" ", ""))
        times = THOUSANDS.get(text[-1:].casefold(), 1)
        try:
            amount = parse_decimal(text[:-1] if times > 1 else text, locale=self._locale, strict=True) * times
        except NumberFormatError as unable:
            raise UnableToRead(
                _("“%(said)s” is no amount. Write it as 12500 or %(example)s.")
                % {"said": said, "example": self._example}
            ) from unable
        if abs(amount) >= MOST:
            raise UnableToRead(_("“%(said)s” is more than there is to sell. Look at the zeros.") % {"said": said})
        cents = round(amount * 100)
        return int(cents // 100) if cents % 100 == 0 else cents / 100

    def day(self, said: str) -> date:
        """2026-12-15, 15/12/2026 or as it is written here, "tomorrow", "Friday", "in 5 days", "15 December"."""
        known = self._spoken(folded(said))
        if known:
            return known
        if found := ISO.match(said):
            return self._built(said, *map(int, found.groups()))
        try:
            return parse_date(said, locale=self._locale)
        except (ValueError, IndexError) as unable:
            raise UnableToRead(
                _("“%(said)s” is no day. Write it as 2026-12-15, or say tomorrow, Friday or in 5 days.")
                % {"said": said}
            ) from unable

    def _spoken(self, said: str) -> date | None:
        near = {folded(_("today")): 0, folded(_("tomorrow")): 1, folded(_("yesterday")): -1}
        if said in near:
            return self.today + timedelta(near[said])
        if found := IN_DAYS.match(said):
            return self.today + timedelta(int(found.group(1) or found.group(2)))
        for width in ("wide", "abbreviated"):
            for place, name in get_day_names(width, locale=self._locale).items():
                if said == folded(name).rstrip("."):
                    return self.today + timedelta((place - self.today.weekday() - 1) % 7 + 1)
        return self._with_month(said)

    def _with_month(self, said: str) -> date | None:
        """ "15 December", this year or next."""
        parts = re.fullmatch(r"(\d{1,2})\.? ([^\d\s.]+)\.?(?: (\d{4}))?", said)
        if not parts:
            return None
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, locale=self._locale).items():
                if parts.group(2) == folded(name).rstrip("."):
                    year = int(parts.group(3) or self.today.year)
                    found = self._built(said, year, month, int(parts.group(1)))
                    return found if parts.group(3) or found >= self.today else found.replace(year=year + 1)
        return None

    def _built(self, said: str, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except ValueError as unable:
            raise UnableToRead(_("“%(said)s”: there is no such day in the calendar.") % {"said": said}) from unable

    def moment(self, said: str) -> str:
        """A day and a time, in the firm's own."""
        try:
            return datetime.fromisoformat(said).replace(tzinfo=None).isoformat(timespec="minutes")
        except ValueError as unable:
            raise UnableToRead(
                _("“%(said)s” is no day with a time. Write it as 2026-12-15 14:30.") % {"said": said}
            ) from unable

    def currency(self, said: str) -> str:
        code = said.upper()
        if code not in Locale.parse("en").currencies:
            raise UnableToRead(_("“%(said)s” is no currency. Write three letters, as EUR or GBP.") % {"said": said})
        return code

    def choice(self, field: Field, said: str) -> str:
        """One of the field's choices, by what it is or how it is shown."""
        choices = [(stage.name, stage.name) for some in self.around.stages.values() for stage in some]
        if field.choices is not None:
            choices = field.choices()
        for value, shown in choices:
            if folded(said) in (folded(value), folded(str(shown))):
                return value
        raise UnableToRead(
            _("“%(said)s” isn't one of %(choices)s.")
            % {"said": said, "choices": ", ".join(str(shown) for _value, shown in choices)}
        )

    def colleague(self, said: str) -> Colleague:
        """Somebody here, by key, address or name."""
        known = self.around.colleagues
        if said in known:
            return known[said]
        wanted = folded(said)
        found = [c for c in known.values() if wanted in (folded(c.name), folded(c.email or ""), folded(c.key))]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnableToRead(_("%(said)s is the name of several people. Write the address of one.") % {"said": said})
        raise UnableToRead(_("Nobody here is called %(said)s.") % {"said": said})

    def record(self, field: Field, said: str) -> str:
        """A record by its number in the journal, or by its whole name where only one is called so."""
        kind = KINDS[field.to]
        if said.startswith(f"{field.to}/") and said.partition("/")[2].isdecimal():
            return said
        called = as_person_sorted(said) if field.to in PEOPLE else as_sorted(said)
        found = list(kind.model._default_manager.filter(STANDING, Q(sort=called)).values_list("pk", flat=True)[:2])
        if len(found) == 1:
            return kind.row(found[0])
        if found:
            raise UnableToRead(_("Several are called %(said)s. Choose one from the list.") % {"said": said})
        raise UnableToRead(_("There is no %(kind)s called %(said)s.") % {"kind": str(kind.label).lower(), "said": said})

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.locale, sep="-" if "-" in self.locale else "_")

    @cached_property
    def _example(self) -> str:
        from_here = self._locale.number_symbols["latn"]
        return f"12{from_here['group']}500{from_here['decimal']}50"


def mail_address(said: str) -> str:
    """An address of mail, without a new line or anything else that a mail could trip over."""
    if len(said) <= MAIL_LENGTH and PLAIN_MAIL.fullmatch(said):
        return said
    try:
        address = Address(addr_spec=said)
    except (HeaderParseError, ValueError, IndexError) as unable:
        raise UnableToRead(_("“%(said)s” is no e-mail address.") % {"said": said}) from unable
    if not address.domain or "." not in address.domain or len(said) > MAIL_LENGTH:
        raise UnableToRead(_("“%(said)s” is no e-mail address. Write it as name@company.example.") % {"said": said})
    return address.addr_spec
