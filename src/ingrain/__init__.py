"""Ingrain: a usage manual in plain English, checked against what really happened. docs/map.md says what lives where."""
