"""Values as people read them: money, days and moments in the reader's own way. Here lives wording, never deciding."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_compact_currency, format_currency, format_decimal
from django.utils.functional import Promise
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from ingrain.method.events import Instant
from ingrain.records.fields import Field, Type
from ingrain.records.folding import number_shown
from ingrain.records.models import Kept, Said
from ingrain.records.surroundings import Surroundings


def locale() -> Locale:
    """Of whoever reads the page."""
    return Locale.parse(to_locale(get_language() or "en"))


def money(hundredths: int | None, currency: str) -> str:
    """An amount, with decimals only where it has some."""
    if hundredths is None:
        return ""
    pattern = locale().currency_formats["standard"].pattern
    shown: str = format_currency(
        hundredths / 100,
        currency or "EUR",
        locale=locale(),
        format=pattern.replace(".00", "") if hundredths % 100 == 0 else None,
        currency_digits=hundredths % 100 != 0,
    )
    return shown


def typed(hundredths: int) -> str:
    """An amount as it can be typed again: without a sign."""
    shown: str = format_decimal(Decimal(hundredths) / 100, locale=locale())
    return shown


def number(value: Decimal) -> str:
    """A number without more decimals than it has."""
    shown: str = format_decimal(value.normalize(), locale=locale(), decimal_quantization=False)
    return shown


def short_money(hundredths: int, currency: str) -> str:
    """An amount to be read at a glance: £1.2M."""
    shown: str = format_compact_currency(hundredths / 100, currency or "EUR", locale=locale(), fraction_digits=1)
    return shown


def day(value: date | None, today: date | None = None) -> str:
    """A day; the year only where it isn't this one."""
    if value is None:
        return ""
    if today is not None and value == today:
        return _("today")
    skeleton = "MMMd" if today is not None and value.year == today.year else "yMMMd"
    shown: str = format_skeleton(skeleton, value, locale=locale())
    return shown


def moment(instant: Instant | None, around: Surroundings, today: date | None = None) -> str:
    """A moment in the firm's time."""
    if instant is None:
        return ""
    local: datetime = around.calendar.local(instant)
    return f"{day(local.date(), today)}, {format_time(local, 'short', locale=locale())}"


def category(name: str) -> str:
    """A category of the forecast."""
    return str(dict(Said.Category.choices).get(name, name))


def long_day(value: date) -> str:
    shown: str = format_date(value, "full", locale=locale())
    return shown


def shown(row: Kept, field: Field, around: Surroundings, today: date | None = None) -> str | Promise:
    """What a row holds in a field, as it is read."""
    value = getattr(row, field.at)
    if value is None or value == "":
        return ""
    match field.type:
        case Type.MONEY:
            return money(value, getattr(row, "currency", "") or around.currency)
        case Type.DAY:
            return day(value, today)
        case Type.MOMENT:
            return moment(value, around, today)
        case Type.PHONE:
            return number_shown(value, around.region)
        case Type.CHOICE if field.choices is not None:
            return next((label for choice, label in field.choices() if choice == value), value)
        case _:
            return str(value)
