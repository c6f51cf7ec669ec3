"""The house rules that no linter knows: names, docstrings, who imports what, and what no file may mention."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "ingrain"
MODULES = sorted(SRC.rglob("*.py"))

VAGUE_NAMES = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "selectors", "services", "utils"}
METHOD_MAY_IMPORT = {"holidays", "markdown_it"} | sys.stdlib_module_names
METHOD_MAY_NOT = {"asyncio", "os", "pathlib", "random", "socket", "sqlite3", "subprocess", "threading", "urllib"}
JUDGES = {"book", "cells", "history", "judge", "objective"}
WHAT_JUDGES_KNOW = JUDGES | {"calendar", "company", "events", "manual", "obligations", "rules", "vocabulary"}
DOORS = {"cli", "web", "jobs", "site"}
"""Where the clock is read; and where Django wants an import at a moment of its choosing."""
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}

# Written in pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:" + "work|root|home/" + r"\w+)/")
PACKAGE_INDEX = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs")))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def every(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=name)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that the import statements under a node name, in full."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield child.module or "."


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def within_method(path: Path) -> str:
    """The module of the method that a file belongs to: its own name, or that of its folder."""
    return path.relative_to(SRC).parts[1].removesuffix(".py")


def repository_files() -> list[Path]:
    """What git has or would take in; in an unpacked archive there is no git to ask."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if asked.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for part in asked.stdout.split("\0") if part and (path := ROOT / part).is_file()]


@every(MODULES)
def test_a_module_is_named_after_what_it_holds(path: Path) -> None:
    assert not VAGUE_NAMES & {part.removesuffix(".py") for part in path.relative_to(SRC).parts}


@every([path for path in MODULES if path.stat().st_size])
def test_a_module_opens_by_saying_what_lives_in_it(path: Path) -> None:
    assert ast.get_docstring(tree(path)), f"{name(path)} needs a docstring: what lives here, what never does"


@every([path for path in MODULES if room(path) == "method"])
def test_the_method_imports_little(path: Path) -> None:
    modules = [module for module in imported(tree(path)) if not module.startswith("ingrain.method")]
    roots = {module.partition(".")[0] for module in modules}
    assert not roots - METHOD_MAY_IMPORT
    assert not roots & METHOD_MAY_NOT, "the method decides; it does not reach out"


@every([path for path in MODULES if room(path) == "method" and within_method(path) in JUDGES])
def test_who_judges_knows_what_a_rule_means_and_not_how_it_is_worded(path: Path) -> None:
    own = (module.split(".") for module in imported(tree(path)) if module.startswith("ingrain.method."))
    assert not {parts[2] for parts in own} - WHAT_JUDGES_KNOW


@every([path for path in MODULES if room(path) not in DOORS])
def test_only_a_door_reads_the_clock(path: Path) -> None:
    readings = [
        f"line {node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and (node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", ""), node.attr)
        in CLOCKS
    ]
    assert not readings, "time is passed in (at=…)"


@every([path for path in MODULES if room(path) not in DOORS])
def test_no_import_is_tucked_into_a_function_to_hide_a_cycle(path: Path) -> None:
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    hidden = {module for function in functions for module in imported(function) if module.startswith(("ingrain", "."))}
    assert not hidden, "imports of our own stand at the top, where a cycle shows"


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert not list(mentions(MACHINE_PATH, but=set()))


def test_only_the_lock_file_names_a_package_index() -> None:
    assert not list(mentions(PACKAGE_INDEX, but={"uv.lock"}))


def mentions(pattern: re.Pattern[str], but: set[str]) -> Iterator[str]:
    """file:line of each match in the repository's text files."""
    for path in repository_files():
        if name(path) in but:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                yield f"{name(path)}:{number}: {line.strip()[:120]}"
