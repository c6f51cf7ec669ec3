"""Logs, read: XES, CSV, Parquet and Ingrain's own JSON Lines, all as the same events. Nothing here judges them."""

from ingrain.logs.log import Log, Options
from ingrain.logs.opening import open_log
from ingrain.logs.report import Note, Oddity, Report, UnableToReadLog

__all__ = ["Log", "Note", "Oddity", "Options", "Report", "UnableToReadLog", "open_log"]
