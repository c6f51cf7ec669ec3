"""`ingrain start`: the site on this machine, with embedded defaults: pages and worker under one supervisor.

Here lives making ready and saying where it is. Keeping both processes alive lives in supervise.
"""

import argparse
import os
import socket
from pathlib import Path

from ingrain.cli.opening import UnableToOpen
from ingrain.cli.supervise import supervise
from ingrain.telling.words import _

HERE = "127.0.0.1"
PORT, TRIES = 8765, 20
SETTINGS = "ingrain.site.settings"
SIGN_IN = "ingrid.sorensen@calder.example", "ingrain-sample"


def add_to(asked: argparse.ArgumentParser) -> None:
    """What can be asked of `ingrain start`."""
    asked.set_defaults(door=door)
    asked.add_argument("--data", type=Path, metavar="DIR", help=_("where everything is kept (var, or INGRAIN_DATA)"))
    asked.add_argument("--port", type=int, metavar="N", help=_("of the address; otherwise %d or the next free") % PORT)
    asked.add_argument("--host", default=HERE, help=_("where it listens (this machine alone)"))
    asked.add_argument("--sample", action="store_true", help=_("with the sample company, where there is none yet"))


def door(asked: argparse.Namespace) -> int:
    """0: it ran until it was stopped."""
    port = _free(asked.host, asked.port)
    made_ready(asked.data, sample=asked.sample)
    told = _("Ingrain is at http://%s:%d (Ctrl-C ends it).") % (asked.host, port)
    if asked.sample:
        told += "\n" + _("Sign in as %s with the password %s.") % SIGN_IN
    supervise(
        {"pages": pages(asked.host, port), "worker": worker()},
        until_told=lambda: _told_once_it_listens(asked.host, port, told),
    )
    return 0


def _told_once_it_listens(host: str, port: int, told: str) -> bool:
    """Where it is, said once somebody who goes there is answered."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    print(told, flush=True)
    return True


def made_ready(data: Path | None, *, sample: bool = False) -> None:
    """The database as this version needs it, and the files that pages load. Later calls into Django work then."""
    if data is not None:
        os.environ["INGRAIN_DATA"] = str(data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if sample:
        call_command("move_in")


def pages(host: str, port: int) -> list[str]:
    """The module that serves the pages, and what it is told."""
    server = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    return ["granian", *server, "--log-level", "warning", "ingrain.site.wsgi:application"]


def worker() -> list[str]:
    """The module that does the jobs, and what it is told."""
    return ["django", "ox_worker", "--interval", "0.5", "--verbosity", "0"]


def _free(host: str, port: int | None) -> int:
    """The port that was asked for, or the first free one."""
    for one in [port] if port is not None else range(PORT, PORT + TRIES):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, one))
            except OSError:
                continue
            return one
    told = (
        _("Port %s is taken: say another one with --port.") % port if port else _("No port from %d on is free.") % PORT
    )
    raise UnableToOpen(told)
