"""Spreadsheets of products, and of people who sell: what each row would do, and doing it.

They are no records of customers: products are the firm's list, and people come in as a list of people does.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from ingrain.method.events import Event, Instant, Value
from ingrain.people.colleagues import Known, become, come, known_of
from ingrain.people.intake import kept
from ingrain.people.models import Colleague, Intake, Role, Taken, Team
from ingrain.people.news import event, tell
from ingrain.records.folding import as_sorted, folded
from ingrain.records.importing import targets
from ingrain.records.importing.cells import NotRead, refuse_formula
from ingrain.records.importing.names import Names, New, Refused
from ingrain.records.importing.plan import CREATE, ERROR, SKIP, UPDATE, Line, Plan, fitting
from ingrain.records.importing.said import Laid
from ingrain.records.importing.table import shown
from ingrain.records.models import Product
from ingrain.records.reading import UnableToRead, mail_address


def _lines(laid: Laid, read: Callable[[str, int, object], Value]) -> list[Line]:
    """Each row with its values, or its faults; a name that stands there twice is said twice."""
    found: list[Line] = []
    seen: dict[str, Line] = {}
    for number, cells in laid.table.rows:
        line = Line(number, CREATE, "")
        for place, target in laid.read:
            if cells[place] != "":
                try:
                    refuse_formula(cells[place])
                    line.values[target.name] = read(target.name, place, cells[place])
                except (NotRead, UnableToRead) as unable:
                    line.why.append(f"{laid.table.headings[place] or target.label}: {unable}")
        parts = [str(line.values.pop(part, "")) for part in (targets.FIRST, targets.LAST)]
        line.values.setdefault("name", " ".join(filter(None, parts)))
        line.title = str(line.values["name"])
        if not line.title and not line.why:
            line.why.append(_("It has no name, so nobody would find it."))
        before = seen.setdefault(folded(str(line.values.get("email address") or line.title)), line)
        if before is not line and not line.why:
            line.why.append(_("Row %(row)d has the same name. Bring in one of the two.") % {"row": before.number})
            line.state = SKIP if before.values == line.values else ERROR
        if line.why and line.state == CREATE:
            line.state = ERROR
        found.append(line)
    return found


# --- products ---------------------------------------------------------------------------------------------------------


def plan_products(laid: Laid) -> Plan:
    numbers = {place: laid.numbers(place) for place, target in laid.read if target.name == "price"}
    here = {folded(product.name): product for product in Product.objects.all()}

    def read(name: str, place: int, cell: object) -> Value:
        return numbers[place].read(cell) if name == "price" else fitting(shown(cell), 250)  # type: ignore[arg-type]

    lines = _lines(laid, read)
    for line in lines:
        product = here.get(folded(line.title))
        if line.state != CREATE or product is None:
            continue
        line.record = f"product/{product.pk}"
        price = line.values.get("price")
        if price is None or product.price == hundredths(price):
            line.state, line.why = SKIP, [_("Nothing in it differs from what is here.")]
        else:
            line.state, line.why = UPDATE, [_("Known by %(by)s.") % {"by": _("this name")}, _("Changes: Price.")]
    return Plan(lines)


def hundredths(value: object) -> int | None:
    return None if value is None else round(float(str(value)) * 100)


def bring_products(plan: Plan, *, by: Colleague, at: Instant) -> tuple[list[Event], list[list[Any]]]:
    """Write them; what the journal hears of it, and [number, name, price before, whether it is new, price since]."""
    told, made = [], []
    for line in plan.of(CREATE) + plan.of(UPDATE):
        price = hundredths(line.values.get("price"))
        product = Product.objects.filter(pk=int(line.record.partition("/")[2])).first() if line.record else None
        before, new = (product.price, False) if product else (None, True)
        if product is None:
            product = Product.objects.create(name=line.title, price=price)
        else:
            Product.objects.filter(pk=product.pk).update(price=price)
        values = {name: value for name, value in line.values.items() if not isinstance(value, New)}
        did = "create" if new else "change"
        told.append(Event(0, f"product/{product.pk}", did, at, at, by.key, values, through="import"))
        made.append([product.pk, line.title, before, new, price])
    return told, made


def take_products_back(
    made: Iterable[list[Any]], *, by: Colleague, at: Instant
) -> tuple[list[Event], list[str], list[list[Any]]]:
    """Away with those that came; prices as they were. The names of those that were changed since, and stay; and what is
    left of what was made."""
    told, stayed, left = [], [], []
    for number, name, before, new, price in made:
        product = Product.objects.filter(pk=number).first()
        if product is None:
            continue
        if product.price != price or product.name != name:
            stayed.append(product.name)
            left.append([number, name, before, new, price])
            continue
        if new:
            product.delete()
        else:
            Product.objects.filter(pk=product.pk).update(price=before)
        values: dict[str, Value] = {} if new else {"price": None if before is None else before / 100}
        told.append(Event(0, f"product/{number}", "delete" if new else "change", at, at, by.key, values))
    return told, stayed, left


# --- people -----------------------------------------------------------------------------------------------------------


def plan_people(laid: Laid) -> Plan:
    names = {place: _names(laid, place) for place, target in laid.read if target.name in ("team", "manager")}

    def read(name: str, place: int, cell: object) -> Value:
        text = shown(cell)  # type: ignore[arg-type]
        if place in names:
            answer = names[place].answers[text]
            if isinstance(answer, Refused):
                raise NotRead(answer.why)
            return answer.name if isinstance(answer, New) else answer
        return mail_address(text) if name == "email address" else fitting(text, 150)

    lines = _lines(laid, read)
    everybody = list(Colleague.objects.select_related("team", "manager"))
    for line in lines:
        if line.state == CREATE:
            _hold_against(line, everybody)
    return Plan(lines, [question for one in names.values() for question in one.questions])


def _names(laid: Laid, place: int) -> Names:
    target = dict(laid.read)[place]
    own: dict[str, str] = {}
    if target.name == "manager":
        held = [p for p, t in laid.read if t.name == "name"]
        own = {as_sorted(text): text for p in held for text in map(shown, laid.table.column(p))}
    names = Names(target, laid.names.get(target.name, {}), laid.desk, laid.around, own)
    names.learn(map(shown, laid.table.column(place)))
    return names


def _hold_against(line: Line, everybody: list[Colleague]) -> None:
    """Whoever is here already is known by the address, or by the name alone."""
    mail = folded(str(line.values.get("email address", "")))
    by_mail = [c for c in everybody if mail and folded(c.email or "") == mail]
    by_name = [c for c in everybody if folded(c.name) == folded(line.title)]
    found = by_mail or ([] if mail and any(c.email for c in by_name) else by_name)
    if len(found) > 1:
        line.state, line.why = ERROR, [_("Several here are called so. Write the e-mail address of one.")]
    elif found:
        one = found[0]
        line.record = f"person/{one.key}"
        team, manager = line.values.get("team"), line.values.get("manager")
        changes = [
            *([_("Team")] if team and folded(str(team)) != folded(one.team.name if one.team else "") else []),
            *([_("Manager")] if manager and manager not in _called(one.manager) else []),
            *([_("E-mail")] if mail and not one.email else []),
        ]
        by = _("this e-mail address") if by_mail else _("this name")
        line.why = [_("Known by %(by)s.") % {"by": by}]
        line.state = UPDATE if changes else SKIP
        told = _("Changes: %(fields)s.") % {"fields": ", ".join(changes)}
        line.why.append(told if changes else _("Nothing in it differs from what is here."))


def _called(one: Colleague | None) -> tuple[str, ...]:
    return (one.key, one.name) if one else ()


def bring_people(plan: Plan, *, by: Colleague, at: Instant) -> Intake:
    """Everybody who is new, then who leads whom; as a list of people, so that it goes back as one."""
    coming = plan.of(CREATE) + plan.of(UPDATE)
    teams = {folded(team.name): team for team in Team.objects.all()}
    wanted = dict.fromkeys(str(line.values["team"]) for line in coming if line.values.get("team"))
    told = []
    fresh = [name for name in wanted if folded(name) not in teams]
    for name in fresh:
        if folded(name) not in teams:
            team = teams[folded(name)] = Team.objects.create(name=name[:100])
            told.append(event(f"team/{team.pk}", "create", by=by, at=at, name=team.name))
    people = {c.key: c for c in Colleague.objects.all()} | {folded(c.name): c for c in Colleague.objects.all()}
    before = {line.number: known_of(people[line.record.partition("/")[2]]) for line in coming if line.record}
    intake = Intake.objects.create(by=by, at=at, teams=fresh)
    new: dict[str, Colleague] = {}
    for name, role in _who_is_new(plan, coming, people, by):
        person, events = come(Known(name, roles=frozenset({role})), by=by, at=at, signs_in=False)
        told += events
        people[folded(name)] = people[person.key] = new[folded(name)] = person
    for line in coming:
        key = line.record.partition("/")[2] or folded(line.title)
        person = Colleague.objects.get(pk=people[key].pk)
        known = known_of(person)
        known = replace(
            known,
            email=known.email or str(line.values.get("email address") or "") or None,
            team=teams.get(folded(str(line.values.get("team", "")))) or known.team,
            manager=_above(people, str(line.values.get("manager") or "")) or known.manager,
        )
        told += become(person, known, by=by, at=at)
        new.pop(folded(line.title), None)
        was = before.get(line.number)
        Taken.objects.create(intake=intake, key=person.key, name=known.name, before=kept(was) if was else None,
                             after=kept(known))  # fmt: skip
    for person in new.values():
        Taken.objects.create(intake=intake, key=person.key, name=person.name, after=kept(known_of(person)))
    tell(told)
    return intake


def _who_is_new(
    plan: Plan, coming: Iterable[Line], people: dict[str, Colleague], by: Colleague
) -> Iterable[tuple[str, str]]:
    """Those of the rows, and those above them whom nobody knows yet."""
    rows = {folded(line.title): line.title for line in plan.of(CREATE)}
    managers = [str(line.values["manager"]) for line in coming if line.values.get("manager")]
    above = {folded(name): name for name in managers if name not in people and folded(name) not in people}
    leads = Role.MANAGER if by.holds(Role.ADMINISTRATOR) else Role.SELLER
    for key, name in {**rows, **above}.items():
        yield name, str((leads if key in above else Role.SELLER).value)


def _above(people: dict[str, Colleague], said: str) -> Colleague | None:
    found = people.get(said) or people.get(folded(said))
    return Colleague.objects.get(pk=found.pk) if found else None
