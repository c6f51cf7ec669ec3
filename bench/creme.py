"""How quick Creme CRM's pages are with the records of a load of ours; it is the nearest CRM that is made with Django.

    INGRAIN_DATA=<folder of a load> .venv/bin/python bench/creme.py
    .venv/bin/python bench/creme.py 100000                               (makes such a load first, and throws it away)

Creme is AGPL: it runs in an environment of its own that is thrown away, or kept in the folder that INGRAIN_CREME names,
and is never imported by anything of ours. `make bench` calls this after bench/records.py, on the same records.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = "creme-crm==2.8.6"
PROJECT = "peer"

SETTINGS = """
from .local_settings import *
SITE_DOMAIN = "http://localhost"
DATABASES["default"]["OPTIONS"] = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; "
    "PRAGMA cache_size=-64000;"
}
"""
"""SQLite is set as ours is, so that what differs is Creme's own."""


def main(contacts: int) -> None:
    with tempfile.TemporaryDirectory(prefix="ingrain-bench-") as folder:
        where = Path(folder)
        python = _environment(Path(os.environ.get("INGRAIN_CREME") or where / "environment"))
        if python is None:
            print(json.dumps({"creme": None, "why": f"{PACKAGE} can't be installed here: it was not measured."}))
            return
        data = Path(os.environ.get("INGRAIN_DATA") or _load(where / "load", contacts))
        print(_inside(python, _project(python, where), HERE / "in_creme.py", data / "ingrain.sqlite3"))


def _environment(place: Path) -> Path | None:
    """The Python that has Creme, installed where it isn't yet; None where it can't be."""
    python = place / "bin" / "python"
    if not (place / "bin" / "creme").exists():
        venv.create(place, with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", PACKAGE]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            return None
    return python


def _load(place: Path, contacts: int) -> Path:
    place.mkdir()
    command = [sys.executable, str(HERE / "records.py"), str(contacts)]
    subprocess.run(command, check=True, stdout=sys.stderr, env={**os.environ, "INGRAIN_DATA": str(place)})
    return place


def _project(python: Path, where: Path) -> Path:
    """A Creme with the apps it comes with, in English, and nothing in it yet."""
    creme = python.parent / "creme"
    _said([str(creme), "creme_start_project", PROJECT], where)
    project = where / PROJECT
    with (project / PROJECT / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    for command in ("migrate", "creme_populate", "generatemedia"):
        _inside(python, project, creme, command)
    return project


def _inside(python: Path, project: Path, *given: Path | str) -> str:
    return _said([str(python), *map(str, given)], project, {"DJANGO_SETTINGS_MODULE": f"{PROJECT}.settings"})


def _said(command: list[str], where: Path, more: dict[str, str] | None = None) -> str:
    """The last line of what a command prints."""
    ours = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    around = {**clean, "PYTHONPATH": str(where), "PYTHONWARNINGS": "ignore", **(more or {})}
    done = subprocess.run(command, cwd=where, env=around, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return (done.stdout.strip().splitlines() or [""])[-1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
