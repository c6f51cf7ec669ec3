"""The pages are true: each path in the map exists, each decision is listed and short, each command in README is one."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")

LONGEST_DECISION = 60
"""Lines: a decision is a page."""

OF_THE_SYSTEM = {"git", "cd"}


def text(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def mapped_paths() -> list[str]:
    """What stands in back quotes in docs/map.md and looks like a path (a command has a space in it)."""
    quoted = re.findall(r"`([^`\s]+)`", text("docs", "map.md"))
    return sorted({word for word in quoted if "/" in word or re.search(r"\.\w+$", word)})


def readme_commands() -> list[list[str]]:
    """Each line of the ```sh blocks in README, without its comment."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text("README.md"), re.DOTALL | re.MULTILINE)
    lines = (line.partition("#")[0].removeprefix("$ ").split() for block in blocks for line in block.splitlines())
    return [words for words in lines if words]


def ask(words: list[str]) -> subprocess.CompletedProcess[str]:
    run = "import sys; from ingrain.cli.main import main; sys.exit(main())"
    return subprocess.run([sys.executable, "-c", run, *words], capture_output=True, text=True, cwd=ROOT)


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))


def ask_for_help(words: list[str]) -> subprocess.CompletedProcess[str]:
    """`ingrain WORDS --help`, where WORDS are those before the first file, option or time."""
    command = []
    for word in words:
        if not re.fullmatch(r"[a-z]+", word):
            break
        command.append(word)
    return ask([*command, "--help"])


@pytest.mark.parametrize("path", mapped_paths())
def test_a_path_in_the_map_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_decision_is_a_numbered_page_that_the_index_lists(page: Path) -> None:
    content = page.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name)
    assert content.startswith("# ")
    assert content.count("\n") <= LONGEST_DECISION
    assert f"({page.name})" in text("docs", "decisions", "README.md")


def test_no_two_decisions_share_a_number() -> None:
    numbers = [page.name[:4] for page in PAGES]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("words", readme_commands(), ids=" ".join)
def test_a_command_in_the_readme_is_one(words: list[str]) -> None:
    program = words[0].rpartition("/")[2]
    if program == "make":
        assert set(words[1:]) <= make_targets()
    elif program == "ingrain":
        if find_spec("ingrain.cli.main") is None:
            pytest.skip("the command line is not there yet")
        answer = ask_for_help(words[1:])
        assert answer.returncode == 0, answer.stderr
    else:
        assert program in OF_THE_SYSTEM


@pytest.mark.parametrize("words", [words[1:] for words in readme_commands() if words[1] == "manual"], ids=" ".join)
def test_a_command_of_the_readme_about_manuals_does_what_it_is_for(words: list[str]) -> None:
    answer = ask(words)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout
