"""`ingrain backup` and `ingrain restore`: all that an installation keeps, in one file, and back.

Here lives what belongs to a backup: the database, the files that were uploaded, the installation's secret, and which
version made it.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from ingrain.cli.opening import UnableToOpen
from ingrain.cli.start import made_ready
from ingrain.telling.words import _

SQLITE, POSTGRES = "ingrain.sqlite3", "ingrain.pgdump"
ABOUT = "about.json"
KEPT_FILES = ("secret", "files")


def add_backup_to(asked: argparse.ArgumentParser) -> None:
    asked.set_defaults(door=backup)
    _add(asked, _("the file to write; it must not be there yet"))


def add_restore_to(asked: argparse.ArgumentParser) -> None:
    asked.set_defaults(door=restore)
    _add(asked, _("the file that `ingrain backup` wrote"))


def _add(asked: argparse.ArgumentParser, told: str) -> None:
    asked.add_argument("file", type=Path, metavar="FILE.tar.gz", help=told)
    asked.add_argument("--data", type=Path, metavar="DIR", help=_("where everything is kept (var, or INGRAIN_DATA)"))


def _data(asked: argparse.Namespace) -> Path:
    return Path(asked.data or os.environ.get("INGRAIN_DATA", "var")).resolve()


def _database() -> str | None:
    """The address of a PostgreSQL, where one is used."""
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith(("postgres://", "postgresql://")) else None


def backup(asked: argparse.Namespace) -> int:
    """0: written. The site may go on meanwhile: what the file holds is one moment."""
    data, target = _data(asked), asked.file
    if target.exists():
        raise UnableToOpen(_("%s is there already: name another file.") % target)
    if not _database() and not (data / SQLITE).exists():
        raise UnableToOpen(_("%s holds no database of Ingrain: say where it is with --data.") % data)
    half = target.with_name(f"{target.name}.half")
    with tempfile.TemporaryDirectory(dir=target.parent.resolve()) as folder:
        _gather(data, Path(folder))
        with tarfile.open(half, "w:gz") as packed:
            for path in sorted(Path(folder).iterdir()):
                packed.add(path, path.name)
    half.rename(target)
    print(_("%s holds everything. Keep it where only you can read it: the installation's secret is in it.") % target)
    return 0


def _gather(data: Path, folder: Path) -> None:
    about = {"version": version("ingrain"), "database": POSTGRES if _database() else SQLITE}
    (folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    if address := _database():
        _asked("pg_dump", "--format=custom", f"--file={folder / POSTGRES}", address)
    else:
        with closing(sqlite3.connect(data / SQLITE)) as database:
            database.execute("VACUUM INTO ?", [str(folder / SQLITE)])
    for name in KEPT_FILES:
        if (data / name).is_dir():
            shutil.copytree(data / name, folder / name)
        elif (data / name).exists():
            shutil.copy2(data / name, folder / name)


def restore(asked: argparse.Namespace) -> int:
    """0: everything is back, as this version needs it."""
    data, source = _data(asked), asked.file
    if (data / SQLITE).exists():
        raise UnableToOpen(
            _("%s holds a database already: restore into an empty folder, then start from there.") % data
        )
    with tempfile.TemporaryDirectory() as folder:
        about = _unpacked(source, Path(folder))
        _put_back(about, Path(folder), data)
    made_ready(data)
    print(_("Everything is back in %s, from version %s. Start it with: ingrain start --data %s") % (
        data, about["version"], data))  # fmt: skip
    return 0


def _unpacked(source: Path, folder: Path) -> dict[str, str]:
    try:
        with tarfile.open(source, "r:gz") as packed:
            packed.extractall(folder, filter="data")
        about: dict[str, str] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnableToOpen(_("%s is no backup of Ingrain, or isn't there.") % source) from None
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise UnableToOpen(_("%s can't be read as a backup (%s): take another copy of it.") % (source, error)) from None
    return about


def _put_back(about: dict[str, str], folder: Path, data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if about["database"] == POSTGRES:
        address = _database()
        if address is None:
            raise UnableToOpen(_("This backup is of a PostgreSQL: say with DATABASE_URL into which empty one it goes."))
        _asked("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={address}", str(folder / POSTGRES))
    else:
        if _database():
            raise UnableToOpen(_("This backup is of a SQLite: restore it without DATABASE_URL."))
        shutil.copy2(folder / SQLITE, data / SQLITE)
    for name in KEPT_FILES:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, data / name, dirs_exist_ok=True)
        elif (folder / name).exists():
            shutil.copy2(folder / name, data / name)


def _asked(*command: str) -> None:
    """Run a program of PostgreSQL's; what it complains of is said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise UnableToOpen(_("%s isn't installed: install PostgreSQL's client programs.") % command[0]) from None
    if done.returncode:
        raise UnableToOpen(_("%s failed: %s") % (command[0], done.stderr.strip()))
