"""Instants for the templates, in the firm's time."""

from datetime import date

from django import template
from django.utils import formats

from ingrain.method.events import Instant
from ingrain.people.directory import calendar

register = template.Library()


@register.filter
def day(instant: Instant) -> str:
    """ "18 Nov"."""
    found: date = calendar().day(instant)
    return str(formats.date_format(found, "j M"))
