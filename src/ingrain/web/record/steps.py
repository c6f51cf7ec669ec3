"""The one thing to do next on a record: what the manual asks first, then what is planned, then what is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ingrain.records.models import Activity, Contact, Kept, Lead, Opportunity
from ingrain.web.record.asked import Asked
from ingrain.web.record.saying import Sayer
from ingrain.web.signposts import address_of

DOING = re.compile(r"\b(call|email|meeting|quote|note)s?\b")
"""What a sentence of the manual asks to be done."""


@dataclass(frozen=True)
class Next:
    """What to do. do: which form opens for it; field: which field is filled in; address: where it is done, else."""

    title: str
    sentence: str = ""
    state: str = ""
    word: str = ""
    do: str = ""
    field: str = ""
    address: str = ""


NAMES = {
    "call": gettext_lazy("Call"), "email": gettext_lazy("Write"), "meeting": gettext_lazy("Meet"),
    "quote": gettext_lazy("Send a quote"), "note": gettext_lazy("Write a note"),
}  # fmt: skip


def next_step(row: Kept, asks: Sequence[Asked], planned: Sequence[Activity], say: Sayer) -> Next | None:
    """The one thing; None where there is nothing to do."""
    mine = [one for one in asks if one.record == row.record and one.can]
    if mine:
        return _as_asked(mine[0])
    if planned:
        first = planned[0]
        day = say.day(say.around.calendar.day(first.at))
        return Next(f"{first}: {day}", do="", address=address_of(first.record), word=str(first.get_kind_display()))
    match row:
        case Opportunity() if not row.closed and (row.next_step is None or row.next_step <= say.today):
            return Next(_("Say what comes next, and when."), field="next-step")
        case Lead() if row.state == Lead.State.QUALIFIED:
            return Next(_("It is worth going on with: make a customer of it."), address="convert")
        case Lead() if not row.closed:
            return Next(_("Ask what it is about."), do="call")
        case Contact() if not row.phone and not row.email:
            return Next(_("Nobody can reach them yet: add a phone number or an address."), field="phone")
    return None


def _as_asked(ask: Asked) -> Next:
    found = DOING.search(ask.sentence.partition(", a lead has ")[2] or ask.sentence)
    do = found.group(1) if found else ""
    field = ""
    for words, slug in (("next step", "next-step"), ("close date", "close-date"), ("budget", "budget"),
                        ("loss reason", "loss-reason"), ("decision maker", "decision-maker")):  # fmt: skip
        if not do and words in ask.sentence:
            field = slug
            break
    if "stays in" in ask.sentence:
        return Next(_("Move it on, or close it."), ask.sentence, ask.state, ask.word)
    title = str(NAMES.get(do, "")) or (_("Fill it in.") if field else _("The manual asks:"))
    return Next(title, ask.sentence, ask.state, ask.word, do=do, field=field)
