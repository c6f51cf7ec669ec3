"""Adding somebody and changing what is known of them: name, address, team, manager, coach and roles.

Here lives what may not be: two with one address, a circle of managers, a firm without an administrator.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant, Value
from ingrain.people.access import may_set_up
from ingrain.people.models import Colleague, HeldRole, Role, Team
from ingrain.people.news import event, tell


class UnableToSetUp(Exception):
    """What can't be done about a colleague, a team or the firm, as a sentence that says what to do."""


@dataclass(frozen=True)
class Known:
    """What is known of a colleague, as an administrator writes it."""

    name: str
    email: str | None = None
    team: Team | None = None
    manager: Colleague | None = None
    coach: Colleague | None = None
    roles: frozenset[str] = frozenset()


def known_of(colleague: Colleague) -> Known:
    """What is known now."""
    return Known(
        colleague.name,
        colleague.email,
        colleague.team,
        colleague.manager,
        colleague.coach,
        frozenset(colleague.held_roles.values_list("role", flat=True)),
    )


def add(known: Known, *, by: Colleague, at: Instant) -> Colleague:
    """Somebody new, who can sign in once they have been invited."""
    with transaction.atomic():
        colleague, told = come(known, by=by, at=at)
        tell(told)
    return colleague


def change(colleague: Colleague, known: Known, *, by: Colleague, at: Instant) -> Colleague:
    """Write down what is so from now on."""
    with transaction.atomic():
        now = Colleague.objects.select_for_update().get(pk=colleague.pk)
        tell(become(now, known, by=by, at=at))
    return now


def come(known: Known, *, by: Colleague, at: Instant, signs_in: bool = True) -> tuple[Colleague, list[Event]]:
    """Somebody new and what the journal is to hear of it, inside the caller's transaction.

    signs_in: they need an address. Who is only named by a spreadsheet is given one once they are to sign in.
    """
    known = _clean(known, None, signs_in=signs_in)
    _may_give(by, frozenset(), known.roles)
    more = {"team": known.team, "manager": known.manager, "coach": known.coach}
    colleague = Colleague.objects.join(
        key=key_for(known.name), name=known.name, email=known.email, roles=sorted(known.roles), **more
    )
    values: dict[str, Value] = {"name": known.name, "roles": ", ".join(sorted(known.roles))}
    if known.team:
        values["team"] = known.team.name
    if known.manager:
        values["manager"] = known.manager.key
    return colleague, [event(record_of(colleague), "create", by=by, at=at, **values)]


def become(colleague: Colleague, known: Known, *, by: Colleague, at: Instant) -> list[Event]:
    """Change a colleague, inside the caller's transaction; what the journal is to hear of it."""
    before, after = known_of(colleague), _clean(known, colleague)
    if before == after:
        return []
    if not may_set_up(by, colleague):
        raise UnableToSetUp(_("Only an administrator changes what is known of an administrator."))
    _may_give(by, before.roles, after.roles)
    _keep_an_administrator(colleague, after.roles)
    _no_circle(colleague, after.manager)
    for field in ("name", "email", "team", "manager", "coach"):
        setattr(colleague, field, getattr(after, field))
    colleague.save(update_fields=["name", "email", "team", "manager", "coach"])
    if before.email != after.email:
        EmailAddress.objects.filter(user=colleague).delete()  # or they could still sign in by the old one
    if before.roles != after.roles:
        _give(colleague, after.roles)
    return list(_told(colleague, before, after, by=by, at=at))


def record_of(colleague: Colleague) -> str:
    """How the journal names what happens to a colleague."""
    return f"person/{colleague.key}"


