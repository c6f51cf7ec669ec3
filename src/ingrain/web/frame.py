"""What stands around every page: the menu with what waits, and who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ingrain.editions import requests
from ingrain.monitor import clocks
from ingrain.monitor.models import Decision, Objection
from ingrain.people.models import Colleague, Firm, Role
from ingrain.records import mentions
from ingrain.records.access import SELLS
from ingrain.web import clock


@dataclass(frozen=True)
class Entry:
    """A line of the menu. waiting: how much there is to do; 0 shows nothing. at_hand: the thumb's bar has it too."""

    title: str
    address: str
    on: bool
    waiting: int = 0
    at_hand: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    entries: list[Entry]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu of whoever is signed in; nothing for those who aren't."""
    colleague = getattr(request, "user", None)
    if not isinstance(colleague, Colleague):
        return {"firm": Firm.here(), "typefaces": settings.TYPEFACES}
    groups = [Group(title, entries) for title, entries in _groups(request, colleague) if entries]
    return {
        "firm": Firm.here(),
        "typefaces": settings.TYPEFACES,
        "menu": groups,
        "bar": _bar(groups, request) if colleague.holds(*SELLS) else [],
        "viewer": colleague,
        "role": _role(colleague),
        "searches": colleague.holds(*SELLS),
        "clocks": clocks.doubts(clock.now()) if colleague.holds(Role.ADMINISTRATOR) else [],
    }


def _groups(request: HttpRequest, colleague: Colleague) -> list[tuple[str, list[Entry]]]:
    sells = colleague.holds(*SELLS)

    def entry(title: str, name: str, waiting: int = 0, *, at_hand: bool = False) -> Entry:
        address = reverse(name)
        return Entry(title, address, _is_on(request.path, name, address), waiting, at_hand)

    runs = colleague.holds(Role.LEAD, Role.MANAGER, Role.SUPER_USER)
    sums = colleague.holds(Role.SPONSOR, Role.COUNCIL)
    sets_up = colleague.holds(Role.ADMINISTRATOR, Role.LEAD)
    first = [entry(_("To do"), "tasks", _to_do(colleague), at_hand=sells)]
    if sells:
        accounts = reverse("records", args=["account"])
        first += [
            Entry(_("Customers"), accounts, _among_customers(request.path), at_hand=True),
            entry(_("Pipeline"), "board", at_hand=True),
            entry(_("Calendar"), "calendar"),
        ]
    first.append(entry(_("Manual"), "manuals"))
    adoption = [entry(_("Monitor"), "monitor")] if runs or sums else []
    if colleague.holds(Role.LEAD, Role.MANAGER):
        adoption.append(entry(_("Objections"), "objections", Objection.objects.filter(answered=None).count()))
    set_up = [entry(_("People"), "people"), entry(_("Teams"), "teams")] if sets_up else []
    if sets_up:
        set_up.append(entry(_("Records"), "records-settings"))
        set_up.append(Entry(_("How we sell"), reverse("set-pipelines"), request.path.startswith("/selling/")))
    if colleague.holds(Role.ADMINISTRATOR):
        set_up.append(entry(_("Company"), "settings"))
    if colleague.holds(Role.LEAD):
        set_up.append(entry(_("Logs"), "logs"))
    return [("", first), (_("Adoption"), adoption), (_("Set-up"), set_up)]


def _is_on(path: str, name: str, address: str) -> bool:
    """Whether this entry leads to where one is; what has pages of its own below another is not that other."""
    apart = {"home": "/", "settings": "/settings/"}
    return path == address if name in apart else path.startswith(address)


def _among_customers(path: str) -> bool:
    return path.startswith(tuple(reverse("records", args=[kind]) for kind in ("account", "contact", "lead")))


def _bar(groups: list[Group], request: HttpRequest) -> list[Entry]:
    """What the thumb reaches on a telephone."""
    at_hand = [entry for group in groups for entry in group.entries if entry.at_hand]
    find = reverse("find")
    add = reverse("add")
    return [
        *at_hand,
        Entry(_("Add"), add, request.path.endswith("/new/")),
        Entry(_("Search"), find, request.path.startswith(find)),
    ]


def _to_do(colleague: Colleague) -> int:
    agreed = Decision.objects.filter(who=colleague, done=None, request=None)
    named = mentions.unseen(colleague) if colleague.holds(*SELLS) else 0
    return agreed.count() + requests.waiting_for(colleague).count() + named


def _role(colleague: Colleague) -> str:
    held = [str(role.label) for role in Role if role in colleague.roles]
    team = [colleague.team.name] if colleague.team else []
    return ", ".join([*held, *team])
