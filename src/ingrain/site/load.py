"""A load of records, as large as is asked: for measuring, and for seeing what a firm of that size is like.

Ten contacts and two opportunities for each account, and about a hundred entries of the journal, over two years.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from django.db import transaction
from django.db.models import Max

from ingrain.method.calendar import EPOCH
from ingrain.method.events import Event, Instant, Value
from ingrain.people.models import Colleague, Role
from ingrain.records import bringing, pipelines
from ingrain.records.models import Account, Activity, Contact, Opportunity
from ingrain.records.shelf import Shelf
from ingrain.records.sums import Turns
from ingrain.records.surroundings import Surroundings
from ingrain.sample import names, notes
from ingrain.site.bare import bare

CONTACTS, OPPORTUNITIES, ACTIVITIES = 10, 2, 85
"""For each account."""

AT_ONCE = 100
"""So many accounts are held in memory."""

HOUR, DAY = 3_600_000_000, 86_400_000_000
KINDS = ("call", "call", "email", "email", "note", "task")


def load(contacts: int, *, at: Instant, seed: int = 7, progress: Callable[[int], object] = lambda _done: None) -> int:
    """Bring in as many contacts as are missing, and what belongs to them; how many accounts that are.

    All of it or nothing: it is one transaction. Raises UnableToHaveItAlone while Ingrain runs on the same SQLite.
    """
    there = Contact.objects.count()
    accounts = max(0, contacts - there) // CONTACTS
    with bare() if contacts > 2 * there else transaction.atomic():
        _bring(accounts, at, seed, progress)
    return accounts


def _bring(accounts: int, at: Instant, seed: int, progress: Callable[[int], object]) -> None:
    sellers = list(Colleague.objects.filter(held_roles__role=Role.SELLER, left=None).values_list("key", flat=True))
    making = _Making(Random(seed), sorted(set(sellers)) or ["nobody"], at)
    around, turns = Surroundings(), Turns()
    for done in range(0, accounts, AT_ONCE):
        events = [e for _ in range(min(AT_ONCE, accounts - done)) for e in making.account()]
        bringing.bring(sorted(events, key=lambda event: event.recorded), onto=Shelf(around, turns))
        progress(min(done + AT_ONCE, accounts))
    turns.save()


class _Making:
    """Numbers, names and moments, one account after the other."""

    def __init__(self, rng: Random, sellers: list[str], at: Instant) -> None:
        self.rng, self.sellers, self.at = rng, sellers, at
        models = {"account": Account, "contact": Contact, "opportunity": Opportunity, "activity": Activity}
        self.next = {kind: (model._default_manager.aggregate(n=Max("pk"))["n"] or 0) for kind, model in models.items()}
        self.stages = [stage.name for stage in pipelines.usual().stages.all()]

    def account(self) -> Iterator[Event]:
        rng, owner = self.rng, self.rng.choice(self.sellers)
        since = self.at - rng.randint(60, 730) * DAY
        firm = f"{rng.choice(names.FIRM)} {rng.choice(names.TRADE)} {rng.choice(names.TOWN)}"
        site = f"{firm.lower().replace(' ', '-')}-{self.next['account'] + 1}.example"
        values: dict[str, Value] = {
            "name": firm, "industry": rng.choice(names.INDUSTRY), "city": rng.choice(names.TOWN),
            "type": rng.choice(("key", "standard", "standard", "partner")), "phone": self._phone(),
            "email address": f"office@{site}", "website": f"https://{site}", "territory": rng.choice(names.TERRITORY),
        }  # fmt: skip
        account = self._named("account")
        yield self._made(account, since, owner, values)
        contacts = []
        for _ in range(CONTACTS):
            contacts.append(self._named("contact"))
            yield self._made(contacts[-1], since, owner, self._person(site, account), (account,))
        deals = []
        for _ in range(OPPORTUNITIES):
            deals.append(self._named("opportunity"))
            yield from self._deal(deals[-1], account, firm, since, owner)
        for _ in range(ACTIVITIES):
            yield self._done(rng.choice((account, *contacts, *deals, *deals)), since, owner)

    def _person(self, site: str, account: str) -> dict[str, Value]:
        first, last = self.rng.choice(names.FIRST), self.rng.choice(names.LAST)
        mail = f"{first}.{last}@{site}".lower().replace(" ", "").replace("'", "")
        position = self.rng.choice(notes.POSITION)
        return {"name": f"{first} {last}", "account": account, "position": position, "phone": self._phone(),
                "email address": mail}  # fmt: skip

    def _deal(self, record: str, account: str, firm: str, since: Instant, owner: str) -> Iterator[Event]:
        rng, machine = self.rng, self.rng.choice(names.MACHINE)
        began = since + rng.randint(1, 40) * DAY
        closes = (EPOCH + timedelta(microseconds=self.at + rng.randint(-40, 160) * DAY)).date()
        values: dict[str, Value] = {
            "name": f"{firm}: {machine}", "account": account, "stage": self.stages[0], "product": machine,
            "amount": rng.randint(40, 2_400) * 100, "close date": closes.isoformat(),
            "what next": rng.choice(notes.NEXT),
        }  # fmt: skip
        yield self._made(record, began, owner, values, (account,))
        ends = [*self.stages[1:], *(["won", "lost"] if rng.random() < 0.7 else [])]
        end = rng.choice(ends)
        said: dict[str, Value] = {"stage": end}
        if end == "lost":
            said["loss reason"] = rng.choice(names.LOSS)
        yield Event(0, record, "move", (when := min(began + rng.randint(5, 50) * DAY, self.at)), when, owner, said)

    def _done(self, about: str, since: Instant, owner: str) -> Event:
        kind = self.rng.choice(KINDS)
        at = self.rng.randrange(since + 41 * DAY, self.at, HOUR) if self.at - since > 42 * DAY else self.at - HOUR
        self.next["activity"] += 1
        said = tuple((topic, notes.AFTER_A_MEETING[fitting]) for topic, fitting in notes.MEETING)
        topic, text = self.rng.choice(notes.SAID.get(kind, said))
        values: dict[str, Value] = {
            "owner": owner,
            "subject": topic,
            "notes": text,
        }
        return Event(0, f"{kind}/{self.next['activity']}", kind, at, at, owner, values, (about,))

    def _made(
        self, record: str, at: Instant, owner: str, values: dict[str, Value], links: tuple[str, ...] = ()
    ) -> Event:
        return Event(0, record, "create", at, at, owner, {"owner": owner, **values}, links)

    def _named(self, kind: str) -> str:
        self.next[kind] += 1
        return f"{kind}/{self.next[kind]}"

    def _phone(self) -> str:
        """One of the numbers that are kept free for stories."""
        return f"0113 496 0{self.rng.randint(0, 999):03}"
