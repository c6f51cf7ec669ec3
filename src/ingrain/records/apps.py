"""The room of the records: leads, accounts, contacts, opportunities, and what was done about them."""

from django.apps import AppConfig


class Records(AppConfig):
    name = "ingrain.records"
    label = "records"
