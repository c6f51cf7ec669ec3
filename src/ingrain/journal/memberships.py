"""Which team somebody was in since when, as the journal tells it: also those of whom there are two in a month."""

from dataclasses import dataclass

from ingrain.journal.read import story
from ingrain.method.events import Instant

TELLS = frozenset({"create", "move to team"})


@dataclass(frozen=True)
class Membership:
    """In a team from `since` on, up to the next one. team: None is no team at all."""

    team: str | None
    since: Instant


def memberships(key: str) -> list[Membership]:
    """The teams of a colleague, oldest first; none where they came before the journal told of people."""
    found: list[Membership] = []
    for event in story(f"person/{key}"):
        if event.do == "move to team" and not found and event.values.get("from"):
            found.append(Membership(str(event.values["from"]), event.occurred))
        if event.do in TELLS:
            team = str(event.values.get("team") or "") or None
            if not found or found[-1].team != team:
                found.append(Membership(team, event.occurred))
    return found