def is_address(text: str) -> bool:
    """Whether mail could be sent there."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def only_administrators(but: Collection[int] = ()) -> bool:
    """Whether nobody would be left to set things up without these."""
    held = HeldRole.objects.filter(role=Role.ADMINISTRATOR, colleague__is_active=True)
    return not held.exclude(colleague__in=but).exists()


def _told(colleague: Colleague, before: Known, after: Known, *, by: Colleague, at: Instant) -> Iterable[Event]:
    values: dict[str, Value] = {}
    if before.name != after.name:
        values["name"] = after.name
    if before.email != after.email:
        values["e-mail"] = "changed"
    for field in ("manager", "coach"):
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            values[field] = now.key if now else ""
    if before.roles != after.roles:
        values["roles"] = ", ".join(sorted(after.roles))
    if values:
        yield event(record_of(colleague), "change", by=by, at=at, **values)
    if before.team != after.team:
        moved: dict[str, Any] = {
            "team": after.team.name if after.team else "",
            "from": before.team.name if before.team else "",
        }
        yield event(record_of(colleague), "move to team", by=by, at=at, **moved)


def _clean(known: Known, colleague: Colleague | None, *, signs_in: bool = True) -> Known:
    name, email = " ".join(known.name.split()), (known.email or "").strip() or None
    if not name:
        raise UnableToSetUp(_("Write what they are called."))
    had = signs_in if colleague is None else colleague.kind == "human" and bool(colleague.email)
    if email is None and had:
        raise UnableToSetUp(_("Write their e-mail address; they sign in with it."))
    if email is not None:
        if not is_address(email):
            raise UnableToSetUp(_("“%(email)s” is no e-mail address.") % {"email": email})
        others = Colleague.objects.filter(email__iexact=email)
        if other := (others.exclude(pk=colleague.pk) if colleague else others).first():
            raise UnableToSetUp(_("%(name)s has this address already.") % {"name": other.name})
    if known.team and known.team.dissolved and (colleague is None or colleague.team_id != known.team.pk):
        raise UnableToSetUp(_("%(team)s was dissolved; choose another team.") % {"team": known.team})
    return replace(known, name=name, email=email)


def _may_give(by: Colleague, before: frozenset[str], after: frozenset[str]) -> None:
    if by.holds(Role.ADMINISTRATOR) or before == after or (not before and after <= {Role.SELLER}):
        return
    raise UnableToSetUp(
        _("Only an administrator gives roles or takes them away; anybody you add is a seller at first.")
    )


def _keep_an_administrator(colleague: Colleague, roles: frozenset[str]) -> None:
    held = HeldRole.objects.filter(colleague=colleague, role=Role.ADMINISTRATOR).exists()
    if held and Role.ADMINISTRATOR not in roles and only_administrators(but=[colleague.pk]):
        raise UnableToSetUp(
            _("%(name)s is the only administrator. Make somebody else one first.") % {"name": colleague.name}
        )


def _no_circle(colleague: Colleague, manager: Colleague | None) -> None:
    asked: set[int] = set()
    above = manager
    while above is not None and above.pk not in asked:
        if above.pk == colleague.pk:
            raise UnableToSetUp(
                _("%(name)s can't report to %(manager)s, who reports to them.")
                % {"name": colleague.name, "manager": manager}
                if manager != colleague
                else _("%(name)s can't be their own manager.") % {"name": colleague.name}
            )
        asked.add(above.pk)
        above = above.manager


def _give(colleague: Colleague, roles: frozenset[str]) -> None:
    held = HeldRole.objects.filter(colleague=colleague)
    held.exclude(role__in=roles).delete()
    missing = roles - set(held.values_list("role", flat=True))
    HeldRole.objects.bulk_create(HeldRole(colleague=colleague, role=role) for role in sorted(missing))
    colleague.__dict__.pop("roles", None)


def key_for(name: str) -> str:
    """ "Ruth Adeyemi" is ruth.adeyemi in the journal; a namesake ruth.adeyemi.2."""
    stem = slugify(name, allow_unicode=True).replace("-", ".").strip(".")[:90] or "somebody"
    taken = set(Colleague.objects.filter(key__startswith=stem).values_list("key", flat=True))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}.{number}"
    return key
