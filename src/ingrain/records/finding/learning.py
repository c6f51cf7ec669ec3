"""What search knows of a record: its title, its words, and how it is reached. Kept in the record's transaction."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from ingrain.journal.bulk import FEW, insert_rows, made
from ingrain.records.folding import folded, lines, number
from ingrain.records.models import Account, Activity, Contact, Found, Kept, Lead, Named, Opportunity, Reach, Reached

AT_ONCE = 500
LONGEST = 5_000
"""So many characters of a text can be found."""

WORDS = (
    "name", "company", "position", "description", "type", "industry", "website", "city", "country", "postcode",
    "address", "source", "product", "what_next", "decision_maker", "email", "other_emails", "other_addresses",
)  # fmt: skip


def seen_of(row: Kept) -> tuple[Any, ...]:
    """What search would keep of it; the same as before needs no writing."""
    if isinstance(row, Activity):
        return (row.subject, row.text, row.owner_id, row.team_id, row.deleted, row.state)
    texts = tuple(getattr(row, column, "") for column in WORDS)
    ways = (row.phone, row.other_phones) if isinstance(row, Reached) else ()
    above = row.account_id if isinstance(row, Contact | Opportunity) else None
    return (*texts, *ways, above, row.owner_id, row.team_id, row.territory, row.deleted, row.changed)


def learn(rows: Sequence[Kept], region: str | None, new: Container[str] = ()) -> None:
    """Take in what is new of these records; those in the bin are forgotten. new: those that were never learnt."""
    forget([row.record for row in rows if row.deleted is not None and row.record not in new])
    standing = [row for row in rows if row.deleted is None]
    accounts = _accounts(standing)
    found = [_found(row, accounts) for row in standing]
    unique = ["record"]
    kept = ["kind", "title", "line", "name", "words", "said", "owner", "team", "territory", "changed"]
    there = {one.record for one in found if one.record not in new}
    if len(found) > FEW:
        there = _there(sorted(there))
        insert_rows([one for one in found if one.record not in there])
        found = [one for one in found if one.record in there]
    Found.objects.bulk_create(
        found, batch_size=AT_ONCE, update_conflicts=True, unique_fields=unique, update_fields=kept
    )
    reached = [row for row in standing if isinstance(row, Reached)]
    for some in batched(reached, AT_ONCE):
        Reach.objects.filter(record__in=[row.record for row in some if row.record in there]).delete()
        reaches = [reach for row in some for reach in _reaches(row, region)]
        (insert_rows if len(reaches) > FEW else Reach.objects.bulk_create)(reaches)


def _there(records: Sequence[str]) -> set[str]:
    """Those that search knows already."""
    return {
        record
        for some in batched(records, AT_ONCE)
        for record in Found.objects.filter(record__in=some).values_list("record", flat=True)
    }


def forget(records: Iterable[str]) -> None:
    """These can't be found any more."""
    for some in batched(records, AT_ONCE):
        Found.objects.filter(record__in=some).delete()
        Reach.objects.filter(record__in=some).delete()


def _found(row: Kept, accounts: dict[int, str]) -> Found:
    title, line = _title(row, accounts)
    done = isinstance(row, Activity)
    text = "" if done else " ".join(filter(None, (str(getattr(row, column, "")) for column in WORDS)))
    return made(
        Found,
        record=row.record,
        kind=row.record.partition("/")[0],
        title=title,
        line=line,
        name="" if done else folded(title)[:500],
        words="" if done else folded(f"{text} {line}")[:LONGEST],
        said=folded(f"{row.subject} {row.text}")[:LONGEST] if isinstance(row, Activity) else "",
        owner_id=row.owner_id,
        team_id=row.team_id,
        territory=row.territory,
        changed=row.changed,
    )


def _title(row: Kept, accounts: dict[int, str]) -> tuple[str, str]:
    """What a hit shows: its name, and a line below."""
    match row:
        case Lead():
            return row.name or row.company, row.company if row.name else row.city
        case Contact() | Opportunity():
            return row.name, accounts.get(row.account_id or 0, "")
        case Account():
            return row.name, ", ".join(filter(None, (row.industry, row.city)))
        case Activity():
            return (row.subject or row.text[:80]), ""
        case Named():
            return row.name, ""
        case _:
            return str(row), ""


def _accounts(rows: Iterable[Kept]) -> dict[int, str]:
    numbers = {row.account_id for row in rows if isinstance(row, Contact | Opportunity) and row.account_id}
    found: dict[int, str] = {}
    for some in batched(sorted(numbers), AT_ONCE):
        found.update(Account.objects.filter(pk__in=some).values_list("pk", "name"))
    return found


def _reaches(row: Reached, region: str | None) -> Iterator[Reach]:
    phones = [row.phone, *(value for _, value in lines(row.other_phones))]
    for phone in filter(None, phones):
        if known := number(phone, region):
            yield made(Reach, record=row.record, normal=known[0], national=known[1], backwards=known[1][::-1])
        elif digits := "".join(c for c in phone if c.isdecimal())[:50]:
            yield made(Reach, record=row.record, normal=digits, national=digits, backwards=digits[::-1])
    mails = [row.email, *(value for _, value in lines(row.other_emails))]
    for mail in filter(None, mails):
        yield made(Reach, record=row.record, normal=mail.casefold())
