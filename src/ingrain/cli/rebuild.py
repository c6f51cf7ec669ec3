"""`ingrain rebuild`, `ingrain verify`: what is only a cache is made anew; the journal is as it was written, or not."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from ingrain.cli.start import made_ready
from ingrain.telling.words import _


def add_rebuild_to(asked: argparse.ArgumentParser) -> None:
    asked.set_defaults(door=rebuild)
    asked.add_argument("--data", type=Path, metavar="DIR", help=_("where everything is kept (var, or INGRAIN_DATA)"))


def add_verify_to(asked: argparse.ArgumentParser) -> None:
    asked.set_defaults(door=verify)
    asked.add_argument("--data", type=Path, metavar="DIR", help=_("where everything is kept (var, or INGRAIN_DATA)"))


def rebuild(asked: argparse.Namespace) -> int:
    """0: every manual was held against everything once more, and the cells of today counted."""
    made_ready(asked.data)
    from ingrain.method.calendar import instant_of
    from ingrain.monitor import grid, watch
    from ingrain.monitor.setting import documents

    at = instant_of(datetime.now(UTC))
    for document in documents():
        judged = watch.judge_all(document, at=at)
        grid.count(document, at=at)
        print(_("%s: %s obligations.") % (document, f"{judged:,}"))
    return 0


def verify(asked: argparse.Namespace) -> int:
    """0: the journal is as it was written; 1: it isn't."""
    made_ready(asked.data)
    from ingrain.journal.read import unbroken

    broken = unbroken()
    if broken is not None:
        print(_("Entry %d of the journal is not as it was written. Compare it with a backup.") % broken)
        return 1
    print(_("The journal is as it was written."))
    return 0
