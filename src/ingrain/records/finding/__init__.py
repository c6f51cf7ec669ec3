"""Search: the one room that knows how a database finds words. `learn` keeps it current, `search` asks it."""

from ingrain.records.finding.learning import forget, learn, seen_of
from ingrain.records.finding.searching import Hit, search

__all__ = ("Hit", "forget", "learn", "search", "seen_of")
